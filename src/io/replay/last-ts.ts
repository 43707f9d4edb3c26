import { reachOf } from '../../model/event';
import { decodeRow } from '../decode/decode-row';
import type { LogKind } from '../decode/row/decoded';
import { WorldError } from '../files/failures';
import { statInPlace } from '../files/in-place';
import { LineSplitter } from '../lines/line-splitter';
import type { Segment } from '../logs/log-chain';

const TAIL_BYTES = 64 * 1024;

/**
 * The ts of the last row of a chain, without reading the rows before it: no replay of the chain ends earlier.
 * −Infinity if its last bytes hold no row.
 */
export async function lastTsOf(
  segments: readonly Segment[],
  log: LogKind,
  latestTs: number,
): Promise<number> {
  const segment = segments.at(-1);
  if (segment === undefined || segment.gzip) return -Infinity;
  const { handle, file } = segment;
  try {
    const { size } = statInPlace(handle);
    const from = Math.max(0, size - TAIL_BYTES);
    const buffer = Buffer.alloc(TAIL_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, size - from, from);
    const lines = new LineSplitter(TAIL_BYTES).push(buffer.subarray(0, bytesRead));
    for (const { bytes } of lines.toReversed()) {
      const row = bytes === undefined ? undefined : decodeRow(bytes, log, latestTs);
      if (row?.kind === 'event') return reachOf(row.event, latestTs);
      if (row?.kind === 'noted') return row.ts;
    }
    return -Infinity;
  } catch (error) {
    throw new WorldError(file, 'read', error);
  }
}
