import type { Reach } from '../run-ledger';

/** Rows up to and with `ts` have no part in later ones; the last time that they reach is `reach`. */
export interface Cut {
  readonly ts: number;
  readonly reach: number;
}

/** The times that part rows into independent ones, in order. Each row begins a reach; the last cut is that of the last. */
export function cutsOf(reaches: readonly Reach[]): readonly Cut[] {
  const sorted = reaches.toSorted((a, b) => a.from - b.from);
  const cuts: Cut[] = [];
  let reach = -Infinity;
  sorted.forEach(({ from, until }, index) => {
    reach = Math.max(reach, until);
    const next = sorted[index + 1]?.from;
    if (next === undefined || (next > from && next > reach)) cuts.push({ ts: from, reach });
  });
  return cuts;
}
