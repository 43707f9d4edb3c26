import { bytesOf } from '../files/bytes-of';
import { statInPlace } from '../files/in-place';
import { trimLine } from '../json/text';
import { LineSplitter } from '../lines/line-splitter';
import { gunzipped } from '../logs/gunzip';
import { closeAll, openChain, type OpenSegment } from '../logs/log-chain';
import type { Settings } from '../../model/fund/settings';

/** Where lines stand in the logs, as `file:line`: the first place of each, as far as it is found. */
export async function linePlaces(
  dir: string,
  { backups, max_line_bytes }: Pick<Settings, 'backups' | 'max_line_bytes'>,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>();
  for (const stem of wanted.size === 0 ? [] : ['orders_executed', 'order_metrics']) {
    const segments = await openChain(dir, stem, backups);
    try {
      for (const segment of segments) await findIn(segment, max_line_bytes, wanted, places);
    } finally {
      await closeAll(segments);
    }
  }
  return places;
}

async function findIn(
  { handle, gzip, file }: OpenSegment,
  maxLineBytes: number,
  wanted: ReadonlySet<string>,
  places: Map<string, string>,
): Promise<void> {
  const splitter = new LineSplitter(maxLineBytes);
  let number = 0;
  const take = (bytes: Buffer | undefined): void => {
    number++;
    const line = bytes === undefined ? undefined : trimLine(bytes).toString('latin1');
    if (line !== undefined && wanted.has(line) && !places.has(line)) places.set(line, `${file}:${number}`);
  };
  const chunks = gzip
    ? gunzipped(handle.createReadStream({ autoClose: false }))
    : bytesOf(handle, 0, statInPlace(handle).size);
  try {
    for await (const chunk of chunks) for (const { bytes } of splitter.push(chunk)) take(bytes);
    take(splitter.rest()?.bytes);
  } catch (error) {
    // Of a damaged archive the lines before the break were read, which is noted elsewhere.
    if (!gzip) throw error;
  }
}
