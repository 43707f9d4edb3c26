import { join } from 'node:path';
import { isObject, own, textOf } from '../../../model/values/json';
import { replaceAll } from '../../files/atomic';
import { unfenced } from '../../files/fence';
import { readJson } from '../../json/read-json';

/**
 * Which process shipped last with a directory: shipped.json. Two ships of one host have a directory each; what one of them
 * committed of its own files says nothing of those of the other.
 */
const SHIPPED_FILE = 'shipped.json';

/** The machine, a slash, and the process; undefined where none shipped with it, or that cannot be read. */
export async function readShipped(dir: string): Promise<string | undefined> {
  const read = await readJson(join(dir, SHIPPED_FILE));
  const value = read !== undefined && 'value' in read ? read.value : undefined;
  return isObject(value) ? textOf(own(value, 'by')) : undefined;
}

/** Notes it, before its first commit. Throws a WorldError. */
export async function writeShipped(dir: string, by: string, fence = unfenced): Promise<void> {
  await replaceAll([{ path: join(dir, SHIPPED_FILE), content: `${JSON.stringify({ by })}\n` }], fence);
}
