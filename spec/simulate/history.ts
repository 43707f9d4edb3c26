import { gunzipSync } from 'node:zlib';
import { SimulatedFile, SimulationSettings } from '../../src/simulate/market/settings';
import { simulate } from '../../src/simulate/simulate';

export type Row = Readonly<Record<string, unknown>>;

/** Ten days of six symbols, as the sample history has them. */
export const SMALL: SimulationSettings = {
  seed: 7,
  symbols: 6,
  days: 10,
  tradesPerDay: 5,
  startMs: Date.UTC(2026, 0, 5),
  rotateBytes: 10 * 1024 * 1024,
  backups: 5,
  noise: true,
};

export function textOf(files: readonly SimulatedFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`${path} is missing`);
  return Buffer.from(path.endsWith('.gz') ? gunzipSync(file.bytes) : file.bytes).toString('latin1');
}

export function jsonOf(files: readonly SimulatedFile[], path: string): unknown {
  return JSON.parse(textOf(files, path));
}

/** The lines of a log, oldest first, through its archive and segments. */
export function linesOf(files: readonly SimulatedFile[], stem: string): readonly string[] {
  const own = files
    .map(({ path }) => path)
    .filter((path) => path.startsWith('execution/') && path.includes(`/${stem}.`));
  return own.flatMap((path) => textOf(files, path).split('\n').slice(0, -1));
}

/** The positions that were drawn, as the truth states them. */
export function positionsOf(files: readonly SimulatedFile[]): readonly Row[] {
  return textOf(files, 'truth_positions.jsonl')
    .split('\n')
    .map(parsed)
    .filter((row) => row !== undefined);
}

/** The rows of a field that is a list. */
export function listOf(row: unknown, field: string): readonly unknown[] {
  const value: unknown = at(row, field);
  return Array.isArray(value) ? value : [];
}

export function sumOf<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((sum, value) => sum + of(value), 0);
}

/** The values by their keys, in order. */
export function groupBy<T>(
  values: readonly T[],
  keyOf: (value: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group === undefined) groups.set(keyOf(value), [value]);
    else group.push(value);
  }
  return groups;
}

/** The row of a line, Python's NaN read as null; undefined where the line is no JSON object. */
export function parsed(line: string): Row | undefined {
  try {
    const row: unknown = JSON.parse(line.replace(/: NaN/g, ': null'));
    return isRow(row) ? row : undefined;
  } catch {
    return undefined;
  }
}

/** The distinct rows of a log that parse. */
export function rowsOf(files: readonly SimulatedFile[], stem: string): readonly Row[] {
  return [...new Set(linesOf(files, stem))].map(parsed).filter((row) => row !== undefined);
}

export function numberOf(row: unknown, ...path: readonly string[]): number {
  const value = at(row, ...path);
  if (typeof value !== 'number') throw new Error(`${path.join('.')} was ${JSON.stringify(value)}`);
  return value;
}

export function at(row: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRow(value) ? value[key] : undefined), row);
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value made when first asked for, so that loading a spec costs nothing. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

export { simulate };

/** The ts of a row, epoch ms: Python's seconds or ISO 8601. */
export function timeOf(row: Row): number {
  const ts = row['ts'];
  return typeof ts === 'number' ? ts * 1000 : Date.parse(String(ts));
}
