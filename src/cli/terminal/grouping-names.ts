import type { Cut, Grouping } from '../../../operators/expectancy/groups';
import { UsageError } from '../../io/files/failures';

/** The groupings by their singular. */
const BY_NAME = {
  side: 'sides',
  exit_reason: 'exit_reasons',
  venue: 'venues',
  month: 'months',
  weekday: 'weekdays',
  hour: 'hours',
  size: 'sizes',
  holding_time: 'holding_times',
  symbol: 'symbols',
  strategy: 'strategies',
  symbol_strategy: 'symbol_strategies',
  regime: 'regimes',
  policy_quality: 'policy_qualities',
  taker_bias: 'taker_biases',
} as const satisfies Readonly<Record<string, Grouping | Cut>>;

/** The singular of each, in the order in which they are listed. */
export const GROUPING_NAMES = Object.keys(BY_NAME);

type NamedGrouping = readonly [singular: string, grouping: Grouping | Cut];

/** The grouping of a name, singular or plural, with `-` or `_`, and its singular. */
export function findGrouping(name: string): NamedGrouping | undefined {
  const wanted = name.trim().toLowerCase().replaceAll('-', '_');
  return Object.entries(BY_NAME).find(([one, many]) => wanted === one || wanted === many);
}

/** The same; throws a UsageError where there is none. */
export function groupingNamed(name: string): NamedGrouping {
  const found = findGrouping(name);
  if (found !== undefined) return found;
  throw new UsageError(`the grouping was "${name}"; allowed: ${GROUPING_NAMES.join(', ')}`);
}
