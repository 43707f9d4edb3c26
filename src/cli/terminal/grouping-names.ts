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

/** The grouping of a name, singular or plural, with `-` or `_`, and its singular. Throws a UsageError. */
export function groupingNamed(name: string): readonly [singular: string, grouping: Grouping | Cut] {
  const wanted = name.trim().toLowerCase().replaceAll('-', '_');
  const found = Object.entries(BY_NAME).find(([one, many]) => wanted === one || wanted === many);
  if (found !== undefined) return found;
  throw new UsageError(`the grouping was "${name}"; allowed: ${GROUPING_NAMES.join(', ')}`);
}
