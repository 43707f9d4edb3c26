import { shareSetting, positiveSetting, nonNegativeSetting, countSetting } from './setting-kinds';

/** Settings of router health and auto-tune. */

const qualityBand = (fallback: number, slippage: number, latency: number) =>
  ({
    type: 'object',
    additionalProperties: false,
    default: {},
    properties: {
      fallback_rate: shareSetting(fallback),
      slippage_bps: { type: 'number', default: slippage },
      latency_ms: nonNegativeSetting(latency),
    },
    required: ['fallback_rate', 'slippage_bps', 'latency_ms'],
  }) as const;

export const routerSettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    min_samples: countSetting(20),
    quality: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        broken: qualityBand(0.9, 20, 2500),
        degraded: qualityBand(0.6, 8, 1500),
        good: {
          type: 'object',
          additionalProperties: false,
          default: {},
          properties: {
            maker_fill_rate: shareSetting(0.7),
            fallback_rate: shareSetting(0.4),
            slippage_bps: { type: 'number', default: 4 },
            latency_ms: nonNegativeSetting(800),
          },
          required: ['maker_fill_rate', 'fallback_rate', 'slippage_bps', 'latency_ms'],
        },
      },
      required: ['broken', 'degraded', 'good'],
    },
    regime: {
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        broken_fallback_rate: shareSetting(0.85),
        broken_maker_fill_rate: shareSetting(0.2),
        broken_slippage_bps: { type: 'number', default: 25 },
        broken_latency_ms: nonNegativeSetting(3000),
        fallback_heavy_rate: shareSetting(0.55),
        slippage_hot_bps: { type: 'number', default: 12 },
        maker_strong_fill_rate: shareSetting(0.7),
        maker_strong_fallback_rate: shareSetting(0.3),
        maker_strong_slippage_bps: { type: 'number', default: 5 },
      },
      required: [
        'broken_fallback_rate',
        'broken_maker_fill_rate',
        'broken_slippage_bps',
        'broken_latency_ms',
        'fallback_heavy_rate',
        'slippage_hot_bps',
        'maker_strong_fill_rate',
        'maker_strong_fallback_rate',
        'maker_strong_slippage_bps',
      ],
    },
  },
  required: ['min_samples', 'quality', 'regime'],
} as const;

export const autotuneSettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    pseudo_rows: positiveSetting(10),
    min_side_rows: countSetting(20),
    z: nonNegativeSetting(1.64),
    min_advantage_bps: nonNegativeSetting(0.5),
    full_step_advantage_bps: positiveSetting(5),
    max_unfilled_maker_share: shareSetting(0.5),
    fill_target: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, default: 0.7 },
  },
  required: [
    'pseudo_rows',
    'min_side_rows',
    'z',
    'min_advantage_bps',
    'full_step_advantage_bps',
    'max_unfilled_maker_share',
    'fill_target',
  ],
} as const;
