import { COMPARISON_CELLS } from '../../../operators/expectancy/groups';
import { byCodeUnits, isObject, own, type JsonObject } from '../../model/values/json';
import { childrenAt, textAt } from '../model/json-fields';
import { cutFields, type CutGrouping, type CutGroup, type Cuts } from '../model/cuts';
import { barOf } from './group-rows';
import { readFields } from '../model/read-fields';
import { documentOf, type StateDocuments } from '../model/state-documents';

// Symbols and pairs with them have tables of their own, and may be many.
const LEFT_OUT = new Set(['symbols', 'symbol_strategies', 'windows', 'fund', 'metadata']);

// Those that a desk asks for first stand first; others follow in the order of the file.
const FIRST = ['exit_reasons', 'sides', 'months', 'weekdays', 'hours', 'sizes', 'holding_times', 'venues'];

const ORDERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['sides', ['long', 'short']],
  ['weekdays', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']],
  ['sizes', ['q1', 'q2', 'q3', 'q4']],
  ['holding_times', ['under_5m', '5m_1h', '1h_4h', '4h_24h', 'over_24h']],
  ['hours', Array.from({ length: 24 }, (_, hour) => String(hour))],
]);

const MOST_GROUPS = 100;

/** The groupings of each window of the expectancy file, the primary window first; windows without a trade are left out. */
export function cutsOf(state: StateDocuments): Cuts {
  const expectancy = documentOf(state, 'expectancy');
  const primary = textAt(expectancy ?? {}, 'window');
  const windows = childrenAt(expectancy, 'windows').filter(([name]) => name !== primary);
  return [[primary ?? '', expectancy ?? {}] as const, ...windows]
    .map(([window, view]) => ({ window, groupings: groupingsOf(view) }))
    .filter(({ groupings }) => groupings.length > 0);
}

function groupingsOf(view: JsonObject): readonly CutGrouping[] {
  const names = Object.keys(view).filter((name) => !LEFT_OUT.has(name));
  const ordered = [
    ...FIRST.filter((name) => names.includes(name)),
    ...names.filter((name) => !FIRST.includes(name)),
  ];
  return ordered.flatMap((name) => {
    const groups = groupsOf(view, name);
    const comparisons = COMPARISON_CELLS_BY_NAME.get(name) ?? groups.length;
    return groups.length === 0
      ? []
      : [{ name, comparisons, groups: inOrder(name, groups).slice(0, MOST_GROUPS) }];
  });
}

const COMPARISON_CELLS_BY_NAME: ReadonlyMap<string, number> = new Map(Object.entries(COMPARISON_CELLS));

// Only what counts trades is a group.
function groupsOf(view: JsonObject, name: string): readonly CutGroup[] {
  if (!isObject(own(view, name))) return [];
  return childrenAt(view, name)
    .filter(([, group]) => typeof own(group, 'count') === 'number')
    .map(([key, group]) => ({ key, ...readFields(cutFields, group), ...barOf(group) }));
}

function inOrder(name: string, groups: readonly CutGroup[]): readonly CutGroup[] {
  const order = ORDERS.get(name);
  const placeOf = ({ key }: CutGroup): number => {
    const place = order?.indexOf(key) ?? -1;
    return place < 0 ? Infinity : place;
  };
  const netOf = ({ net_pnl_usd }: CutGroup): number => net_pnl_usd ?? 0;
  return groups.toSorted((a, b) => {
    if (name === 'months') return byCodeUnits(a.key, b.key);
    if (order === undefined) return netOf(a) - netOf(b) || byCodeUnits(a.key, b.key);
    const [ours, theirs] = [placeOf(a), placeOf(b)];
    return ours === theirs ? byCodeUnits(a.key, b.key) : ours - theirs;
  });
}
