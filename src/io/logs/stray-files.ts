import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../files/failures';
import { closeRead, openRegular } from '../files/open-file';
import { listed } from './listed';
import { segmentFiles } from './log-chain';

const HEAD_BYTES = 64 * 1024;

/** Names that an editor, a copy or the executor's own writing leaves for a while: not where a log is kept. */
const PASSING = /(?:~|\.(?:tmp|part|sw[a-p]|bak|orig|lock))$/i;
const ROWS_OR_ZIPPED = /jsonl|\.(?:gz|zst|xz|bz2|lz4|zip|z)$/i;

// The first bytes, in hex, of what gzip, compress, zstd, xz, bzip2, lz4 and zip write.
const ZIPPED: readonly string[] = ['1f8b', '1f9d', '28b52ffd', 'fd377a585a', '425a68', '04224d18', '504b0304'];
const ROW = /(?:^|\n)[\s\0]*(?:\xef\xbb\xbf)?\{/;

/**
 * The files that are named like a log, hold rows or something zipped, and are not in its chain, so that nobody reads
 * them: in its directory and in the archive, by name. A directory that cannot be listed shows none.
 */
export async function strayFiles(dir: string, stem: string, backups: number): Promise<readonly string[]> {
  const chain = new Set(segmentFiles(stem, backups));
  const strays: string[] = [];
  for (const folder of ['', 'archive'])
    for (const name of await readdir(join(dir, folder)).catch(() => [])) {
      const file = join(folder, name);
      if (chain.has(file) || !isNamedLike(name, stem)) continue;
      if (await mayHoldRows(join(dir, file))) strays.push(file);
    }
  return strays.sort();
}

/** Whether there are no strays where none is shown: the directory of a log can be listed, and its archive if it has one. */
export async function canBeListed(dir: string): Promise<boolean> {
  const listings = ['', 'archive'].map((folder) =>
    readdir(join(dir, folder)).then(
      () => true,
      (error: unknown) => folder !== '' && ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? ''),
    ),
  );
  return (await Promise.all(listings)).every((isListed) => isListed);
}

/** What is wrong with them, in words. */
export function strayText(stem: string, files: readonly string[]): string {
  const [count, hold, are] = files.length === 1 ? ['1 file', 'holds', 'is'] : [`${files.length} files`, 'hold', 'are'];
  return `${count} beside the segments of ${stem}.jsonl ${hold} rows, or may, and ${are} not read: ${listed(files)}`;
}

function isNamedLike(name: string, stem: string): boolean {
  if (!name.startsWith(stem)) return false;
  const rest = name.slice(stem.length);
  return /^(?:[.-]|_\d)/.test(rest) && ROWS_OR_ZIPPED.test(rest) && !PASSING.test(rest);
}

async function mayHoldRows(path: string): Promise<boolean> {
  const stats = await stat(path).catch(() => undefined);
  // A name that is not UTF-8 does not lead back to its file.
  if (stats === undefined) return path.includes('\ufffd');
  if (!stats.isFile() || stats.size === 0) return false;
  const head = await headOf(path).catch(() => undefined);
  if (head === undefined) return true;
  const first = head.toString('hex', 0, 8);
  return ZIPPED.some((magic) => first.startsWith(magic)) || ROW.test(head.toString('latin1'));
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await openRegular(path);
  if (handle === undefined) return Buffer.alloc(0);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await closeRead(handle);
  }
}
