import { fork, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/built';
import { inTempDir } from '../io/temp-dir';
import { ExecutorLog } from '../live/executor/executor-log';
import { closeRow, metricRow } from '../live/executor/rows';

/** The built program. */
export const PROGRAM = join(ROOT, 'bin', 'intel.cjs');

export const TICKING = { tick: '1s', lateness: '0s' } as const;

/** Runs `use` in a directory with the package's configs, these settings, and empty logs. */
export function inPlace<T>(settings: object, use: (dir: string) => Promise<T>): Promise<T> {
  return inTempDir({}, (dir) => {
    cpSync(join(ROOT, 'config'), join(dir, 'config'), { recursive: true });
    writeFileSync(join(dir, 'config', 'execution_intel.json'), JSON.stringify(settings));
    for (const name of ['execution', 'state']) mkdirSync(join(dir, 'logs', name), { recursive: true });
    for (const stem of ['order_metrics', 'orders_executed'])
      writeFileSync(join(dir, 'logs', 'execution', `${stem}.jsonl`), '');
    return use(dir);
  });
}

/** Both logs of a directory. */
export function logsOf(dir: string): { readonly metrics: ExecutorLog; readonly orders: ExecutorLog } {
  const execution = join(dir, 'logs', 'execution');
  return {
    metrics: new ExecutorLog(execution, 'order_metrics'),
    orders: new ExecutorLog(execution, 'orders_executed'),
  };
}

const ROWS_PER_WRITE = 1000;

/** Writes the attempts `from` to `to` into both logs: their metric rows and closes, spread evenly over a time. */
export function writeAttempts(dir: string, from: number, to: number, sinceMs: number, untilMs: number): void {
  const { metrics, orders } = logsOf(dir);
  for (let n = from; n < to; n += ROWS_PER_WRITE) {
    const some = Array.from({ length: Math.min(ROWS_PER_WRITE, to - n) }, (_, i) => n + i);
    const tsOf = (m: number): number =>
      Math.floor(sinceMs + ((m - from) / (to - from)) * (untilMs - sinceMs));
    metrics.appendBytes(some.map((m) => `${metricRow(m, tsOf(m))}\n`).join(''));
    orders.appendBytes(some.map((m) => `${closeRow(m, tsOf(m))}\n`).join(''));
  }
}

/** Runs a script of this folder in a process of its own; gives what it sends. */
export async function inProcess<T>(script: string, args: readonly unknown[]): Promise<T> {
  const child = fork(join(__dirname, script), args.map(String), {
    execArgv: ['--require', 'ts-node/register'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return answerOf<T>(child);
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (answer) => {
      resolve(answer as T);
    });
    child.once('exit', (code) => {
      reject(new Error(`ended with code ${code} and without an answer`));
    });
  });
}
