import { shareSetting, positiveSetting, nonNegativeSetting, settingGroup } from './setting-kinds';

/** Settings of expectancy. */
export const expectancySettings = settingGroup({
  kappa: positiveSetting(20),
  prior_r: { type: 'number', default: 0 },
  memory: { type: 'number', exclusiveMinimum: 1, default: 10 },
  lambda: nonNegativeSetting(0.5),
  s0: positiveSetting(1),
  hurdle_r: { type: 'number', default: 0.05 },
});

/** Settings of the score. */
export const scoreSettings = settingGroup({
  weights: {
    description: 'Weight of each score part; they add up to 1.',
    ...settingGroup({
      edge: shareSetting(0.35),
      hit_rate: shareSetting(0.1),
      gain: shareSetting(0.15),
      cost: shareSetting(0.15),
      reliability: shareSetting(0.1),
      tail: shareSetting(0.05),
      latency: shareSetting(0.05),
      liquidity: shareSetting(0.025),
      volatility: shareSetting(0.025),
    }),
  },
  prior: { description: 'Value of a part that no row carries.', ...shareSetting(0.4) },
  pseudo_rows: positiveSetting(10),
});
