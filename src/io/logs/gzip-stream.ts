import { createGunzip } from 'node:zlib';

/** Unzips what it is fed, piece by piece, and hands over all that each piece gives before it takes the next. */
export class GzipStream {
  /** How many bytes it was fed. */
  fed = 0;
  private readonly gunzip = createGunzip();
  private readonly waiting: Buffer[] = [];
  private hasEnded = false;
  private failure: Error | undefined;
  private wake = (): void => undefined;

  constructor() {
    this.gunzip.on('data', (chunk: Buffer) => {
      this.waiting.push(chunk);
      this.wake();
    });
    this.gunzip.on('end', () => {
      this.hasEnded = true;
      this.wake();
    });
    this.gunzip.on('error', (error) => {
      this.failure = error;
      this.wake();
    });
  }

  /** How many of those bytes gave all that was handed over: fewer than `fed` after zeros behind the end, or a failure. */
  get used(): number {
    return this.gunzip.bytesWritten;
  }

  /** Takes a piece. It must not change before all of its output has been taken. */
  async *feed(piece: Buffer): AsyncGenerator<Buffer> {
    let isTaken = false;
    this.fed += piece.length;
    this.gunzip.write(piece, () => {
      isTaken = true;
      this.wake();
    });
    yield* this.until(() => isTaken);
  }

  /** The input ends here; fails where a member does not. */
  async *finish(): AsyncGenerator<Buffer> {
    this.gunzip.end();
    yield* this.until(() => false);
  }

  close(): void {
    this.gunzip.destroy();
  }

  private async *until(isDone: () => boolean): AsyncGenerator<Buffer> {
    for (;;) {
      for (let chunk = this.waiting.shift(); chunk !== undefined; chunk = this.waiting.shift()) yield chunk;
      if (this.failure !== undefined) throw this.failure;
      if (isDone() || this.hasEnded) return;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }
}
