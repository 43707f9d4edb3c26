/** What has been seen and must be seen again, some time later, before it is believed. */
export class Doubt {
  private seen: { readonly what: string; readonly sinceMs: number } | undefined;

  /** Whether the same has been seen for so long. A clock set back makes it begin anew. */
  isOver(what: string, nowMs: number, afterMs: number): boolean {
    if (this.seen?.what !== what || nowMs < this.seen.sinceMs) this.seen = { what, sinceMs: nowMs };
    return nowMs - this.seen.sinceMs >= afterMs;
  }

  clear(): void {
    this.seen = undefined;
  }
}
