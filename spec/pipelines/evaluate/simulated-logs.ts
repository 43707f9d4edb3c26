import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  judgeHistory,
  type JudgedHistory,
  type JudgeOptions,
} from '../../../pipelines/evaluate/judge-history';
import { readHistory, type History } from '../../../pipelines/evaluate/history';
import { sizedSymbols } from '../../../operators/evidence/walk/advice-measure';
import { withReplay } from '../../../src/io/replay/replay-sources';
import { loadDesk } from '../../../src/io/config/load-desk';
import type { Desk } from '../../../src/model/fund/desk';
import { simulate } from '../../../src/simulate/simulate';
import { inTempDir } from '../../io/temp-dir';

const START = Date.UTC(2026, 0, 5);
export const NOW = Date.UTC(2027, 0, 1);
export const ORDERS = 'execution/orders_executed.jsonl';
export const METRICS = 'execution/order_metrics.jsonl';

/** Writes a simulated history with its configs, and gives its directory and desk. */
export async function onSimulated(
  { seed, days, symbols = 4 }: { readonly seed: number; readonly days: number; readonly symbols?: number },
  use: (dir: string, desk: Desk) => Promise<void>,
): Promise<void> {
  const made = simulate({
    ...{ seed, days, symbols, tradesPerDay: 6, startMs: START },
    ...{ backups: 5, rotateBytes: 1e9, noise: true },
  });
  await inTempDir({}, async (dir) => {
    for (const { path, bytes } of made) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), bytes);
    }
    const { desk } = await loadDesk(join(dir, 'config'));
    if (desk === undefined) throw new Error('the simulated config has errors');
    await use(dir, desk);
  });
}

/** The history of logs, while its files are open. */
export function withHistory<T>(
  logs: string,
  desk: Desk,
  byWriting: boolean,
  use: (history: History) => Promise<T>,
): Promise<T> {
  const input = { logs, settings: desk.settings, now: NOW, datesReceipt: true, onFault: () => undefined };
  return withReplay(input, async (batch$) => use(await readHistory(batch$, byWriting)));
}

export function judgeOptions(logs: string, desk: Desk, more: Partial<JudgeOptions> = {}): JudgeOptions {
  const policies = { symbols: sizedSymbols(desk), edgeMin: 0.25, trueR: undefined };
  return { logs, desk, delayMs: 60_000, assumedHoldingMs: 0, policies, ...more };
}

/** The trades of logs with their advice. */
export function judged(
  logs: string,
  desk: Desk,
  more: Partial<JudgeOptions> = {},
  byWriting = true,
): Promise<JudgedHistory> {
  return withHistory(logs, desk, byWriting, (history) =>
    judgeHistory(history, judgeOptions(logs, desk, more)),
  );
}

/** Rewrites a log line by line. */
export async function rewrite(path: string, change: (line: string) => string): Promise<void> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, lines.map((line) => (line === '' ? '' : change(line))).join('\n'));
}
