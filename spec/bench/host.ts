import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ROOT } from '../cli/built';
import { tradingLoop } from '../live/trading-loop';
import { attach, GATES, optionsAt } from './hosted';

/** A process that runs the trading loop with the hook off or on, and sends how its event loop did. */

export interface HostLoop {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Rows that live had read when the loop was done. */
  readonly rows: number;
  readonly ticks: number;
  readonly stopMs: number;
}

const [dir = '', hook = 'off', steps = '1000'] = process.argv.slice(2);

async function run(): Promise<HostLoop> {
  const env = hook === 'on' ? GATES : {};
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const attachment = await attach({ ...optionsAt(dir), env }, join(ROOT, 'dist', 'src'));
  delay.enable();
  await tradingLoop({ dir, startMs: Date.now(), steps: Number(steps) });
  delay.disable();
  const health = attachment.health();
  const lines = Object.values(health?.sources ?? {}).map(({ counters }) => counters.lines);
  const askedMs = performance.now();
  await attachment.stop();
  return {
    p50Ms: delay.percentile(50) / 1e6,
    p99Ms: delay.percentile(99) / 1e6,
    maxMs: delay.max / 1e6,
    rows: lines.reduce((sum, count) => sum + count, 0),
    ticks: health?.ticks ?? 0,
    stopMs: performance.now() - askedMs,
  };
}

void run().then((loop) =>
  process.send?.(loop, () => {
    process.disconnect();
  }),
);
