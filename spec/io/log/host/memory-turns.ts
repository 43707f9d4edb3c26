import type { Writer, WriteTurn, WriteTurns } from '../../../../src/io/log/commit-log';

interface Asking {
  readonly writer: Writer;
  readonly lost: AbortController;
  readonly resolve: (turn: WriteTurn | undefined) => void;
}

/** The turns of processes that all see the same memory: the first one that asks has it, the others wait in order. */
export class MemoryTurns implements WriteTurns {
  /** Why nobody can have one; undefined: they can. */
  refusal: Error | undefined;
  private readonly holders = new Map<Writer, Asking>();
  private waiting: Asking[] = [];

  take(
    writer: Writer,
    lost: AbortController,
    signal?: AbortSignal,
    onWait?: (holder: string) => void,
  ): Promise<WriteTurn | undefined> {
    const { refusal } = this;
    if (refusal !== undefined) return Promise.reject(refusal);
    if (this.holders.has(writer)) onWait?.('machine/1');
    return new Promise((resolve) => {
      const asking = { writer, lost, resolve };
      signal?.addEventListener('abort', () => {
        this.waiting = this.waiting.filter((other) => other !== asking);
        resolve(undefined);
      });
      this.waiting.push(asking);
      this.grant(writer);
    });
  }

  /** Takes the turn from its holder, as at the end of a lease, and gives it to the next one. `isTold`: the holder hears of it. */
  pass(writer: Writer, isTold: boolean): void {
    const holder = this.holders.get(writer);
    this.holders.delete(writer);
    if (isTold) holder?.lost.abort();
    this.grant(writer);
  }

  private grant(writer: Writer): void {
    const next = this.waiting.find((asking) => asking.writer === writer);
    if (this.holders.has(writer) || next === undefined) return;
    this.holders.set(writer, next);
    this.waiting = this.waiting.filter((asking) => asking !== next);
    next.resolve({
      release: () => {
        if (this.holders.get(writer) === next) this.pass(writer, false);
        return Promise.resolve();
      },
    });
  }
}
