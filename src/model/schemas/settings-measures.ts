import { about, shareSetting, positiveSetting, nonNegativeSetting, settingGroup } from './setting-kinds';

/** Settings of expectancy. */
export const expectancySettings = settingGroup({
  kappa: about('Each group is mixed with so many trades at prior_r.', positiveSetting(20)),
  prior_r: about('The mean of the trades that groups are mixed with, in R.', { type: 'number', default: 0 }),
  memory: about('An earlier loss fades over about so many trades.', {
    type: 'number',
    exclusiveMinimum: 1,
    default: 10,
  }),
  lambda: about('How much the pain of clustered losses weighs.', nonNegativeSetting(0.5)),
  s0: about('The standard deviation of R that is assumed beforehand, in R.', positiveSetting(1)),
  hurdle_r: about('The mean that the edge must clear, in R.', { type: 'number', default: 0.05 }),
});

const weight = (part: string, def: number) => about(`The weight of ${part} in the score.`, shareSetting(def));

/** Settings of the score. */
export const scoreSettings = settingGroup({
  weights: {
    description: 'Weight of each score part; they add up to 1.',
    ...settingGroup({
      edge: weight('edge', 0.35),
      hit_rate: weight('hit rate', 0.1),
      gain: weight('gain', 0.15),
      cost: weight('cost', 0.15),
      reliability: weight('reliability', 0.1),
      tail: weight('tail', 0.05),
      latency: weight('latency', 0.05),
      liquidity: weight('liquidity', 0.025),
      volatility: weight('volatility', 0.025),
    }),
  },
  prior: { description: 'Value of a part that no row carries.', ...shareSetting(0.4) },
  pseudo_rows: about(
    'Reliability and liquidity are mixed with so many rows at the pooled rate.',
    positiveSetting(10),
  ),
});
