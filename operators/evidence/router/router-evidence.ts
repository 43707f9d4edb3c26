import { changeEffect, type ChangeEffect } from './change-effect';
import { costRowsOf, type CostPolicy, type CostRow } from './cost-row';
import { routerExperiment, type ExperimentSize } from './experiment';
import { policyChanges } from './policy-changes';
import { predictedChange } from './predicted-change';

/** A change of policy, what it did, and what the router’s formula had promised. */
export interface JudgedChange extends ChangeEffect {
  readonly symbol: string;
  readonly ts: number;
  readonly before: CostPolicy;
  readonly after: CostPolicy;
  readonly predicted_bps: number | null;
  /** Whether the promise lies in the interval; null where one of the two is missing. */
  readonly as_predicted: boolean | null;
}

/** Whether the router’s advice can be judged by these logs, and the experiment that could. */
export interface RouterEvidence {
  readonly changes: readonly JudgedChange[];
  readonly cannot_be_judged: 'no_cost_rows' | 'no_changes' | null;
  readonly experiment: Readonly<Record<string, ExperimentSize>>;
}

/** `rows` in time order; `pseudoRows` as in `autotune.pseudo_rows`. */
export function routerEvidence(rows: readonly CostRow[], pseudoRows: number): RouterEvidence {
  const costs = costRowsOf(rows);
  const changes = policyChanges(costs);
  return {
    changes: changes.map((change) => {
      const effect = changeEffect(change, costs, changes);
      const predicted = predictedChange(change, costs, pseudoRows);
      return { ...change, ...effect, predicted_bps: predicted, as_predicted: holds(effect, predicted) };
    }),
    cannot_be_judged: rows.length === 0 ? 'no_cost_rows' : changes.length === 0 ? 'no_changes' : null,
    experiment: routerExperiment(costs),
  };
}

function holds({ lo, hi }: ChangeEffect, predicted: number | null): boolean | null {
  return lo === null || hi === null || predicted === null ? null : lo <= predicted && predicted <= hi;
}
