import type { Reach } from '../run-ledger';

type Rows = readonly { readonly ts: number }[];

/**
 * Tells the times that part rows into independent ones, in order: rows up to and with `ts` have no part in later ones, and
 * `reach` is the last time that they reach. The last cut is that of the last row. Rows come in order of time; a close
 * reaches `closeMs` beyond its time.
 */
export function eachCut(
  closes: Rows,
  fills: Rows,
  closeMs: number,
  reaches: readonly Reach[],
  onCut: (ts: number, reach: number, isLast: boolean) => void,
): void {
  const sorted = reaches.toSorted((a, b) => a.from - b.from);
  let [close, fill, other] = [0, 0, 0];
  const nextTs = (): number =>
    Math.min(closes[close]?.ts ?? Infinity, fills[fill]?.ts ?? Infinity, sorted[other]?.from ?? Infinity);
  let reach = -Infinity;
  for (let ts = nextTs(); ts < Infinity;) {
    for (; closes[close]?.ts === ts; close++) reach = Math.max(reach, ts + closeMs);
    for (; fills[fill]?.ts === ts; fill++) reach = Math.max(reach, ts);
    for (let it = sorted[other]; it?.from === ts; it = sorted[++other]) reach = Math.max(reach, it.until);
    const next = nextTs();
    if (next > reach || next === Infinity) onCut(ts, reach, next === Infinity);
    ts = next;
  }
}
