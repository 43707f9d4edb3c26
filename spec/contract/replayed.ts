import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateFiles } from '../../operators/files/state-files';
import type { StageResult } from '../../operators/core/stage-result';
import type { Frame } from '../../pipelines/graph/decide';
import { replay, type ReplayOptions, type ReplayReport } from '../../pipelines/replay/replay';
import { loadDesk } from '../../src/io/config/load-desk';
import type { Desk } from '../../src/model/fund/desk';
import type { World } from './random/world';

/** A fresh directory for one use; removed whatever happens. */
export async function inTemporary<T>(use: (dir: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'intel-contract-'));
  try {
    return await use(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The texts of both logs, of the snapshots and of the configs. */
export interface DeskTexts {
  readonly logs: { readonly orders: readonly string[]; readonly metrics: readonly string[] };
  readonly state: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, string>>;
}

/** Writes logs/execution, logs/state and config under `dir`, as a fund has them. */
export async function writeDesk(dir: string, { logs, state, config }: DeskTexts): Promise<void> {
  const folders = ['logs/execution', 'logs/state', 'config'].map((name) => join(dir, name));
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  const files: readonly (readonly [string, string])[] = [
    ['logs/execution/orders_executed.jsonl', linesText(logs.orders)],
    ['logs/execution/order_metrics.jsonl', linesText(logs.metrics)],
    ...Object.entries(state).map(([name, text]) => [`logs/state/${name}`, text] as const),
    ...Object.entries(config).map(([name, text]) => [`config/${name}`, text] as const),
  ];
  await Promise.all(files.map(([name, text]) => writeFile(join(dir, name), text)));
}

export function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The desk of `dir`/config, which must be without errors. */
export async function deskOf(dir: string): Promise<Desk> {
  const { desk, problems } = await loadDesk(join(dir, 'config'));
  if (desk !== undefined) return desk;
  throw new Error(problems.map(({ file, path, message }) => `${file} ${path}: ${message}`).join('\n'));
}

type Asked = Pick<ReplayOptions, 'asOf' | 'now' | 'out' | 'everyMs'>;

/** Replays a desk that lies in `dir`. */
export async function replayDesk(dir: string, asked: Asked): Promise<ReplayReport> {
  return replay({ logs: join(dir, 'logs'), desk: await deskOf(dir), force: true, ...asked });
}

/** The four files at the end of a replay of these texts. */
export async function replayTexts(texts: DeskTexts, asked: Asked): Promise<Published> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, texts);
    return publishedOf((await replayDesk(dir, asked)).frame);
  });
}

export function replayWorld(world: World): Promise<Published> {
  return replayTexts(world, { asOf: world.asOf, now: world.now });
}

/** The four files of a moment. */
export type Published = StateFiles & { readonly asOf: number };

/** The files of a frame, none of which may have failed. */
export function publishedOf({ asOf, files }: Frame): Published {
  return {
    asOf,
    expectancy: valueOf(files.expectancy),
    scores: valueOf(files.scores),
    suggestions: valueOf(files.suggestions),
    allocation: valueOf(files.allocation),
  };
}

function valueOf<T>(answer: StageResult<T>): T {
  if (answer.kind === 'answered') return answer.value;
  throw new Error(`${answer.stage} failed: ${answer.message}`);
}
