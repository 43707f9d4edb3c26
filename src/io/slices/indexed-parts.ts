import { join } from 'node:path';
import { UsageError } from '../files/failures';
import { statInPlace } from '../files/in-place';
import type { OpenSegment } from '../logs/log-chain';
import type { ReadPart } from '../logs/read-part';
import { endsDigest } from './ends-digest';
import type { IndexedLog, IndexedSegment } from './history-index';
import { segmentName } from './log-indexing';

/** The events that a slice needs: after the one moment, up to the other. */
export interface NeededSpan {
  readonly afterMs: number;
  readonly untilMs: number;
}

/** Whether a segment may hold one of them. */
export function isNeeded({ min_ts, max_ts }: IndexedSegment, { afterMs, untilMs }: NeededSpan): boolean {
  return min_ts !== null && min_ts <= untilMs && max_ts !== null && max_ts > afterMs;
}

/**
 * The segments of a log that a slice needs, as far as they were indexed. Refuses one that is not there any more, or is
 * another file than the index saw: the rest of the log need not be there.
 */
export async function indexedParts(
  { log, segments }: IndexedLog,
  dir: string,
  opened: readonly OpenSegment[],
  span: NeededSpan,
): Promise<readonly ReadPart[]> {
  const byName = new Map(opened.map((segment) => [segmentName(log, segment), segment]));
  const parts: ReadPart[] = [];
  for (const indexed of segments) {
    if (!isNeeded(indexed, span)) continue;
    const segment = byName.get(indexed.file);
    const stale = segment === undefined ? 'it is not there' : await difference(segment, indexed);
    if (segment === undefined || stale !== undefined)
      throw new UsageError(
        `${join(dir, indexed.file)} is not as the index says: ${stale ?? ''}; make the index anew with intel index, and all slices by it`,
      );
    parts.push({ segment, bytes: indexed.bytes, reachedBefore: indexed.max_ts_before ?? -Infinity });
  }
  return parts;
}

// A file that has only grown since begins as it was.
async function difference(
  { handle }: OpenSegment,
  { bytes, sha256 }: IndexedSegment,
): Promise<string | undefined> {
  const { size } = statInPlace(handle);
  if (size < bytes) return `it had ${bytes} bytes and has ${size}`;
  return (await endsDigest(handle, bytes)) === sha256 ? undefined : 'it was replaced, rotated or changed';
}
