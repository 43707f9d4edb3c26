import type { RiskMode } from '../../src/model/fund/risk-mode';
import { isoUtc, SECOND } from '../../src/model/values/time';
import type { AccountView } from '../account/measure-account';
import type { WindowView } from '../expectancy/window-measure';
import type { Provenance } from '../provenance/measure-provenance';
import type { Policy } from '../router/current-policy';
import type { RouterMetrics } from '../router/router-metrics';
import type { PolicyExplanation } from '../suggest/policy-terms';
import type { AllocationRow, StrategyAllocation } from '../allocate/allocation-terms';
import type { Quality, RouterRegime } from '../router/router-class';
import type { Score } from '../score/score';

/** The four files, as published. Field names are SPEC section 6's; consumers depend on them. */

export interface Metadata {
  readonly events_digest: string;
  readonly config_digest: string;
  readonly complete: boolean;
  readonly warnings: readonly string[];
}

export interface Header {
  readonly generated_ts: string;
  /** Epoch seconds. */
  readonly updated_ts: number;
  readonly as_of: string;
  readonly window: string;
  readonly lookback_days: number | null;
}

export interface ExpectancyFile extends Header, WindowView {
  readonly lookback_hours: number | null;
  readonly windows: Readonly<Record<string, WindowView>>;
  readonly metadata: Metadata;
}

/** The numbers that a score's parts are computed from; a null is a number that no row carries. */
export interface PublishedInputs {
  readonly count: number;
  readonly wins: number;
  readonly edge: number;
  readonly gain_r: number;
  readonly loss_r: number;
  readonly mean_fee_bps: number | null;
  readonly mean_slippage_bps: number | null;
  readonly maker_fill: PublishedTally;
  readonly fallback: PublishedTally;
  readonly clean_fill: PublishedTally;
  readonly slippage_p95: number | null;
  readonly ack_latency_p95_ms: number | null;
  readonly volatility_scale: number | null;
  readonly vol_regime: string | null;
}

export interface PublishedTally {
  readonly hits: number;
  readonly rows: number;
}

export interface SymbolScore extends Score {
  readonly symbol: string;
  readonly inputs: PublishedInputs;
}

export interface StrategyScore extends Score {
  readonly strategy: string;
  readonly inputs: PublishedInputs;
}

export interface ScoresFile extends Header {
  readonly symbols: readonly SymbolScore[];
  readonly strategies: readonly StrategyScore[];
  readonly weights: Readonly<Record<string, number>>;
  /** Rates over all symbols' rows of the window: what thin evidence is shrunk towards. */
  readonly pooled: {
    readonly maker_fill: PublishedTally;
    readonly fallback: PublishedTally;
    readonly clean_fill: PublishedTally;
  };
  readonly account: AccountView;
  readonly metadata: Metadata;
}

export interface PolicySuggestion {
  readonly symbol: string;
  readonly regime: RouterRegime;
  readonly quality: Quality;
  readonly metrics: RouterMetrics;
  readonly current_policy: Policy;
  readonly proposed_policy: Policy;
  readonly out_of_bounds: readonly string[];
  readonly explanation: PolicyExplanation;
  readonly rationale: readonly string[];
}

export interface SuggestionsFile extends Header {
  readonly symbols: readonly PolicySuggestion[];
  readonly metadata: Metadata;
}

export interface AllocationFile extends Header {
  readonly global: {
    readonly current_equity_usd: number | null;
    readonly current_drawdown_pct: number | null;
    readonly risk_mode: RiskMode;
    readonly reasons: readonly string[];
    readonly total_weight: number;
    readonly cash_weight: number;
    readonly budget: number;
  };
  readonly symbols: readonly AllocationRow[];
  readonly strategies: readonly StrategyAllocation[];
  readonly metadata: Metadata;
}

export const STATE_FILES = {
  expectancy: 'expectancy_v6.json',
  scores: 'symbol_scores_v6.json',
  suggestions: 'router_policy_suggestions_v6.json',
  allocation: 'risk_allocation_suggestions_v6.json',
} as const;

export type StateFileKey = keyof typeof STATE_FILES;

export interface StateFiles {
  readonly expectancy: ExpectancyFile;
  readonly scores: ScoresFile;
  readonly suggestions: SuggestionsFile;
  readonly allocation: AllocationFile;
}

/** asOf in the forms the files carry. */
export function stampOf(asOf: number): Pick<Header, 'generated_ts' | 'updated_ts' | 'as_of'> {
  const iso = isoUtc(asOf);
  return { generated_ts: iso, updated_ts: asOf / SECOND, as_of: iso };
}

export function metadataOf(provenance: Provenance, configDigest: string): Metadata {
  return {
    events_digest: provenance.eventsDigest,
    config_digest: configDigest,
    complete: provenance.complete,
    warnings: provenance.warnings,
  };
}
