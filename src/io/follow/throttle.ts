/** Says when it is time again. A clock that is set back makes it time at once. */
export class Throttle {
  private lastMs = -Infinity;

  constructor(private readonly ms: number) {}

  /** Whether so much time has passed since it was last time. */
  isDue(nowMs: number): boolean {
    if (Math.abs(nowMs - this.lastMs) < this.ms) return false;
    this.lastMs = nowMs;
    return true;
  }
}
