import { share, positive, nonNegative } from './setting-kinds';

/** Settings of expectancy and score. */

export const expectancySettings = {
  type: 'object',
  additionalProperties: false,
  default: {},
  properties: {
    kappa: positive(20),
    prior_r: { type: 'number', default: 0 },
    memory: { type: 'number', exclusiveMinimum: 1, default: 10 },
    lambda: nonNegative(0.5),
    s0: positive(1),
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
        edge: share(0.35),
        hit_rate: share(0.1),
        gain: share(0.15),
        cost: share(0.15),
        reliability: share(0.1),
        tail: share(0.05),
        latency: share(0.05),
        liquidity: share(0.025),
        volatility: share(0.025),
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
    prior: { description: 'Value of a part that no row carries.', ...share(0.4) },
    pseudo_rows: positive(10),
  },
  required: ['weights', 'prior', 'pseudo_rows'],
} as const;
