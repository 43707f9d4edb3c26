import type { AccountView } from '../account/measure-account';
import type { Score } from './score';
import type { Metadata, Header } from '../core/header';

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

interface PublishedTally {
  readonly hits: number;
  readonly rows: number;
}

export interface SymbolScore extends Score {
  readonly symbol: string;
  readonly inputs: PublishedInputs;
}

interface StrategyScore extends Score {
  readonly strategy: string;
  readonly inputs: PublishedInputs;
}

/** `symbol_scores_v6.json`. */
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
