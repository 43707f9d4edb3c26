import { Doubt } from './doubt';
import { signatureOf } from './signature';

/** A log's files at a moment, without a look into them. */
export interface Glance {
  readonly atMs: number;
  /** The signatures of the current file and of the one before it; empty when there is none. */
  readonly current: string;
  readonly older: string;
  /** The file before the current one has been what it is for some time. */
  readonly isSettled: boolean;
}

const ROTATE_WAIT_MS = 5000;
const VERIFY_EVERY_MS = 60_000;
const VERIFY_BYTES = 64 * 1024 * 1024;

/** Tells when a whole chain is to be looked through. */
export class ChainWatch {
  private readonly rotation = new Doubt();
  // As the chain was when it was last looked through.
  private glance: Glance | undefined;
  private older: readonly string[] = [];
  private everyMs = 0;

  /** `paths` are those of the current file and of the rotated ones, newest first. */
  constructor(private readonly paths: readonly string[]) {}

  async look(atMs: number): Promise<Glance> {
    const [current = '', older = ''] = await Promise.all(this.paths.slice(0, 2).map(signatureOf));
    return { atMs, current, older, isSettled: this.rotation.isOver(older, atMs, ROTATE_WAIT_MS) };
  }

  /**
   * Whether it is time: after each rotation or addition to the file before the current one, once more when that has
   * settled, and every now and then, as often as so many bytes allow.
   */
  isDue({ atMs, older, isSettled }: Glance): boolean {
    const { glance } = this;
    if (glance === undefined || older !== glance.older) return true;
    if (isSettled && !glance.isSettled) return true;
    return atMs < glance.atMs || atMs >= glance.atMs + this.everyMs;
  }

  /** Whether the files before the current one are the same as when the chain was last looked through. */
  async isSame(): Promise<boolean> {
    const now = await this.signatures();
    return this.glance !== undefined && now.every((signature, i) => signature === this.older[i]);
  }

  /** To be told before the chain is opened; the result, when it has been looked through to its end. */
  async begin(glance: Glance): Promise<(bytes: number) => void> {
    const older = await this.signatures();
    return (bytes) => {
      this.glance = glance;
      this.older = older;
      this.everyMs = VERIFY_EVERY_MS * Math.max(1, bytes / VERIFY_BYTES);
    };
  }

  private signatures(): Promise<readonly string[]> {
    return Promise.all(this.paths.slice(1).map(signatureOf));
  }
}
