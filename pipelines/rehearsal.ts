import { letOthers } from '../src/io/let-others';
import type { DueTick } from './due-ticks';
import type { LiveGraph } from './live-graph';
import { publicationsOf } from './publication';

// A rehearsal is over so long before its tick, if it takes no longer than the last one.
const LEAD_MS = 20;
// Rehearsals take one part in so many of the time: a desk whose frames take long needs it for the ticks themselves.
const SHARE = 4;

/**
 * The frame of the next tick, made once before it falls due, and dropped: groups that nothing changes any more are
 * measured and written down by then, and the tick itself has to do with what came since. What it answers is the same.
 */
export class Rehearsal {
  private came = false;
  private doneFor = -Infinity;
  private tookMs = 0;

  /** Something came that the next tick may hold. */
  note(): void {
    this.came = true;
  }

  /** When to look again before this tick: for its rehearsal, or for the tick itself where there is nothing to rehearse. */
  dueMs(tick: DueTick): number {
    return this.isWanted(tick) ? tick.dueMs - LEAD_MS - this.tookMs : tick.dueMs;
  }

  /** Whether it is time to rehearse this tick. */
  isDue(tick: DueTick, nowMs: number): boolean {
    return this.isWanted(tick) && nowMs >= this.dueMs(tick);
  }

  /** Rehearses the tick, once for all. Between its steps the thread is given up. */
  async perform(tick: DueTick, graph: Pick<LiveGraph, 'rehearse'>, steadyMs: () => number): Promise<void> {
    const beganMs = steadyMs();
    this.came = false;
    this.doneFor = tick.dueMs;
    // A moment of its own, so that no branch takes its answer for the tick's.
    for (const frame of graph.rehearse(tick.asOf - 1)) {
      await letOthers();
      if (frame !== undefined) publicationsOf(frame);
    }
    this.tookMs = steadyMs() - beganMs;
  }

  private isWanted({ dueMs }: DueTick): boolean {
    return this.came && this.doneFor < dueMs && this.tookMs * SHARE <= dueMs - this.doneFor;
  }
}
