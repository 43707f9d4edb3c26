import { isObject } from '../../model/values/json';
import { parseLenient } from '../json/lenient-json';
import { RowFields } from '../decode/row/row-fields';

/** The time of opening that a close states in its line (one char a byte); undefined where it states none. */
export function recordedEntryTs(line: string): number | undefined {
  if (!/ts_open|entry_ts|opened_ts/.test(line)) return undefined;
  const row = parseLenient(Buffer.from(line, 'latin1').toString('utf8'))?.value;
  return isObject(row) ? new RowFields(row).time('ts_open', 'entry_ts', 'opened_ts') : undefined;
}
