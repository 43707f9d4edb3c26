import { isObject } from '../../src/model/values/json';
import { at } from './desk';
import { intel, type Run } from './intel';

/** `intel trades` over a desk. */
export const trades = (dir: string, ...args: readonly string[]): Promise<Run> =>
  intel(['trades', ...args, ...at(dir, 'logs', 'config')]);

/** The rows of its `--json`. */
export function rowsOf(out: string): readonly Readonly<Record<string, unknown>>[] {
  const rows: unknown = JSON.parse(out);
  if (!Array.isArray(rows)) throw new Error('no list');
  return rows.filter(isObject);
}
