import type { Episode } from './episode';
import type { Close } from './event';
import type { Route } from './route';

export type RiskSource = 'recorded' | 'stop' | 'fallback' | 'none';

/** The router row that a position is judged by, and the attempts it was found for. */
export interface JoinedRow {
  readonly route: Route | undefined;
  readonly regimeOf: 'entry' | 'exit' | 'none';
}

/** A position with its costs, its risk and the attempt that opened it. USD; R in multiples of the risk taken. */
export interface Trade extends JoinedRow {
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  readonly strategy: string;
  /** What the trade is judged by: net of costs, or gross where the desk configured so. */
  readonly netUsd: number;
  readonly grossUsd: number;
  /** All fees: of closing and of opening, estimates included. */
  readonly feesUsd: number;
  readonly closeFeesUsd: number;
  readonly openFeesUsd: number;
  /** Of the opening fees that no row states. */
  readonly estimatedFeesUsd: number;
  readonly fundingUsd: number;
  /** Costs the writer did not state; they count as 0. */
  readonly missingCosts: readonly ('fees' | 'funding')[];
  readonly notionalUsd: number | undefined;
  readonly riskUsd: number | undefined;
  readonly riskSource: RiskSource;
  /** net / risk, gains clipped; undefined without a risk. */
  readonly r: number | undefined;
  readonly clipped: boolean;
  readonly outcome: 'win' | 'loss' | 'flat';
  /** Won before costs, lost after them. */
  readonly feeFlip: boolean;
  readonly hour: number;
  readonly regime: string;
  readonly policyQuality: string;
  readonly takerBias: string;
  readonly side: 'long' | 'short' | 'unknown';
  /** Of the latest leg that names one; `unknown` where none does. */
  readonly exitReason: string;
  /** Of the row it is judged by, else of the latest leg that names one; `unknown` where neither does. */
  readonly venue: string;
  /** Undefined where the entry is not known. */
  readonly entryTs: number | undefined;
  readonly holdMs: number | undefined;
  readonly quantity: number;
  /** In how many parts it was closed. */
  readonly legs: number;
  /** The share of the quantity whose entry is not known, 0 to 1. */
  readonly entryUnknown: number;
  /** Part of the position is still held. */
  readonly open: boolean;
  readonly episode: Episode;
}

export const UNATTRIBUTED = 'unattributed';

/** The group of what no row says. */
export const UNKNOWN = 'unknown';

/** A close that carries a P&L. */
export type PricedClose = Close & { readonly realizedUsd: number };

/** All fees of a position: of closing and of opening, estimates included. */
export function feesOf({ closeFeesUsd, openFeesUsd, openFeesEstimatedUsd }: Episode): number {
  return closeFeesUsd + openFeesUsd + openFeesEstimatedUsd;
}
