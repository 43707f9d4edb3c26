import { join } from 'node:path';
import { isObject, own } from '../../model/values/json';
import { replaceAll } from '../files/atomic';
import { readJson } from '../json/read-json';
import type { Health } from './health';
import { STATUS_FILE } from './state-writer';

const CUT_OFF: Pick<Health, 'state'> = { state: 'cut off' };

/**
 * Notes in the status file that live has ended without a word; one that says `stopped` stays as it is. Only for one who
 * has the directory. Throws a WorldError.
 */
export async function markCutOff(outDir: string): Promise<void> {
  const path = join(outDir, STATUS_FILE);
  const read = await readJson(path);
  if (read === undefined || !('value' in read) || !isObject(read.value)) return;
  if (own(read.value, 'state') === 'stopped') return;
  await replaceAll([{ path, content: `${JSON.stringify({ ...read.value, ...CUT_OFF })}\n` }]);
}
