import {
  shareSetting,
  positiveSetting,
  nonNegativeSetting,
  countSetting,
  settingGroup,
} from './setting-kinds';

const qualityBand = (fallback: number, slippage: number, latency: number) =>
  settingGroup({
    fallback_rate: shareSetting(fallback),
    slippage_bps: { type: 'number', default: slippage },
    latency_ms: nonNegativeSetting(latency),
  });

/** Settings of router health. */
export const routerSettings = settingGroup({
  min_samples: countSetting(20),
  quality: settingGroup({
    broken: qualityBand(0.9, 20, 2500),
    degraded: qualityBand(0.6, 8, 1500),
    good: settingGroup({
      maker_fill_rate: shareSetting(0.7),
      fallback_rate: shareSetting(0.4),
      slippage_bps: { type: 'number', default: 4 },
      latency_ms: nonNegativeSetting(800),
    }),
  }),
  regime: settingGroup({
    broken_fallback_rate: shareSetting(0.85),
    broken_maker_fill_rate: shareSetting(0.2),
    broken_slippage_bps: { type: 'number', default: 25 },
    broken_latency_ms: nonNegativeSetting(3000),
    fallback_heavy_rate: shareSetting(0.55),
    slippage_hot_bps: { type: 'number', default: 12 },
    maker_strong_fill_rate: shareSetting(0.7),
    maker_strong_fallback_rate: shareSetting(0.3),
    maker_strong_slippage_bps: { type: 'number', default: 5 },
  }),
});

/** Settings of auto-tune. */
export const autotuneSettings = settingGroup({
  pseudo_rows: positiveSetting(10),
  min_side_rows: countSetting(20),
  z: nonNegativeSetting(1.64),
  min_advantage_bps: nonNegativeSetting(0.5),
  full_step_advantage_bps: positiveSetting(5),
  max_unfilled_maker_share: shareSetting(0.5),
  fill_target: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, default: 0.7 },
});
