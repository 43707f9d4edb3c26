import { join } from 'node:path';
import { bytesOf } from '../files/bytes-of';
import { statInPlace } from '../files/in-place';
import { trimLine } from '../json/text';
import { LineSplitter, type Line } from '../lines/line-splitter';
import { piecesOf } from '../lines/pieces';
import { gunzipped } from '../logs/gunzip';
import { closeAll, openChain, type OpenSegment } from '../logs/log-chain';
import type { Settings } from '../../model/fund/settings';

/** Where lines stand in the logs of these directories, as `file:line`: the first place of each, as far as it is found. */
export async function linePlaces(
  dirs: readonly string[],
  { backups, max_line_bytes }: Pick<Settings, 'backups' | 'max_line_bytes'>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  for (const dir of wanted.size === 0 ? [] : dirs)
    for (const stem of ['orders_executed', 'order_metrics']) {
      const segments = await openChain(dir, stem, backups);
      const nameOf = (file: string): string => (dirs.length === 1 ? file : join(dir, file));
      try {
        for (const each of segments) await findIn(each, nameOf(each.file), max_line_bytes, wanted, places);
      } finally {
        await closeAll(segments);
      }
    }
  return places;
}

async function findIn(
  { handle, gzip }: OpenSegment,
  file: string,
  maxLineBytes: number,
  wanted: ReadonlySet<string>,
  places: Map<string, string>,
): Promise<void> {
  const splitter = new LineSplitter(maxLineBytes);
  let number = 0;
  const take = (line: Line): void => {
    number++;
    if (line.bytes === undefined) return;
    for (const { bytes } of piecesOf(line, line.bytes).pieces) {
      const row = trimLine(bytes).toString('latin1');
      if (wanted.has(row) && !places.has(row)) places.set(row, `${file}:${number}`);
    }
  };
  const { size } = statInPlace(handle);
  const chunks = gzip ? gunzipped((offset) => bytesOf(handle, offset, size)) : bytesOf(handle, 0, size);
  try {
    for await (const chunk of chunks) splitter.push(chunk).forEach(take);
    const rest = splitter.rest();
    if (rest !== undefined) take(rest);
  } catch (error) {
    // Of a damaged archive every line that can be unzipped was read, which is noted elsewhere.
    if (!gzip) throw error;
  }
}
