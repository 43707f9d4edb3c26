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
  // Each is read once: a row may be a view of scanned bytes.
  let closeTs = closes[close]?.ts ?? Infinity;
  let fillTs = fills[fill]?.ts ?? Infinity;
  let from = sorted[other]?.from ?? Infinity;
  let reach = -Infinity;
  for (let ts = Math.min(closeTs, fillTs, from); ts < Infinity;) {
    for (; closeTs === ts; closeTs = closes[++close]?.ts ?? Infinity) reach = Math.max(reach, ts + closeMs);
    for (; fillTs === ts; fillTs = fills[++fill]?.ts ?? Infinity) reach = Math.max(reach, ts);
    for (; from === ts; from = sorted[++other]?.from ?? Infinity)
      reach = Math.max(reach, sorted[other]?.until ?? ts);
    const next = Math.min(closeTs, fillTs, from);
    if (next > reach || next === Infinity) onCut(ts, reach, next === Infinity);
    ts = next;
  }
}
