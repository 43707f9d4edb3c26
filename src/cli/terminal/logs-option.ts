import { Option } from 'commander';
import type { Readable } from 'node:stream';
import { UsageError } from '../../io/files/failures';

const DEFAULT_LOGS: readonly string[] = ['logs'];
const SEVERAL = 'repeat it for a history in several directories';

/** `--logs`, which may be given several times. `about` says what else may be named. */
export function logsOption(about = ''): Option {
  return new Option('--logs <dir>', `logs directory with execution/ and state/${about}; ${SEVERAL}`)
    .default(DEFAULT_LOGS, '"logs"')
    .argParser((dir: string, known: readonly string[]) => (known === DEFAULT_LOGS ? [dir] : [...known, dir]));
}

/** What the option names: directories, or the rows on stdin for `-` alone. */
export function logsNamed(dirs: readonly string[] = DEFAULT_LOGS): readonly string[] | Readable {
  if (!dirs.includes('-')) return dirs;
  if (dirs.length > 1) throw new UsageError('--logs - reads stdin; allowed: - alone, or directories');
  return process.stdin;
}
