import type { CostPolicy, CostRows } from './cost-row';

/** A symbol’s policy was one thing for a while and then another. */
export interface CostPolicyChange {
  readonly symbol: string;
  /** τ: time of the first row under the new policy, ms. */
  readonly ts: number;
  readonly before: CostPolicy;
  readonly after: CostPolicy;
}

/** Consecutive rows under one policy on each side of a change. */
const FEWEST_ROWS = 20;

interface Run {
  readonly policy: CostPolicy;
  readonly ts: number;
  rows: number;
}

/** The changes of all symbols: 20 rows in a row of one policy, then 20 of another. Rows that do not state their policy are passed over. In order of time and symbol. */
export function policyChanges(costs: CostRows): readonly CostPolicyChange[] {
  const changes = [...costs].flatMap(([symbol, rows]) => {
    const runs: Run[] = [];
    for (const { ts, policy } of rows) {
      if (policy === undefined) continue;
      const last = runs.at(-1);
      if (last !== undefined && isSame(last.policy, policy)) last.rows++;
      else runs.push({ policy, ts, rows: 1 });
    }
    return runs.flatMap((run, i): readonly CostPolicyChange[] => {
      const known = runs[i - 1];
      if (known === undefined || known.rows < FEWEST_ROWS || run.rows < FEWEST_ROWS) return [];
      return [{ symbol, ts: run.ts, before: known.policy, after: run.policy }];
    });
  });
  return changes.sort((a, b) => a.ts - b.ts || (a.symbol < b.symbol ? -1 : 1));
}

function isSame(a: CostPolicy, b: CostPolicy): boolean {
  return a.maker_first === b.maker_first && a.taker_bias === b.taker_bias && a.offset_bps === b.offset_bps;
}
