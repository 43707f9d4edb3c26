import { yieldToEventLoop } from './yield-to-event-loop';

/** So long one work may keep others of the process waiting, where it can be parted. */
const TURN_MS = 5;

/** Parts a long work: what others of the process have to do has its turn now and then. */
export class FairTurns {
  private sinceMs = performance.now();

  /** Called between two parts. Others have their turn if this work has had its own. */
  async next(): Promise<void> {
    if (performance.now() - this.sinceMs < TURN_MS) return;
    await yieldToEventLoop();
    this.sinceMs = performance.now();
  }
}
