import type { CapSources } from '../../../src/model/fund/caps';
import type { PhiTerms } from './allocation-terms';

/** What asks for a share of the budget. */
export interface Contender {
  readonly name: string;
  /** min(cap, ceiling); null without a cap. */
  readonly base: number | null;
  /** The most that one order may be of NAV; null where that is not limited. */
  readonly tradeCap: number | null;
  /** One of its caps is 0: it may hold no position. */
  readonly isShut: boolean;
  readonly phi: PhiTerms;
}

/** A symbol with its current caps as a contender. */
export function contenderOf<Phi>(
  name: string,
  caps: CapSources,
  phi: Phi,
): Omit<Contender, 'phi'> & { readonly phi: Phi } {
  const { maxNav, maxTradeNav, maxConcurrent } = caps;
  return {
    name,
    base: baseOf(caps),
    tradeCap: maxTradeNav?.value ?? null,
    isShut: [maxNav, maxTradeNav, maxConcurrent].some((cap) => cap?.value === 0),
    phi,
  };
}

/** min(cap, ceiling): what a weight is a share of; null without a cap. */
export function baseOf({ maxNav, ceiling }: CapSources): number | null {
  return maxNav === undefined ? null : Math.min(maxNav.value, ceiling?.value ?? maxNav.value);
}
