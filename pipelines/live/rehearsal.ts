import { yieldToEventLoop } from '../../src/io/files/yield-to-event-loop';
import type { DueTick } from './due-ticks';
import type { PushGraph } from '../journal/push-graph';
import { publicationsOf } from '../publish/publication';

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

  /** When to look again: for the rehearsal of this tick, where that is ahead of the last look, else for the tick itself. */
  dueMs(tick: DueTick, lookedMs: number): number {
    const beginMs = this.beginMs(tick);
    return this.isWanted(tick) && lookedMs < beginMs ? beginMs : tick.dueMs;
  }

  /** Whether it is time to rehearse this tick: late enough, and early enough to be over before it falls due. */
  isDue(tick: DueTick, nowMs: number): boolean {
    return this.isWanted(tick) && nowMs >= this.beginMs(tick) && nowMs + this.tookMs < tick.dueMs;
  }

  /** Rehearses the tick, once for all. Between its steps the thread is given up. */
  async perform(tick: DueTick, graph: Pick<PushGraph, 'rehearse'>, steadyMs: () => number): Promise<void> {
    const beganMs = steadyMs();
    this.came = false;
    this.doneFor = tick.dueMs;
    // A moment that is no tick's, so that no branch takes its answer for one.
    for (const frame of graph.rehearse(tick.asOf - 0.5)) {
      await yieldToEventLoop();
      if (frame !== undefined) publicationsOf(frame);
    }
    // The clock may have been set back meanwhile.
    this.tookMs = Math.max(0, steadyMs() - beganMs);
  }

  private beginMs({ dueMs }: DueTick): number {
    return dueMs - LEAD_MS - this.tookMs;
  }

  private isWanted({ dueMs }: DueTick): boolean {
    return this.came && this.doneFor < dueMs && this.tookMs * SHARE <= dueMs - this.doneFor;
  }
}
