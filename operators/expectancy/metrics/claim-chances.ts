import type { Settings } from '../../../src/model/fund/settings';
import type { FromProperties } from '../../../src/model/schemas/from-schema';
import { rate } from '../../../src/model/schemas/shapes';
import type { DerivedMetric } from './metric';
import { studentShare, type PainView } from './pain';

/** How many next trades a claim speaks of. */
export const CLAIM_TRADES = 20;

const fields = { p_dd: rate, p_mean: rate } as const;

export type ClaimView = FromProperties<typeof fields>;

/** What a claim is made of: the trades of known R, and what they are worth with their loss clusters charged and without. */
export type ClaimBasis = Pick<PainView, 'shrunk_r' | 'drawdown_aware_r'> & { readonly known_r: number };

/** What the edge says of the true value, said of the next trades: that can be held against what happens. */
export const claims: DerivedMetric<ClaimBasis, ClaimView> = {
  name: 'claims',
  about: 'How likely the next 20 trades clear the hurdle, their clustered losses charged (p_dd) and not.',
  fields,
  of: (view, { expectancy }) => ({ view: claimChances(view, expectancy, CLAIM_TRADES), reasons: {} }),
};

/** The chances that the mean of the `next` trades lies above the hurdle. Without trades they are those of the prior. */
export function claimChances(
  { known_r, shrunk_r, drawdown_aware_r }: ClaimBasis,
  { kappa, s0, hurdle_r }: Pick<Settings['expectancy'], 'kappa' | 's0' | 'hurdle_r'>,
  next: number,
): ClaimView {
  // √(s0²/(n + κ) + s0²/N), without a square in which a tiny s0 is lost.
  const error = s0 * Math.sqrt(1 / (known_r + kappa) + 1 / next);
  return {
    p_dd: studentShare((drawdown_aware_r - hurdle_r) / error),
    p_mean: studentShare((shrunk_r - hurdle_r) / error),
  };
}
