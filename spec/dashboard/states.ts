import { mkdtempSync, readFileSync, rmSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { replay } from '../../pipelines/replay/replay';
import { STATE_FILES, type StateFileKey } from '../../operators/files/state-files';
import type { Circumstances } from '../../src/dashboard/model/circumstances';
import { checkState, type CheckedState } from '../../src/dashboard/problems/checked-state';
import type { StateDocuments } from '../../src/dashboard/model/state-documents';
import { loadDesk } from '../../src/io/config/load-desk';
import { HOUR, MINUTE, parseTimestamp } from '../../src/model/values/time';

const ROOT = resolve(__dirname, '..', '..');

/** The last row of logs/sample, where its state is of. */
export const SAMPLE_MS = parseTimestamp('2026-01-14T22:02:37.682Z') ?? 0;

let made: Promise<string> | undefined;

/** The state of logs/sample with a frame of history every twelve hours: replayed once, not to be written to. */
export function sampleDir(): Promise<string> {
  made ??= replayed();
  return made;
}

async function replayed(): Promise<string> {
  const dir = mkdtempSync(join(tmpdir(), 'intel-page-'));
  process.once('exit', () => {
    rmSync(dir, { recursive: true, force: true });
  });
  const { desk } = await loadDesk(join(ROOT, 'config'));
  if (desk === undefined) throw new Error('the bundled config is not usable');
  const now = SAMPLE_MS + HOUR;
  await replay({ logs: join(ROOT, 'logs', 'sample'), desk, out: dir, now, everyMs: 12 * HOUR });
  return dir;
}

/** The sample's state in a directory of its own; gone afterwards. */
export async function withState<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = mkdtempSync(join(tmpdir(), 'intel-page-'));
  try {
    cpSync(await sampleDir(), dir, { recursive: true });
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** A state file of the sample, to be changed at will. */
export async function sampleFile(key: StateFileKey): Promise<Record<string, unknown>> {
  const text = readFileSync(join(await sampleDir(), STATE_FILES[key]), 'utf8');
  return JSON.parse(text) as Record<string, unknown>;
}

/** How many positions the primary window of the sample holds. */
export async function sampleCount(): Promise<number> {
  return Number((await sampleFile('expectancy'))['sample_count']);
}

/** All four of them. */
export async function sampleDocuments(): Promise<Record<StateFileKey, Record<string, unknown>>> {
  return {
    expectancy: await sampleFile('expectancy'),
    scores: await sampleFile('scores'),
    suggestions: await sampleFile('suggestions'),
    allocation: await sampleFile('allocation'),
  };
}

/** Documents as read from files that hold them; undefined: no file. */
export function judgedOf(documents: StateDocuments): CheckedState {
  const reading = (value: unknown) => (value === undefined ? undefined : { value });
  return checkState({
    expectancy: reading(documents.expectancy),
    scores: reading(documents.scores),
    suggestions: reading(documents.suggestions),
    allocation: reading(documents.allocation),
  });
}

/** A minute after the sample's moment. */
export const SOON: Circumstances = { nowMs: SAMPLE_MS + MINUTE, staleAfterMs: 3 * MINUTE };
