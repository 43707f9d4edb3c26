/** A moment at which a symbol’s record claims something, and the trades that answer it: places in the order of its trades of known R. */
export interface ClaimSpan {
  /** Time of the last trade known; undefined for the claim before the first trade. */
  readonly asOf: number | undefined;
  /** Trades 0 to `from` are known at asOf. */
  readonly from: number;
  /** Trades `from` to `to` are the outcome. */
  readonly to: number;
}

/**
 * The claims of one symbol: before its first trade and after every N-th, as long as N trades follow. Each trade is in one outcome at
 * most. Trades that close at one moment are not told apart: all go to the earlier claim, whose outcome may then be longer than N.
 * `closes`: times of its trades of known R, in order.
 */
export function claimsOf(closes: readonly number[], every: number): readonly ClaimSpan[] {
  const claims: ClaimSpan[] = [];
  for (let from = 0; from + every <= closes.length;) {
    let to = from + every;
    while (to < closes.length && closes[to] === closes[to - 1]) to++;
    claims.push({ asOf: closes[from - 1], from, to });
    from = to;
  }
  return claims;
}
