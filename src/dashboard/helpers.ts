import type { Circumstances } from './model/circumstances';
import { hourCells, regimeCells, strategyRows } from './sections/group-rows';
import { pageHeader } from './sections/page-header';
import type { HourCell, StateProblem, RegimeCell, StrategyRow } from './model/page-model';
import { riskSummary, type RiskSummary } from './sections/risk-summary';
import type { StateDocuments } from './model/state-documents';
import { stateProblems } from './problems/state-problems';
import { symbolRows } from './sections/symbol-rows';
import type { AllocationSummary, SymbolRow } from './model/symbol-row';

/** One line of the intelligence table; a number that no file gives is null. */
export interface IntelRow {
  readonly symbol: string;
  readonly rank: number | null;
  readonly score: number | null;
  /** Closed trades in the primary window: what the rates beside it count. */
  readonly count: number;
  /** Mean net USD of a trade, and mean R with its 95 % interval over the `known_r` trades whose risk is known. */
  readonly expectancy_usd: number | null;
  readonly expectancy_r: number | null;
  readonly r_interval: readonly [number, number] | null;
  readonly known_r: number;
  readonly hit_rate: number | null;
  readonly hit_rate_interval: readonly [number, number] | null;
  /** Bps, a cost positive. */
  readonly slippage_p50_bps: number | null;
  readonly slippage_p95_bps: number | null;
  readonly router_quality: string | null;
  /** Shares of NAV, 0..1. */
  readonly weight_now: number | null;
  readonly weight_suggested: number | null;
}

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

/** Whether the state can be acted on, and if not, why. */
export interface StateHealth {
  /** All files are there and usable, and none is stale. */
  readonly healthy: boolean;
  readonly freshness: 'fresh' | 'stale' | 'unknown';
  readonly as_of: string | null;
  readonly age_ms: number | null;
  readonly complete: boolean | null;
  /** Why it is not healthy; empty when it is. */
  readonly reasons: readonly string[];
  readonly problems: readonly StateProblem[];
}

/** Freshness and completeness of the state at `nowMs`. */
export function healthOf(state: StateDocuments, circumstances: Circumstances): StateHealth {
  const header = pageHeader(state, circumstances);
  return healthFrom(header, stateProblems(state, circumstances, header));
}

/** The same from a header and problems that are known already. */
export function healthFrom(
  header: Pick<StateHealth, 'freshness' | 'as_of' | 'age_ms' | 'complete'>,
  problems: readonly StateProblem[],
): StateHealth {
  const { freshness, as_of, age_ms, complete } = header;
  const serious = problems.filter(({ severity, code }) => severity === 'error' || code === 'stale');
  const reasons = [
    ...(freshness === 'unknown' ? ['No state file says what moment it is of.'] : []),
    ...serious.map(({ message }) => message),
  ];
  return {
    healthy: freshness === 'fresh' && reasons.length === 0,
    freshness,
    as_of,
    age_ms,
    complete,
    reasons,
    problems,
  };
}
