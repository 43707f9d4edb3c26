import { shareSetting, positiveSetting, nonNegativeSetting } from './setting-kinds';

/** Settings of expectancy and score. */

export const expectancySettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    kappa: positiveSetting(20),
    prior_r: { type: 'number', default: 0 },
    memory: { type: 'number', exclusiveMinimum: 1, default: 10 },
    lambda: nonNegativeSetting(0.5),
    s0: positiveSetting(1),
    hurdle_r: { type: 'number', default: 0.05 },
  },
  required: ['kappa', 'prior_r', 'memory', 'lambda', 's0', 'hurdle_r'],
} as const;

export const scoreSettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    weights: {
      description: 'Weight of each score part; they add up to 1.',
      type: 'object',
      additionalProperties: false,
      default: {},
      properties: {
        edge: shareSetting(0.35),
        hit_rate: shareSetting(0.1),
        gain: shareSetting(0.15),
        cost: shareSetting(0.15),
        reliability: shareSetting(0.1),
        tail: shareSetting(0.05),
        latency: shareSetting(0.05),
        liquidity: shareSetting(0.025),
        volatility: shareSetting(0.025),
      },
      required: [
        'edge',
        'hit_rate',
        'gain',
        'cost',
        'reliability',
        'tail',
        'latency',
        'liquidity',
        'volatility',
      ],
    },
    prior: { description: 'Value of a part that no row carries.', ...shareSetting(0.4) },
    pseudo_rows: positiveSetting(10),
  },
  required: ['weights', 'prior', 'pseudo_rows'],
} as const;
