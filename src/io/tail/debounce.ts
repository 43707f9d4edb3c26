/** Believes an observation only when the same one is made again after some time. */
export class Debounce {
  private seen: { readonly what: string; readonly sinceMs: number } | undefined;

  /** Whether the same observation has stood for `afterMs`. A clock that is set back starts the wait again. */
  isStable(what: string, nowMs: number, afterMs: number): boolean {
    if (this.seen?.what !== what || nowMs < this.seen.sinceMs) this.seen = { what, sinceMs: nowMs };
    return nowMs - this.seen.sinceMs >= afterMs;
  }

  reset(): void {
    this.seen = undefined;
  }
}
