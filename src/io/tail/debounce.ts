/** What has been seen and must be seen again, some time later, before it is believed. */
export class Debounce {
  private seen: { readonly what: string; readonly sinceMs: number } | undefined;

  /** Whether the same has been seen for so long. A clock set back makes it begin anew. */
  isStable(what: string, nowMs: number, afterMs: number): boolean {
    if (this.seen?.what !== what || nowMs < this.seen.sinceMs) this.seen = { what, sinceMs: nowMs };
    return nowMs - this.seen.sinceMs >= afterMs;
  }

  reset(): void {
    this.seen = undefined;
  }
}
