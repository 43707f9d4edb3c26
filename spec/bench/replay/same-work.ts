import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, own, textOf } from '../../../src/model/values/json';

/** What DuckDB made of the same work, held against our state files. */
export interface Comparison {
  readonly groups: number;
  readonly figures: number;
  /** Each figure that is another, and each group that only one of the two has. */
  readonly differences: readonly string[];
}

const GROUPINGS = [
  'symbols',
  'strategies',
  'symbol_strategies',
  'regimes',
  'hours',
  'policy_qualities',
  'taker_biases',
];
const KEYS: ReadonlySet<string> = new Set(['win', 'grouping', 'key', 'symbol']);
/** Our files are rounded to nine decimals, and sums of DuckDB are not exact. */
const MOST_OFF = 2e-9;

/** Compares every figure that DuckDB wrote with ours: all groups of all windows, and the router rows of every symbol. */
export function sameWork(out: string, duckdb: string): Comparison {
  const ours = new Map([...groupsIn(out), ...routersIn(out)]);
  const theirs = new Map([...rowsIn(join(duckdb, 'groups.json')), ...rowsIn(join(duckdb, 'routers.json'))]);
  const differences: string[] = [];
  let figures = 0;
  for (const [name, row] of theirs) {
    const own = ours.get(name);
    if (own === undefined) {
      differences.push(`${name}: not in the state files`);
      continue;
    }
    for (const [field, value] of Object.entries(row)) {
      if (KEYS.has(field)) continue;
      figures++;
      if (!isSame(own[field], value))
        differences.push(
          `${name} ${field}: ${JSON.stringify(value)} where intel says ${JSON.stringify(own[field])}`,
        );
    }
  }
  for (const name of ours.keys()) if (!theirs.has(name)) differences.push(`${name}: not in DuckDB's`);
  return { groups: theirs.size, figures, differences };
}

type Row = Readonly<Record<string, unknown>>;

function isSame(ours: unknown, theirs: unknown): boolean {
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.length === theirs.length && ours.every((value, i) => isSame(value, theirs[i]));
  if (typeof ours !== 'number' || typeof theirs !== 'number') return ours === theirs;
  return Math.abs(ours - theirs) <= MOST_OFF * Math.max(1, Math.abs(ours));
}

/** The groups with a position, by window, grouping and key. */
function* groupsIn(out: string): Generator<[string, Row]> {
  for (const [window, view] of Object.entries(objectIn(read(join(out, 'expectancy_v6.json')), 'windows')))
    for (const grouping of GROUPINGS)
      for (const [key, group] of Object.entries(objectIn(view, grouping)))
        if (isObject(group) && group['count'] !== 0) yield [`${window} ${grouping} ${key}`, group];
}

/** The router numbers of the symbols with a row. */
function* routersIn(out: string): Generator<[string, Row]> {
  const file = read(join(out, 'router_policy_suggestions_v6.json'));
  for (const row of listOf(isObject(file) ? file['symbols'] : undefined)) {
    if (!isObject(row)) continue;
    const metrics = objectIn(row, 'metrics');
    if (metrics['sample_count'] !== 0) yield [`router ${textOf(row['symbol']) ?? ''}`, metrics];
  }
}

/** DuckDB's rows under the same names. */
function* rowsIn(path: string): Generator<[string, Row]> {
  for (const row of listOf(read(path))) {
    if (!isObject(row)) continue;
    const symbol = textOf(row['symbol']);
    yield [
      symbol === undefined ? [row['win'], row['grouping'], row['key']].join(' ') : `router ${symbol}`,
      row,
    ];
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function objectIn(value: unknown, key: string): Row {
  const found = isObject(value) ? own(value, key) : undefined;
  return isObject(found) ? found : {};
}
