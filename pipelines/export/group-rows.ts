import type { ExpectancyFile } from '../../operators/expectancy/expectancy-file';
import type { Cut, Grouping } from '../../operators/expectancy/groups';
import type { WindowView } from '../../operators/expectancy/window-measure';
import type { JsonObject } from '../../src/model/values/json';

/** What groups are made by; `fund` is all trades of a window as one. */
export type GroupKind = Grouping | Cut | 'fund';

export const GROUP_KINDS = [
  'fund',
  ...(['symbols', 'strategies', 'symbol_strategies', 'regimes', 'hours'] as const),
  ...(['policy_qualities', 'taker_biases', 'sides', 'exit_reasons', 'venues'] as const),
  ...(['months', 'weekdays', 'holding_times', 'sizes'] as const),
] as const satisfies readonly GroupKind[];

/** One group of one window at one as-of. */
export interface GroupRow {
  readonly as_of: string;
  readonly window: string;
  readonly kind: GroupKind;
  readonly key: string;
  readonly group: JsonObject;
}

/** Which groups are asked for; undefined: all. */
export interface GroupPick {
  readonly window: string | undefined;
  readonly kind: GroupKind | undefined;
}

/** The groups of every window, in the order of `GROUP_KINDS` and then of the file. */
export function* groupRows({ as_of, windows }: ExpectancyFile, pick: GroupPick): Generator<GroupRow> {
  for (const [window, view] of Object.entries(windows)) {
    if (pick.window !== undefined && window !== pick.window) continue;
    for (const kind of pick.kind === undefined ? GROUP_KINDS : [pick.kind])
      for (const [key, group] of groupsOf(view, kind)) yield { as_of, window, kind, key, group };
  }
}

function groupsOf(view: WindowView, kind: GroupKind): readonly (readonly [key: string, group: JsonObject])[] {
  if (kind === 'fund') return [['all', { ...view.fund }]];
  return Object.entries(view[kind]).map(([key, group]) => [key, { ...group }] as const);
}
