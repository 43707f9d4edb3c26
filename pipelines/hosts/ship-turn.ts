import { FencedError } from '../../src/io/files/failures';
import type { WriteTurn, WriteTurns } from '../../src/io/log/commit-log';
import { writerOf } from '../../src/io/log/host-token';
import type { Incidents } from '../../src/io/publish/incidents';

/** The turn of one process to ship for a host: it waits for it from the start on, and gives it up at its end. */
export class ShipTurn {
  private readonly lost = new AbortController();
  private readonly stopped = new AbortController();
  private readonly taking: Promise<void>;
  private turn: WriteTurn | undefined;
  // Why it cannot be had at all.
  private refusal: Error | undefined;

  constructor(
    private readonly host: string,
    private readonly turns: WriteTurns,
    private readonly incidents: Incidents,
    signal: AbortSignal | undefined,
  ) {
    const { signal: stopped } = this.stopped;
    this.taking = this.take(signal === undefined ? stopped : AbortSignal.any([signal, stopped]));
  }

  /** This process has had it, and perhaps lost it since. */
  get isTaken(): boolean {
    return this.turn !== undefined;
  }

  get isLost(): boolean {
    return this.lost.signal.aborted;
  }

  /** Throws a FencedError where it went to another process, and what keeps it from being had at all. */
  check(): void {
    if (this.refusal !== undefined) throw this.refusal;
    if (this.isLost)
      throw new FencedError(
        `the turn to ship for ${this.host} went to another process; this ship ends, and waits for its turn again`,
      );
  }

  /** Waits for it no longer. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await this.taking;
  }

  async release(): Promise<void> {
    await this.turn?.release();
  }

  private async take(ended: AbortSignal): Promise<void> {
    const { host, turns, incidents, lost } = this;
    try {
      this.turn = await turns.take(writerOf(host), lost, ended, (holder) => {
        incidents.note('info', 'turn', `waits for its turn: ${holder} ships for ${host}`);
      });
      if (this.turn !== undefined) incidents.note('info', 'turn', `ships for ${host}`);
    } catch (error) {
      this.refusal = error instanceof Error ? error : new Error(String(error));
    }
  }
}
