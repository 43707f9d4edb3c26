import type { Desk } from '../../src/model/fund/desk';
import type { NameBound } from './largest-names';

/** The names that the fund's configs hold: they are shown before all others. */
export interface KnownNames {
  readonly symbols: ReadonlySet<string>;
  readonly strategies: ReadonlySet<string>;
}

export const NO_KNOWN_NAMES: KnownNames = { symbols: new Set(), strategies: new Set() };

export function knownNames({
  listings,
  strategies = [],
  stopsPct,
}: Pick<Desk, 'listings' | 'strategies' | 'stopsPct'>): KnownNames {
  return {
    symbols: new Set(listings.keys()),
    strategies: new Set([...strategies.map(({ strategy }) => strategy), ...stopsPct.keys()]),
  };
}

/** So many names, and never fewer than the known ones, which come first. */
export function boundOver(known: ReadonlySet<string>, most: number): NameBound {
  return { most: Math.max(most, known.size), isFirst: (name) => known.has(name) };
}

/** Names that are not shown each: how many, and one of them. */
export interface PooledNames {
  readonly names: number;
  readonly example: string;
}
