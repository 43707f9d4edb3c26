import { join } from 'node:path';
import type { ExpectancyFile } from '../../operators/expectancy/expectancy-file';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import { STATE_FILES } from '../../operators/files/state-files';
import { HistoryFile } from '../../src/io/dashboard/history-file';
import { isOfSchema } from '../../src/io/json/read-state-file';
import { contentFile } from '../../src/io/publish/history';
import { isoUtc } from '../../src/model/values/time';

/**
 * The expectancy of each moment that a state directory's history holds, the oldest first, one in memory at a time. A
 * moment that cannot be used is left out and told of.
 */
export async function* framesOf(
  stateDir: string,
  report: (problem: string) => void,
): AsyncGenerator<ExpectancyFile> {
  const path = join(stateDir, contentFile(STATE_FILES.expectancy));
  const history = new HistoryFile(path);
  for (const moment of await history.moments()) {
    const read = await history.read(moment);
    if (read === undefined) continue;
    if ('message' in read) report(`${path}: ${isoUtc(moment)} is left out: ${read.message}`);
    else if (isOfSchema(STATE_SCHEMAS.expectancy, read.value)) yield read.value;
    else report(`${path}: ${isoUtc(moment)} is left out: it is of another version`);
  }
}
