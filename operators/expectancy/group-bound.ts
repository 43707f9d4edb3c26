import type { Settings } from '../../src/model/fund/settings';
import { boundOver, type KnownNames } from '../core/known-names';
import type { NameBound } from '../core/largest-names';
import type { Cut, Grouping } from './groups';

/**
 * How many groups of a grouping are shown by name: of symbols and strategies never fewer than the configs hold. Some are
 * few whatever the rows say.
 */
export function groupBound(grouping: Grouping | Cut, { max_groups }: Settings, known: KnownNames): NameBound {
  switch (grouping) {
    case 'symbols':
    case 'strategies':
      return boundOver(known[grouping], max_groups);
    case 'symbol_strategies':
      return { most: max_groups, isFirst: (name) => isKnownPair(name, known) };
    case 'hours':
    case 'regimes':
    case 'sides':
    case 'weekdays':
    case 'sizes':
    case 'holding_times':
      return { most: Infinity, isFirst: () => false };
    case 'policy_qualities':
    case 'taker_biases':
    case 'exit_reasons':
    case 'venues':
    case 'months':
      return { most: max_groups, isFirst: () => false };
  }
}

function isKnownPair(name: string, { symbols, strategies }: KnownNames): boolean {
  const bar = name.indexOf('|');
  return symbols.has(name.slice(0, bar)) && strategies.has(name.slice(bar + 1));
}
