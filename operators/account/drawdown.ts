import { exactNano, NANO } from '../../src/model/math/fixed';

/** A drawdown as an exact fraction: it is compared without rounding. `lost/base` is the share, of percent ×100. */
export interface Drawdown {
  /** In percent, for people. */
  readonly pct: number;
  readonly lost: bigint;
  readonly base: bigint;
}

/** A drawdown given in percent; its sign does not matter. */
export function drawdownOfPct(pct: number): Drawdown {
  const size = Math.abs(pct);
  return { pct: size, lost: exactNano(size), base: BigInt(NANO) * 100n };
}

/** (peak − equity)/peak; undefined when the peak is not positive. Above the peak it is 0. */
export function drawdownOfEquity(equityUsd: number, peakUsd: number): Drawdown | undefined {
  if (!(peakUsd > 0)) return undefined;
  const base = exactNano(peakUsd);
  const gap = base - exactNano(equityUsd);
  const lost = gap > 0n ? gap : 0n;
  return { pct: Math.max(0, ((peakUsd - equityUsd) * 100) / peakUsd), lost, base };
}

/** Negative, 0 or positive as the drawdown is below, at or above a level in percent; exact. */
export function compareToPct(drawdown: Drawdown, levelPct: number): number {
  const difference = drawdown.lost * 100n * BigInt(NANO) - exactNano(levelPct) * drawdown.base;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Whether one drawdown is worse than another by more than one percentage point; exact. */
export function isWorseByAPoint(one: Drawdown, other: Drawdown): boolean {
  return (one.lost * other.base - other.lost * one.base) * 100n > one.base * other.base;
}
