import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** The files of one log: `<stem>.jsonl`, `<stem>.<k>.jsonl` and `archive/<stem>.<backups>.jsonl.gz`. */
export interface LogFiles {
  readonly dir: string;
  readonly stem: string;
  readonly backups: number;
}

/** The path of a member: 0 is the current file, k the k-th rotated one. */
export function memberPath({ dir, stem }: LogFiles, number: number): string {
  return join(dir, number === 0 ? `${stem}.jsonl` : `${stem}.${number}.jsonl`);
}

export function archivePath({ dir, stem, backups }: LogFiles): string {
  return join(dir, 'archive', `${stem}.${backups}.jsonl.gz`);
}

/** The bytes of a member, none when it is not there. */
export function memberBytes(files: LogFiles, number: number): Buffer {
  const path = memberPath(files, number);
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

/** The lines of the archive and of all members, oldest first; exact between rotations only. */
export function linesOf(files: LogFiles): readonly string[] {
  const archive = archivePath(files);
  const archived = existsSync(archive) ? gunzipSync(readFileSync(archive)) : Buffer.alloc(0);
  return [...linesIn(archived), ...memberLinesOf(files)];
}

/** The lines of all members alone: two writers at one archive spoil it. */
export function memberLinesOf(files: LogFiles): readonly string[] {
  const parts: Buffer[] = [];
  for (let number = files.backups; number >= 0; number--) parts.push(memberBytes(files, number));
  return linesIn(Buffer.concat(parts));
}

function linesIn(bytes: Buffer): readonly string[] {
  return bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '');
}

/**
 * The executor's rotation, each step named once it is done; files that are not there are passed over:
 * `4→5` … `0→1`, `archive emptied`, `archive half written`, `archive written`, `unlink 5`.
 */
export function* rotationSteps(files: LogFiles): Generator<string, void> {
  yield* shift(files, 0);
  yield* archiveLast(files);
}

/** logrotate's copytruncate likewise: `4→5` … `1→2`, `copy`, `truncate` (in place), then the archiving. */
export function* copyTruncateSteps(files: LogFiles): Generator<string, void> {
  yield* shift(files, 1);
  copyFileSync(memberPath(files, 0), memberPath(files, 1));
  yield 'copy';
  truncateSync(memberPath(files, 0));
  yield 'truncate';
  yield* archiveLast(files);
}

function* shift(files: LogFiles, youngest: number): Generator<string, void> {
  for (let number = files.backups - 1; number >= youngest; number--) {
    if (!existsSync(memberPath(files, number))) continue;
    renameSync(memberPath(files, number), memberPath(files, number + 1));
    yield `${number}→${number + 1}`;
  }
}

// In place: a reader may find the archive empty or half made, in the inode of the one before.
function* archiveLast(files: LogFiles): Generator<string, void> {
  const last = memberPath(files, files.backups);
  if (!existsSync(last)) return;
  const archive = archivePath(files);
  mkdirSync(join(files.dir, 'archive'), { recursive: true });
  const packed = gzipSync(readFileSync(last));
  const half = Math.floor(packed.length / 2);
  writeFileSync(archive, '');
  yield 'archive emptied';
  appendFileSync(archive, packed.subarray(0, half));
  yield 'archive half written';
  appendFileSync(archive, packed.subarray(half));
  yield 'archive written';
  unlinkSync(last);
  yield `unlink ${files.backups}`;
}
