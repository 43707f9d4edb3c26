import type { FromSchema } from '../../src/model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  listOf,
  number,
  numberOrNull,
  orNull,
  rate,
  text,
  textOrNull,
  type WordSchema,
} from '../../src/model/schemas/shapes';
import { account } from '../account/account-schema';
import { stateFile } from '../core/header';
import { calibration, drift } from './track-record-schema';
import type { PartName } from './score';

const tally = closed({ hits: count, rows: count });

const inputs = closed({
  count,
  wins: count,
  edge: rate,
  gain_r: number,
  loss_r: number,
  mean_fee_bps: numberOrNull,
  mean_slippage_bps: numberOrNull,
  maker_fill: tally,
  fallback: tally,
  clean_fill: tally,
  slippage_p95: numberOrNull,
  ack_latency_p95_ms: numberOrNull,
  volatility_scale: numberOrNull,
  vol_regime: textOrNull,
});

const rates: Readonly<Record<PartName, typeof rate>> = {
  edge: rate,
  hit_rate: rate,
  gain: rate,
  cost: rate,
  reliability: rate,
  tail: rate,
  latency: rate,
  liquidity: rate,
  volatility: rate,
};
const partName: WordSchema<PartName> = text;
const parts = closed(rates);
const weights: Readonly<Record<string, typeof rate>> = rates;

// A score with the terms that add up to it exactly, and the numbers that its parts are computed from.
const scored = {
  score: rate,
  /** Beside the parts `expectancy`, those of the trades as one number, and `router`, those of the router's rows. */
  components: closed({ ...rates, expectancy: rate, router: rate }),
  contributions: parts,
  priors: listOf(partName),
  /** False: no router row of the window is there, and the parts of execution are priors alone. */
  execution_judged: flag,
  inputs,
  /** How likely the next 20 trades clear the hurdle, their pain charged. No part of the score. */
  p_dd: rate,
  /** Whether the trades are as many as the allocator trusts in full. No part of the score either. */
  is_mature: flag,
};
const symbolScore = closed({ symbol: text, ...scored, drift: orNull(drift) });
const strategyScore = closed({ strategy: text, ...scored });

export const scoresSchema = stateFile(
  'symbol_scores_v6',
  'Score of each symbol and strategy with its contributions, and the account',
  {
    symbols: listOf(symbolScore),
    strategies: listOf(strategyScore),
    weights: closed(weights),
    /** Rates over all symbols' rows of the window: what thin evidence is shrunk towards. */
    pooled: closed({ maker_fill: tally, fallback: tally, clean_fill: tally }),
    account,
    calibration,
  },
);

/** The numbers that a score's parts are computed from; a null is a number that no row carries. */
export type PublishedInputs = FromSchema<typeof inputs>;
export type SymbolScore = FromSchema<typeof symbolScore>;

/** `symbol_scores_v6.json`. */
export type ScoresFile = FromSchema<typeof scoresSchema>;
