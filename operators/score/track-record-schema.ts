import type { FromSchema } from '../../src/model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  intervalOrNull,
  listOf,
  number,
  numberOrNull,
  orNull,
  rate,
  rateOrNull,
  textOrNull,
} from '../../src/model/schemas/shapes';

/** Since when a symbol's R has another level than before, and when that was clear. Epoch ms. */
export const drift = closed({
  direction: { enum: ['up', 'down'] },
  since_ts: number,
  flagged_ts: number,
});

// Chances against what happened; Brier = reliability − resolution + uncertainty + within.
const brier = closed({
  brier: number,
  base_rate: rate,
  reliability: number,
  resolution: number,
  uncertainty: number,
  within: number,
  /** 1 − Brier / uncertainty: 0 is no better than the base rate; null where all outcomes are the same. */
  skill: numberOrNull,
  bins: listOf(
    closed({
      lo: rate,
      hi: rate,
      n: count,
      mean_p: rateOrNull,
      /** How often it happened, and Wilson's 95 % interval of that. */
      share: rateOrNull,
      interval: intervalOrNull,
    }),
  ),
});

export const calibration = closed({
  /** Claims whose outcome is in: each is scored once, by trades of its own. */
  claims: count,
  /** How many trades a claim speaks of. */
  next_trades: count,
  /** Epoch ms of the first and the last of them. */
  from_ts: numberOrNull,
  to_ts: numberOrNull,
  p_dd: orNull(brier),
  p_mean: orNull(brier),
  /** Share of claims whose 95 % prediction interval held the mean R of the next trades: .95 is right. */
  prediction_coverage: rateOrNull,
  /** The same of r_interval, which speaks of the true mean: the less, the more trades it stands on. */
  r_interval_coverage: rateOrNull,
  miscalibrated: flag,
  /** Why there are no numbers. */
  reason: textOrNull,
});

export type CalibrationView = FromSchema<typeof calibration>;

/** How what was said has turned out, and whose record has changed. It feeds nothing. */
export interface TrackRecord {
  /** Of the symbols that have one. */
  readonly drifts: ReadonlyMap<string, FromSchema<typeof drift>>;
  readonly calibration: CalibrationView;
}
