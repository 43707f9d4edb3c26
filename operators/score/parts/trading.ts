import type { ScorePart } from './part';

/** How surely the drawdown-aware R clears the hurdle. */
export const edge: ScorePart = {
  name: 'edge',
  about: 'How surely the drawdown-aware mean R clears the hurdle, 0 to 1.',
  readsRecord: true,
  of: (inputs) => inputs.edge,
};

/** Hit rate, shrunk towards one half. */
export const hitRate: ScorePart = {
  name: 'hit_rate',
  about: 'Share of winners, shrunk towards 1/2 by κ pseudo-trades.',
  readsRecord: true,
  of: ({ wins, count }, { expectancy: { kappa } }) => (wins + kappa / 2) / (count + kappa),
};

/** Share of gains in all that was won and lost, in R. */
export const gain: ScorePart = {
  name: 'gain',
  about: 'Gains over gains plus losses in R, shrunk towards 1/2.',
  readsRecord: true,
  of: ({ gainR, lossR }, { expectancy: { kappa } }) => (gainR + kappa / 4) / (gainR + lossR + kappa / 2),
};
