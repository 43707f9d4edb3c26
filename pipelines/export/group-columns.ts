import { METRICS } from '../../operators/expectancy/metrics/registry';
import { isObject, own } from '../../src/model/values/json';
import type { Cell, ExportColumn, ColumnKind, ColumnMeaning } from '../../src/io/tables/column';
import type { GroupRow } from './group-rows';
import { METRIC_MEANINGS } from './metric-meanings';

type GroupColumn = ExportColumn<GroupRow>;

const word = (about: string): ColumnMeaning => ({ unit: '', about });

/**
 * The columns of a table of groups: what names the row, then every metric, then what some groups have. An interval or a
 * split takes several columns. A cut has no more than its counts, its money and its R: the other cells are empty.
 */
export const GROUP_COLUMNS: readonly GroupColumn[] = [
  column('as_of', 'time', word('the moment the numbers were computed for'), (row) => row.as_of),
  column('window', 'text', word('the window of positions'), (row) => row.window),
  column('group_kind', 'text', word('what the positions are grouped by'), (row) => row.kind),
  column('key', 'text', word('the group'), (row) => row.key),
  ...Object.entries(METRIC_MEANINGS).flatMap(([name, meaning]) =>
    metricColumns(name, meaning, METRICS.fields[name]),
  ),
  ...interval('r_interval_adjusted', {
    unit: 'R',
    about: '95 % interval of mean R, widened for the number of groups',
  }),
  field('clears_bar', 'flag', word('the widened interval lies on one side of 0')),
  ...interval('notional_usd', { unit: 'USD', about: 'of a group of sizes: its entry notionals' }),
  part('pooled', 'names', 'whole', word('of the group of the rest: how many names it holds')),
  field('sharpe_day', 'number', word('of the fund: Sharpe ratio of its daily net, not annualised')),
  field('sharpe_se', 'number', word('of the fund: the standard error of sharpe_day')),
  named('worst_day', part('worst_day', 'day', 'day', word('of the fund: the day that lost most'))),
  part('worst_day', 'net_usd', 'number', { unit: 'USD', about: 'of the fund: what that day made' }),
  named('best_day', part('best_day', 'day', 'day', word('of the fund: the day that earned most'))),
  part('best_day', 'net_usd', 'number', { unit: 'USD', about: 'of the fund: what that day made' }),
  field('exposure', 'number', {
    unit: 'share',
    about: 'of the fund: time from the first entry to the last exit in which some position was held',
  }),
];

// By what the schema of the field takes.
function metricColumns(name: string, meaning: ColumnMeaning, schema: unknown): readonly GroupColumn[] {
  const { type: stated, properties } = isObject(schema) ? schema : {};
  const type = [stated].flat();
  if (type.includes('array')) return interval(name, meaning);
  if (isObject(properties))
    return Object.keys(properties).map((key) =>
      part(name, key, 'whole', { ...meaning, about: `${meaning.about}: ${key}` }),
    );
  return [field(name, kindOf(type), meaning)];
}

function kindOf(type: readonly unknown[]): ColumnKind {
  if (type.includes('integer')) return 'whole';
  return type.includes('boolean') ? 'flag' : 'number';
}

function field(name: string, kind: ColumnKind, meaning: ColumnMeaning): GroupColumn {
  return column(name, kind, meaning, ({ group }) => cellOf(own(group, name)));
}

function part(name: string, key: string, kind: ColumnKind, meaning: ColumnMeaning): GroupColumn {
  return column(`${name}_${key}`, kind, meaning, ({ group }) => {
    const parts = own(group, name);
    return cellOf(isObject(parts) ? own(parts, key) : undefined);
  });
}

function named(name: string, of: GroupColumn): GroupColumn {
  return { ...of, name };
}

function interval(name: string, { unit, about }: ColumnMeaning): readonly GroupColumn[] {
  const end = (i: number): GroupColumn['of'] => {
    return ({ group }) => {
      const value = own(group, name);
      return cellOf(Array.isArray(value) ? value[i] : undefined);
    };
  };
  return [
    column(`${name}_low`, 'number', { unit, about: `${about}: its lower end` }, end(0)),
    column(`${name}_high`, 'number', { unit, about: `${about}: its upper end` }, end(1)),
  ];
}

function column(name: string, kind: ColumnKind, meaning: ColumnMeaning, of: GroupColumn['of']): GroupColumn {
  return { name, kind, ...meaning, of };
}

function cellOf(value: unknown): Cell {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
}
