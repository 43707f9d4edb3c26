import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { reaching, UsageError } from '../files/failures';
import { LOGS_DIR } from './log-stems';
import { requireLogs } from './require-logs';

/** The directory that holds execution/ and state/, or several: a history may be kept by host or by year. */
export type LogRoots = string | readonly string[];

/** Whether it names directories, not a stream of rows. */
export function isRoots(logs: LogRoots | Readable): logs is LogRoots {
  return typeof logs === 'string' || Array.isArray(logs);
}

/** Where the logs lie in each of them. */
export function logDirsOf(logs: LogRoots): readonly string[] {
  return rootsOf(logs).map((root) => join(root, LOGS_DIR));
}

/** Where the snapshots lie: those of the first directory count. */
export function stateDirOf(logs: LogRoots): string {
  return join(rootsOf(logs)[0] ?? '', 'state');
}

/** All of them; refuses one that holds no logs, and one that is named twice. */
export async function requireRoots(logs: LogRoots): Promise<readonly string[]> {
  const roots = rootsOf(logs);
  const known = new Map<string, string>();
  for (const root of roots) {
    await requireLogs(root);
    const path = await reaching(root, 'read', () => realpath(root));
    const same = known.get(path);
    if (same !== undefined)
      throw new UsageError(`--logs ${root} is the directory of --logs ${same}; allowed: each directory once`);
    known.set(path, root);
  }
  return roots;
}

/** Each of them. */
export function rootsOf(logs: LogRoots): readonly string[] {
  return typeof logs === 'string' ? [logs] : logs;
}
