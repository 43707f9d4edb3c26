import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatProblem } from '../../../src/io/config/schema/problem';
import { loadDesk, type LoadedDesk } from '../../../src/io/config/load-desk';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The least that makes a desk: no limits, one symbol. */
export const LEAST: Files = {
  'risk_limits.json': '{}',
  'pairs_universe.json': '{"universe":[{"symbol":"BTCUSDT"}]}',
};

/** Runs `use` on a temporary directory that holds `files`; gone afterwards. */
export async function inDir<T>(files: Files, use: (dir: string) => T | Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'intel-config-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Loads the least desk with `files` in place of, or beside, its own. */
export async function load(files: Files, primaryWindow?: string): Promise<LoadedDesk> {
  return inDir({ ...LEAST, ...files }, (dir) => loadDesk(dir, primaryWindow));
}

/** The problems as lines, each behind its severity, file names without their directory. */
export function linesOf({ problems }: Pick<LoadedDesk, 'problems'>): readonly string[] {
  return problems.map((problem) => {
    const file = problem.file.split(/[/\\]/).at(-1) ?? '';
    return `${problem.severity} ${formatProblem({ ...problem, file })}`;
  });
}
