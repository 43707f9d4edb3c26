import type { PooledNames } from '../core/known-names';
import { memoizeByRef } from '../core/memoize-by-ref';
import type { RouterView } from '../router/measure-router';
import type { Cut, Grouping } from './groups';
import type { ExpectancyView } from './measure-expectancy';
import type { WindowView } from './window-measure';

/** Names that are too many to be shown each: how many are, and those that are not. */
export interface TooManyNames {
  readonly what: string;
  readonly shown: number;
  readonly pooled: PooledNames;
}

const BOUNDED: readonly (Grouping | Cut)[] = [
  'symbols',
  'strategies',
  'symbol_strategies',
  'policy_qualities',
  'taker_biases',
  'exit_reasons',
  'venues',
  'months',
];

/** The groupings of a window that have a group of the rest. */
export const pooledGroupings = memoizeByRef(
  (view: WindowView): ReadonlyMap<Grouping | Cut, Omit<TooManyNames, 'what'>> =>
    new Map(
      BOUNDED.flatMap((grouping) => {
        const groups = Object.values(view[grouping]);
        const pooled = groups.find((group) => group.pooled !== undefined)?.pooled;
        return pooled === undefined ? [] : [[grouping, { shown: groups.length - 1, pooled }] as const];
      }),
    ),
);

/** All names that the files do not show each. */
export function tooManyNames(
  { windows }: Pick<ExpectancyView, 'windows'>,
  { symbols, unlisted }: Pick<RouterView, 'symbols' | 'unlisted'>,
): readonly TooManyNames[] {
  const grouped = Object.entries(windows).flatMap(([window, view]) =>
    [...pooledGroupings(view)].map(([grouping, found]) => ({ what: `${grouping} in ${window}`, ...found })),
  );
  return unlisted === undefined
    ? grouped
    : [...grouped, { what: 'symbols in router rows', shown: symbols.size, pooled: unlisted }];
}

const LONGEST_NAME = 80;

/** What there is to tell, the largest first: an example and the counts. Undefined where there is nothing. */
export function tooManyText(all: readonly TooManyNames[]): string | undefined {
  const [most, ...others] = all.toSorted((a, b) => b.pooled.names - a.pooled.names);
  if (most === undefined) return undefined;
  const { what, shown, pooled } = most;
  const { names, example } = pooled;
  const name = example.length > LONGEST_NAME ? `${example.slice(0, LONGEST_NAME)}…` : example;
  const more = others.length === 0 ? '' : `; so it is with ${others.length} other groupings`;
  return `${shown + names} ${what}: ${shown} are shown by name and ${names} are not, ${JSON.stringify(name)} for example${more}`;
}
