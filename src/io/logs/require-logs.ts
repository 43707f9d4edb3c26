import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LOG_STEMS, LOGS_DIR } from './log-stems';
import { reaching, UsageError, WorldError } from '../files/failures';

/** Refuses a path that holds no logs, before anything is read or written, and says what to name instead. */
export async function requireLogs(root: string): Promise<void> {
  const found = await reaching(root, 'read', () => stat(root));
  if (!found.isDirectory())
    throw new WorldError(root, 'read', `it is a file; allowed: the directory that holds ${LOGS_DIR}/`);
  const names = await reaching(root, 'read', () => readdir(root));
  if (names.includes(LOGS_DIR)) {
    const dir = join(root, LOGS_DIR);
    const logs = await reaching(dir, 'read', () => readdir(dir));
    if (logs.some(isLog) || (await hasArchive(dir, logs))) return;
    throw new UsageError(
      `${dir} holds no log; allowed: ${LOG_STEMS.map((stem) => `${stem}.jsonl`).join(', ')}${heldText(logs)}`,
    );
  }
  throw new UsageError(`${root} holds no ${LOGS_DIR}/ with the executor's logs${await instead(root, names)}`);
}

/** Whether a file of this name is a log of the executor, or a rotated part of one. */
function isLog(name: string): boolean {
  return LOG_STEMS.some((stem) => name.startsWith(`${stem}.`) && name.endsWith('.jsonl'));
}

async function hasArchive(dir: string, names: readonly string[]): Promise<boolean> {
  if (!names.includes('archive')) return false;
  const archived = await namesIn(join(dir, 'archive'));
  return archived.some((name) => isLog(name.replace(/\.gz$/, '')));
}

// What was probably meant.
async function instead(root: string, names: readonly string[]): Promise<string> {
  if (names.some(isLog)) return `: the logs lie in it directly; name the directory above: --logs ${dirname(resolve(root))}`;
  const meant: string[] = [];
  for (const name of [...names].sort()) {
    const logs = await namesIn(join(root, name, LOGS_DIR));
    if (logs.some(isLog)) meant.push(`--logs ${join(root, name)}`);
  }
  if (meant.length > 0) return `; did you mean ${meant.slice(0, MOST_NAMED).join(' or ')}?`;
  return heldText(names);
}

// None where it is no directory that can be read.
function namesIn(dir: string): Promise<readonly string[]> {
  return readdir(dir).catch(() => []);
}

const MOST_NAMED = 5;

function heldText(names: readonly string[]): string {
  if (names.length === 0) return '; it is empty';
  const more = names.length - MOST_NAMED;
  const named = [...names].sort().slice(0, MOST_NAMED).join(', ');
  return `; it holds ${named}${more > 0 ? ` and ${more} more` : ''}`;
}
