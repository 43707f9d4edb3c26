/** Limits how often something is done. It is due at once after the clock was set back. */
export class Throttle {
  private lastMs = -Infinity;

  constructor(private readonly ms: number) {}

  /** Whether `ms` have passed since it was last due; if so, counts from now. */
  isDue(nowMs: number): boolean {
    if (Math.abs(nowMs - this.lastMs) < this.ms) return false;
    this.lastMs = nowMs;
    return true;
  }
}
