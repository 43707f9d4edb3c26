import type { FromSchema } from '../model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  flagOrNull,
  intervalOrNull,
  numberOrNull,
  text,
  textOrNull,
  texts,
} from '../model/schemas/shapes';
import type { Circumstances } from './model/circumstances';
import { hourCells, regimeCells, strategyRows } from './sections/group-rows';
import { pageHeader } from './sections/page-header';
import {
  freshness,
  problems,
  type HourCell,
  type RegimeCell,
  type RiskSummary,
  type StateProblem,
  type StrategyRow,
} from './model/page-model';
import { riskSummary } from './sections/risk-summary';
import type { StateDocuments } from './model/state-documents';
import { stateProblems } from './problems/state-problems';
import { symbolRows } from './sections/symbol-rows';
import type { AllocationSummary, SymbolRow } from './model/symbol-row';

export const intelRowSchema = closed({
  symbol: text,
  rank: numberOrNull,
  score: numberOrNull,
  /** Closed trades in the primary window: what the rates beside it count. */
  count,
  /** Mean net USD of a trade, and mean R with its 95 % interval over the `known_r` trades whose risk is known. */
  expectancy_usd: numberOrNull,
  expectancy_r: numberOrNull,
  r_interval: intervalOrNull,
  known_r: count,
  hit_rate: numberOrNull,
  hit_rate_interval: intervalOrNull,
  /** Bps, a cost positive. */
  slippage_p50_bps: numberOrNull,
  slippage_p95_bps: numberOrNull,
  router_quality: textOrNull,
  /** Shares of NAV, 0..1. */
  weight_now: numberOrNull,
  weight_suggested: numberOrNull,
});

/** One line of the intelligence table; a number that no file gives is null. */
export type IntelRow = FromSchema<typeof intelRowSchema>;

export const stateHealthSchema = closed({
  /** All files are there and usable, and none is stale. */
  healthy: flag,
  freshness,
  as_of: textOrNull,
  /** The primary window. */
  window: textOrNull,
  age_ms: numberOrNull,
  complete: flagOrNull,
  /** Why it is not healthy; empty when it is. */
  reasons: texts,
  problems,
});

/** Whether the state can be acted on, and if not, why. */
export type StateHealth = FromSchema<typeof stateHealthSchema>;

/** The per-symbol intelligence table: by score, the best first. */
export function intelTable(state: StateDocuments): readonly IntelRow[] {
  return symbolRows(state).map(intelRow);
}

/** One line of the table from all that is known of a symbol. */
export function intelRow({
  symbol,
  rank,
  score,
  expectancy,
  router,
  allocation,
}: Omit<SymbolRow, 'curve'>): IntelRow {
  return {
    symbol,
    rank,
    score: score?.score ?? null,
    count: expectancy?.count ?? 0,
    expectancy_usd: expectancy?.expectancy ?? null,
    expectancy_r: expectancy?.avg_r ?? null,
    r_interval: expectancy?.r_interval ?? null,
    known_r: expectancy?.known_r ?? 0,
    hit_rate: expectancy?.hit_rate ?? null,
    hit_rate_interval: expectancy?.hit_rate_interval ?? null,
    slippage_p50_bps: router?.slippage_p50 ?? null,
    slippage_p95_bps: router?.slippage_p95 ?? null,
    router_quality: router?.quality ?? null,
    weight_now: allocation?.current_weight ?? null,
    weight_suggested: allocation?.suggested_weight ?? null,
  };
}

/** The `n` symbols with the best scores; fewer where fewer have one. */
export function topSymbols(state: StateDocuments, n: number): readonly IntelRow[] {
  return ranked(intelTable(state), n);
}

/** The first `n` of a table that have a rank. */
export function ranked(table: readonly IntelRow[], n: number): readonly IntelRow[] {
  return table.filter(({ rank }) => rank !== null && rank <= n);
}

/** Expectancy by strategy, the best mean R first. */
export function expectancyBy(state: StateDocuments, by: 'strategy'): readonly StrategyRow[];
/** Expectancy by the regime that orders were filled in; only cells that hold trades. */
export function expectancyBy(state: StateDocuments, by: 'regime'): readonly RegimeCell[];
/** Expectancy by the hour of the close, UTC: all 24. */
export function expectancyBy(state: StateDocuments, by: 'hour'): readonly HourCell[];
export function expectancyBy(
  state: StateDocuments,
  by: 'strategy' | 'regime' | 'hour',
): readonly (StrategyRow | RegimeCell | HourCell)[] {
  switch (by) {
    case 'strategy':
      return strategyRows(state);
    case 'regime':
      return regimeCells(state);
    case 'hour':
      return hourCells(state);
  }
}

/** A symbol's weight and caps, now and as suggested. */
export type AllocationLine = AllocationSummary & { readonly symbol: string };

/** The suggested allocation with its caps, the largest weight first. */
export function allocationOf(state: StateDocuments): readonly AllocationLine[] {
  return allocationLines(symbolRows(state));
}

/** The same from rows that are known already. */
export function allocationLines(
  rows: readonly Pick<SymbolRow, 'symbol' | 'allocation'>[],
): readonly AllocationLine[] {
  return rows
    .flatMap(({ symbol, allocation }) => (allocation === null ? [] : [{ symbol, ...allocation }]))
    .toSorted((a, b) => b.suggested_weight - a.suggested_weight);
}

/** Risk mode, drawdown, equity and budget; null where no file says. */
export function riskModeOf(state: StateDocuments): RiskSummary {
  return riskSummary(state);
}

/** Freshness and completeness of the state at `nowMs`. */
export function healthOf(state: StateDocuments, circumstances: Circumstances): StateHealth {
  const header = pageHeader(state, circumstances);
  return healthFrom(header, stateProblems(state, circumstances, header));
}

/** The same from a header and problems that are known already. */
export function healthFrom(
  {
    freshness,
    as_of,
    window,
    age_ms,
    complete,
  }: Pick<StateHealth, 'freshness' | 'as_of' | 'window' | 'age_ms' | 'complete'>,
  found: readonly StateProblem[],
): StateHealth {
  const serious = found.filter(({ severity, code }) => severity === 'error' || code === 'stale');
  const reasons = [
    ...(freshness === 'unknown' ? ['No state file states its as-of.'] : []),
    ...serious.map(({ message }) => message),
  ];
  return {
    healthy: freshness === 'fresh' && reasons.length === 0,
    freshness,
    as_of,
    window,
    age_ms,
    complete,
    reasons,
    problems: found,
  };
}
