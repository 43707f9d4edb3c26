import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { WorldError } from '../files/failures';
import { statInPlace, type OpenFile } from '../files/in-place';
import { bytesOf } from '../files/bytes-of';
import { closeRead, openRegular } from '../files/open-file';
import { GzipDamage, gunzipped } from './gunzip';

/** One open segment of a rotated log. */
export interface Segment<F extends OpenFile = OpenFile> {
  readonly file: string;
  /** 0: the current file; k: the k-th rotated one; `backups`: the archived one. */
  readonly number: number;
  readonly handle: F;
  readonly gzip: boolean;
}

// The gzip of nothing is a header, which may hold the file's name, and 10 bytes.
const MOST_FOR_NOTHING = 512;

/** The name of a plain segment. */
export function segmentFile(stem: string, number: number): string {
  return number === 0 ? `${stem}.jsonl` : `${stem}.${number}.jsonl`;
}

/** The names of all segments that a log may have, newest first; the archive is the last one. */
export function segmentFiles(stem: string, backups: number): readonly string[] {
  const plain = Array.from({ length: backups + 1 }, (_, number) => segmentFile(stem, number));
  return backups === 0 ? plain : [...plain, join('archive', `${segmentFile(stem, backups)}.gz`)];
}

/** A segment opened as a node FileHandle. */
export type OpenSegment = Segment<FileHandle>;

/**
 * Opens all segments of a log, newest first (in the other order a rotation in between would hide one), and returns
 * them oldest first: the archive, foo.N.jsonl … foo.1.jsonl, foo.jsonl. Missing segments are left out, and so is an
 * archive of nothing.
 */
export async function openChain(dir: string, stem: string, backups: number): Promise<readonly OpenSegment[]> {
  const segments: OpenSegment[] = [];
  try {
    for (const [n, file] of segmentFiles(stem, backups).entries())
      await addSegment(segments, dir, file, Math.min(n, backups), n > backups);
    await dropEmptyArchive(segments);
  } catch (error) {
    await closeAll(segments);
    throw error;
  }
  return segments.reverse();
}

export async function closeAll(segments: readonly Segment[]): Promise<void> {
  await Promise.all(segments.map((segment) => segment.handle.close()));
}

async function addSegment(
  segments: OpenSegment[],
  dir: string,
  file: string,
  number: number,
  gzip: boolean,
): Promise<void> {
  const path = join(dir, file);
  const handle = await openRegular(path);
  if (handle === undefined) return;
  try {
    if (isOpenAlready(segments, handle)) {
      await closeRead(handle);
      return;
    }
  } catch (error) {
    await closeRead(handle);
    throw new WorldError(path, 'read', error);
  }
  segments.push({ file, number, handle, gzip });
}

async function dropEmptyArchive(segments: OpenSegment[]): Promise<void> {
  const last = segments.at(-1);
  if (last?.gzip !== true || !(await isOfNothing(last, segments))) return;
  segments.pop();
  await closeRead(last.handle);
}

// A file of no bytes is one that nothing was archived in: its segment is still there, or the chain is shorter than that.
async function isOfNothing({ handle, number }: OpenSegment, segments: readonly Segment[]): Promise<boolean> {
  const { size } = statInPlace(handle);
  const isThere = (wanted: number): boolean =>
    segments.some((segment) => !segment.gzip && segment.number === wanted);
  if (size === 0) return isThere(number) || !isThere(number - 1);
  if (size > MOST_FOR_NOTHING) return false;
  try {
    return (await gunzipped((offset) => bytesOf(handle, offset, size)).next()).done === true;
  } catch (error) {
    if (!(error instanceof GzipDamage)) throw error;
    return false;
  }
}

// A rotation between two opens can show one file under two names; its inode identifies it.
function isOpenAlready(segments: readonly Segment[], handle: OpenFile): boolean {
  const { dev, ino } = statInPlace(handle);
  return segments.some((other) => {
    const known = statInPlace(other.handle);
    return known.dev === dev && known.ino === ino;
  });
}

