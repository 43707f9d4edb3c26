import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { STATE_FILES, type StateFiles } from '../../../operators/files/state-files';
import { replay } from '../../../pipelines/replay/replay';
import { explanationOf } from '../../../src/dashboard/explanation';
import { pageModel } from '../../../src/dashboard/page';
import type { Explanation } from '../../../src/dashboard/model/explanation-model';
import type { PageModel } from '../../../src/dashboard/model/page-model';
import { loadDesk } from '../../../src/io/config/load-desk';

/** State files of a replay, and what the page makes of them. */

const ROOT = resolve(__dirname, '..', '..', '..');

/** The bundled history. */
export const SAMPLE = { logs: join(ROOT, 'logs/sample'), config: join(ROOT, 'config') };

/** The state of each history that was replayed, not to be written to. */
const replays = new Map<string, Promise<string>>();

/** Puts the state of a history into a directory, as of `now`; each is replayed once. */
export async function replayed(
  { logs, config }: { readonly logs: string; readonly config: string },
  out: string,
  now: number,
): Promise<StateFiles> {
  const key = `${logs} ${config} ${now}`;
  const made = replays.get(key) ?? replayOf(logs, config, now);
  replays.set(key, made);
  cpSync(await made, out, { recursive: true });
  return {
    expectancy: read(out, 'expectancy'),
    scores: read(out, 'scores'),
    suggestions: read(out, 'suggestions'),
    allocation: read(out, 'allocation'),
  };
}

async function replayOf(logs: string, config: string, now: number): Promise<string> {
  const { desk } = await loadDesk(config);
  if (desk === undefined) throw new Error(`${config} has errors`);
  const out = mkdtempSync(join(tmpdir(), 'intel-page-'));
  process.once('exit', () => {
    rmSync(out, { recursive: true, force: true });
  });
  await replay({ logs, desk, out, now, force: true });
  return out;
}

function read<K extends keyof StateFiles>(dir: string, key: K): StateFiles[K] {
  // Each file was validated when it was published.
  return JSON.parse(readFileSync(join(dir, STATE_FILES[key]), 'utf8')) as StateFiles[K];
}

/** The model of these files, fresh. */
export function modelOf(files: StateFiles, frames: readonly number[] = []): PageModel {
  const asOf = files.allocation.updated_ts * 1000;
  return pageModel(files, { nowMs: asOf + 3000, staleAfterMs: 120_000, frames });
}

/** What is said of a symbol of these files. */
export function explainer(files: StateFiles): (symbol: string) => Explanation | undefined {
  return (symbol) => explanationOf({ valid: files }, symbol);
}
