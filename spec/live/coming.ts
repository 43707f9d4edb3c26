import type { News } from '../../src/io/follow/pulse';

/** What comes, as news: a list for each time that live waits, in this order. */
export class Coming implements News {
  readonly due: (() => void)[][] = [];
  private waited: Promise<unknown> | undefined;
  private news: (() => void)[] = [];
  nudges = 0;

  constructor(private readonly nowMs: () => number) {}

  moment(): ReturnType<News['moment']> {
    return { wallMs: this.nowMs(), steadyMs: this.nowMs() };
  }

  async before(work: Promise<unknown>): Promise<boolean> {
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

  nudge(): void {
    this.nudges++;
  }
}
