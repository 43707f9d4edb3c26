import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { inTempDir } from '../../io/temp-dir';
import { ExecutorLog, type LogLimits } from './executor-log';

/** Lines of one letter are 2 bytes with their "\n": a file holds two. */
export const PAIRS: LogLimits = { maxBytes: 4, backups: 3 };

/** Runs `use` on the log `foo` in an execution folder of its own. */
export async function withLog(
  limits: LogLimits,
  use: (log: ExecutorLog, dir: string) => void | Promise<void>,
): Promise<void> {
  await inTempDir({}, (root) => {
    const dir = join(root, 'logs', 'execution');
    return use(new ExecutorLog(dir, 'foo', limits), dir);
  });
}

/** The content of all files below the folder by path, archives unpacked. */
export function filesOf(dir: string): Readonly<Record<string, string>> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(dir, name)).isFile());
  return Object.fromEntries(
    files.map((name) => {
      const bytes = readFileSync(join(dir, name));
      return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()];
    }),
  );
}

/** Appends each letter as a line. */
export function write(log: ExecutorLog, lines: string): void {
  for (const line of lines) log.append(line);
}
