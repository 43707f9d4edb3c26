import type { WakeSignal } from '../../src/io/follow/waker';

/** What comes, as news: a list for each time that live waits, in this order. */
export class Coming implements WakeSignal {
  readonly due: (() => void)[][] = [];
  private waited: Promise<unknown> | undefined;
  private news: (() => void)[] = [];

  constructor(private readonly nowMs: () => number) {}

  readClock(): ReturnType<WakeSignal['readClock']> {
    return { wallMs: this.nowMs(), steadyMs: this.nowMs() };
  }

  async wakeOr(work: Promise<unknown>): Promise<boolean> {
    if (work !== this.waited) this.news = this.due.shift() ?? [];
    this.waited = work;
    const next = this.news.shift();
    if (next !== undefined) {
      next();
      return true;
    }
    await Promise.allSettled([work]);
    return false;
  }
}
