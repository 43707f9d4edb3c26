import { join } from 'node:path';
import { isObject, own, textOf } from '../../model/values/json';
import { readJson } from '../json/read-json';
import { STATUS_FILE } from '../publish/state-writer';
import { HOOK_CODE } from './told-incidents';

/**
 * The trouble that a person was told of by the last live of a directory, by code: what stood when it last wrote its
 * status. Nothing where it told nobody, or could not.
 */
export async function toldBefore(outDir: string): Promise<Readonly<Record<string, string>>> {
  const read = await readJson(join(outDir, STATUS_FILE)).catch(() => undefined);
  const status = read !== undefined && 'value' in read && isObject(read.value) ? read.value : {};
  const warnings = own(status, 'warnings');
  if (own(status, 'incidents_told') !== true || !isObject(warnings) || own(warnings, HOOK_CODE) !== undefined)
    return {};
  const entries = Object.entries(warnings).flatMap(([code, message]) => {
    const text = textOf(message);
    return text === undefined ? [] : [[code, text] as const];
  });
  return Object.fromEntries(entries);
}
