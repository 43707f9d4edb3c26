/**
 * Whether the primary window says anything of a symbol: it has a trade or a router row there. Without one its score is made
 * of priors alone, and is no rank.
 */
export function hasRecord(trades: number | null | undefined, routerRows: number | null | undefined): boolean {
  return (trades ?? 0) > 0 || (routerRows ?? 0) > 0;
}
