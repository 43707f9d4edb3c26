import { lstat, readFile, stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';

/** The text of a file, or why there is none. */
export type ConfigText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string };

const MAX_BYTES = 16 * 1024 * 1024;

/** Reads a regular UTF-8 file of at most 16 MiB, without its byte order mark. Never blocks on a pipe. */
export async function readConfigText(file: string): Promise<ConfigText> {
  try {
    const stats = await stat(file);
    const obstacle = obstacleOf(stats);
    if (obstacle !== undefined) return { kind: 'unreadable', reason: obstacle };
    return decoded(await readFile(file));
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
      return { kind: 'unreadable', reason: `cannot be read (${code})` };
    return (await isLink(file))
      ? { kind: 'unreadable', reason: 'is a link to a file that does not exist' }
      : { kind: 'missing' };
  }
}

function decoded(bytes: Uint8Array): ConfigText {
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'unreadable', reason: 'is not UTF-8 text' };
  }
}

function obstacleOf(stats: Stats): string | undefined {
  if (stats.isDirectory()) return 'is a directory, not a file';
  if (stats.isFIFO()) return 'is a named pipe, not a file';
  if (stats.isSocket()) return 'is a socket, not a file';
  if (!stats.isFile()) return 'is a device, not a file';
  return stats.size > MAX_BYTES ? `has ${stats.size} bytes; at most ${MAX_BYTES} are read` : undefined;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

async function isLink(file: string): Promise<boolean> {
  return lstat(file).then(
    (stats) => stats.isSymbolicLink(),
    () => false,
  );
}
