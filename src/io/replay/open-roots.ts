import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { listed } from '../logs/listed';
import { LOG_STEMS, LOGS_DIR, type LogStem } from '../logs/log-stems';
import { requireRoots, type LogRoots } from '../logs/log-roots';
import { SNAPSHOT_NAMES } from '../snapshots/load-snapshots';
import { chainSource, type RowSource, type SourceSettings } from './row-source';

/** One log of one directory, opened. */
export interface RootLog extends LogPlace {
  readonly source: RowSource;
}

/** A log among all that are read. */
export interface LogPlace {
  /** Which of the directories, from 0. */
  readonly root: number;
  readonly stem: LogStem;
  readonly dir: string;
}

/**
 * Opens both logs of each directory. Where there are several, a source has the path of its log for a name: rows count
 * alike whichever directory they lie in, and what is said of one names it.
 */
export async function openRoots(
  logs: LogRoots,
  backups: number,
  reading: (place: LogPlace) => SourceSettings,
): Promise<readonly RootLog[]> {
  const roots = await requireRoots(logs);
  const opened: RootLog[] = [];
  try {
    for (const [nth, root] of roots.entries())
      for (const stem of LOG_STEMS) {
        const dir = join(root, LOGS_DIR);
        const name = roots.length === 1 ? stem : join(dir, stem);
        const place = { root: nth, stem, dir };
        opened.push({ ...place, source: await chainSource(dir, stem, backups, reading(place), name) });
      }
  } catch (error) {
    await Promise.all(opened.map(({ source }) => source.close()));
    throw error;
  }
  return opened;
}

/** In words, of each directory after the first: its snapshots, which are not read. */
export async function unreadSnapshots(logs: LogRoots): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const root of typeof logs === 'string' ? [] : logs.slice(1)) {
    const names = await readdir(join(root, 'state')).catch((): readonly string[] => []);
    const found = names.filter((file) => SNAPSHOT_NAMES.some((name) => file === `${name}.json`)).sort();
    if (found.length > 0)
      notes.push(`${root}: ${listed(found)} not read; the snapshots of the first --logs directory count`);
  }
  return notes;
}
