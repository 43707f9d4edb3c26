import {
  ackLatencyOf,
  AttemptOutcome,
  ENTRY_ATTEMPTS,
  feeBpsOf,
  outcomeShares,
  slippageOf,
} from '../trading/attempt';
import { Shares } from '../market/shares';
import { mixtureQuantile } from '../chance/distribution';
import { SymbolProfile } from '../market/symbol-profile';
import { weightedMean } from '../chance/weighted-mean';

/** Router behaviour of a group of metric rows, defined as docs/files.md says. */
export type RouterTruth = {
  readonly filled_rate: number;
  readonly maker_start_rate: number;
  readonly maker_fill_rate: number;
  readonly fallback_rate: number;
  readonly mean_slippage_bps: number;
  readonly slippage_p50_bps: number;
  readonly slippage_p95_bps: number;
  readonly mean_fee_bps: number;
  readonly ack_p50_ms: number;
  readonly ack_p95_ms: number;
};

/** Rows of one symbol: how many, relative to other symbols, and how they divide. */
export interface Rows {
  readonly profile: SymbolProfile;
  readonly share: number;
  readonly makerStart: number;
  readonly outcomes: Readonly<Record<AttemptOutcome, number>>;
}

const FILLED_OUTCOMES = ['maker', 'fallback', 'taker'] as const;

/** Rates, means and quantiles over the rows together. */
export function routerTruth(rows: readonly Rows[]): RouterTruth {
  const rate = (of: (row: Rows) => number): number => weightedMean(rows.map((row) => [row.share, of(row)]));
  const fills = rows.flatMap((row) =>
    FILLED_OUTCOMES.map((outcome) => ({
      share: row.share * row.outcomes[outcome],
      of: slippageOf(row.profile, outcome),
      slippageBps: outcome === 'maker' ? row.profile.makerSlippageBps : row.profile.takerSlippageBps,
      feeBps: feeBpsOf(row.profile, outcome),
    })),
  );
  const acks = rows.map((row) => ({ share: row.share, of: ackLatencyOf(row.profile) }));
  return {
    filled_rate: rate(({ outcomes }) => 1 - outcomes.unfilled),
    maker_start_rate: rate(({ makerStart }) => makerStart),
    maker_fill_rate: rate(({ outcomes }) => outcomes.maker),
    fallback_rate: rate(({ outcomes }) => outcomes.fallback) / rate(({ makerStart }) => makerStart),
    mean_slippage_bps: weightedMean(fills.map((fill) => [fill.share, fill.slippageBps])),
    slippage_p50_bps: mixtureQuantile(fills, 0.5),
    slippage_p95_bps: mixtureQuantile(fills, 0.95),
    mean_fee_bps: weightedMean(fills.map((fill) => [fill.share, fill.feeBps])),
    ack_p50_ms: mixtureQuantile(acks, 0.5),
    ack_p95_ms: mixtureQuantile(acks, 0.95),
  };
}

/** All metric rows of a symbol. */
export function allRows(profile: SymbolProfile): Rows {
  return { profile, share: 1, makerStart: 1 - profile.takerShare, outcomes: outcomeShares(profile) };
}

/** The rows that a position joins: the entry attempts that filled. */
export function joinedRows(profile: SymbolProfile, shares: Shares): Rows {
  const { maker, fallback, taker, unfilled } = outcomeShares(profile);
  const filled = 1 - unfilled;
  return {
    profile,
    share: positionRate(profile, shares),
    makerStart: (maker + fallback) / filled,
    outcomes: { maker: maker / filled, fallback: fallback / filled, taker: taker / filled, unfilled: 0 },
  };
}

/** Probability that an intent becomes a position. */
export function entryFillRate(profile: SymbolProfile): number {
  return 1 - outcomeShares(profile).unfilled ** ENTRY_ATTEMPTS;
}

/** Positions a slot: an intent that fills, or the order of a flip, which always does. */
export function positionRate(profile: SymbolProfile, shares: Shares): number {
  const rate = entryFillRate(profile);
  return profile.oneWay ? rate / (1 - flipRate(shares) * (1 - rate)) : rate;
}

// What is neither forgotten nor left to a `_reduce` order, and leaves no dust. (An adopted position can flip.)
function flipRate({ flip, forgotten, reduced, dust, partial, cut }: Shares): number {
  return (1 - forgotten) * (1 - partial * cut) * (1 - reduced) * (1 - dust) * flip;
}
