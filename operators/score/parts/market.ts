import type { ScorePart } from './part';

const VALUE_OF_REGIME: ReadonlyMap<string, number> = new Map([
  ['quiet', 0.8],
  ['normal', 1],
  ['hot', 0.5],
  ['panic', 0.2],
]);

/** How far volatility is from its usual level. */
export const volatility: ScorePart = {
  name: 'volatility',
  about: 'Volatility scale against 1, else the risk snapshot’s regime.',
  of({ volatilityScale, volRegime }) {
    if (volatilityScale !== undefined) return 1 / (1 + 2 * Math.abs(volatilityScale - 1));
    return volRegime === undefined ? undefined : VALUE_OF_REGIME.get(volRegime);
  },
};
