import {
  about,
  shareSetting,
  positiveSetting,
  nonNegativeSetting,
  countSetting,
  settingGroup,
} from './setting-kinds';

const bps = (def: number) => ({ type: 'number', default: def }) as const;

const qualityBand = (quality: string, fallback: number, slippage: number, latency: number) =>
  settingGroup({
    fallback_rate: about(
      `From this share of attempts with a fallback on the quality is ${quality}.`,
      shareSetting(fallback),
    ),
    slippage_bps: about(`From this slippage (p95) on, in bps, the quality is ${quality}.`, bps(slippage)),
    latency_ms: about(
      `From this latency of acknowledgements (p50) on, in ms, the quality is ${quality}.`,
      nonNegativeSetting(latency),
    ),
  });

/** Settings of router health. */
export const routerSettings = settingGroup({
  min_samples: about('Fewer rows, or fewer maker starts, do not classify a router.', countSetting(20)),
  quality: settingGroup({
    broken: qualityBand('broken', 0.9, 20, 2500),
    degraded: qualityBand('degraded', 0.6, 8, 1500),
    good: settingGroup({
      maker_fill_rate: about('The quality good needs this share of maker fills.', shareSetting(0.7)),
      fallback_rate: about('The quality good needs at most this share of fallbacks.', shareSetting(0.4)),
      slippage_bps: about('The quality good needs at most this slippage (p95), in bps.', bps(4)),
      latency_ms: about('The quality good needs at most this latency (p50), in ms.', nonNegativeSetting(800)),
    }),
  }),
  regime: settingGroup({
    broken_fallback_rate: about('The regime is broken from this share of fallbacks on.', shareSetting(0.85)),
    broken_maker_fill_rate: about('The regime is broken up to this share of maker fills.', shareSetting(0.2)),
    broken_slippage_bps: about('The regime is broken from this slippage (p95) on, in bps.', bps(25)),
    broken_latency_ms: about(
      'The regime is broken from this latency (p50) on, in ms.',
      nonNegativeSetting(3000),
    ),
    fallback_heavy_rate: about(
      'The regime is fallback_heavy from this share of fallbacks on.',
      shareSetting(0.55),
    ),
    slippage_hot_bps: about('The regime is slippage_hot from this slippage (p95) on, in bps.', bps(12)),
    maker_strong_fill_rate: about(
      'The regime maker_strong needs this share of maker fills.',
      shareSetting(0.7),
    ),
    maker_strong_fallback_rate: about(
      'The regime maker_strong needs at most this share of fallbacks.',
      shareSetting(0.3),
    ),
    maker_strong_slippage_bps: about(
      'The regime maker_strong needs at most this slippage (p95), in bps.',
      bps(5),
    ),
  }),
});

/** Settings of auto-tune. */
export const autotuneSettings = settingGroup({
  pseudo_rows: about(
    'Each estimate is mixed with so many rows at the mean of all symbols.',
    positiveSetting(10),
  ),
  min_side_rows: about('Fewer maker or taker rows move nothing.', countSetting(20)),
  z: about('A difference must exceed this many standard errors.', nonNegativeSetting(1.64)),
  min_advantage_bps: about('A difference must exceed this too, in bps.', nonNegativeSetting(0.5)),
  full_step_advantage_bps: about(
    'An advantage of this size, in bps, moves the bias by a full step.',
    positiveSetting(5),
  ),
  max_unfilled_maker_share: about(
    'No move towards maker when a larger share of maker orders stays unfilled.',
    shareSetting(0.5),
  ),
  fill_target: about('The share of maker fills that the quote offset aims at.', {
    type: 'number',
    exclusiveMinimum: 0,
    exclusiveMaximum: 1,
    default: 0.7,
  }),
});
