import { exactSum } from '../../../src/model/math/exact-sum';
import { expectedCost, shrunkCost } from '../../suggest/expected-cost';
import { rowsBetween, type CostRow, type CostRows } from './cost-row';
import { SHIFT_WINDOW_MS } from './cost-shift';
import type { CostPolicyChange } from './policy-changes';

/**
 * What the router’s own formula (SPEC 4.5) promised of a change: expected cost under the new policy minus under the old, in bps, from the
 * rows of the window before it only. Null where a side has no rows at all.
 */
export function predictedChange(
  { symbol, ts, before, after }: CostPolicyChange,
  costs: CostRows,
  pseudoRows: number,
): number | null {
  const known = (rows: readonly CostRow[]): readonly CostRow[] => rowsBetween(rows, ts - SHIFT_WINDOW_MS, ts);
  const own = known(costs.get(symbol) ?? []);
  const all = [...costs.values()].flatMap(known);
  const [maker, taker] = [true, false].map((isMaker) =>
    shrunkCost(sideOf(own, isMaker), sideOf(all, isMaker), pseudoRows),
  );
  const cost = (policy: CostPolicyChange['before']): number | null =>
    expectedCost(policy, maker ?? null, taker ?? null);
  const [from, to] = [cost(before), cost(after)];
  return from === null || to === null ? null : to - from;
}

function sideOf(rows: readonly CostRow[], isMaker: boolean): { readonly rows: number; readonly sum: number } {
  const costs = rows.filter(({ makerStart }) => makerStart === isMaker).map(({ costBps }) => costBps);
  return { rows: costs.length, sum: exactSum(costs) };
}
