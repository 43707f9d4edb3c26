import type { Reach } from '../run-ledger';

/** Rows up to and with `ts` have no part in later ones; the last time that they reach is `reach`. */
export interface Cut {
  readonly ts: number;
  readonly reach: number;
}

/** The times that part rows into independent ones, in order; the last is that of the last row. `times` come in order. */
export function cutsBetween(times: readonly number[], reaches: readonly Reach[]): readonly Cut[] {
  const untilAt = new Float64Array(times.length).fill(-Infinity);
  for (const { from, until } of reaches) {
    const at = firstFrom(times, from);
    untilAt[at] = Math.max(untilAt[at] ?? -Infinity, until);
  }
  const cuts: Cut[] = [];
  let reach = -Infinity;
  times.forEach((ts, index) => {
    reach = Math.max(reach, untilAt[index] ?? -Infinity);
    const next = times[index + 1];
    if (next === undefined || (next > ts && next > reach)) cuts.push({ ts, reach });
  });
  return cuts;
}

// The first index whose time is not before `from`.
function firstFrom(times: readonly number[], from: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
