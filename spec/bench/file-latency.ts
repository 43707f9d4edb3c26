import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { until } from '../live/chaos/live-process';
import { replaceOnDisk } from './disk';
import { epochMs, print, spread } from './figures';
import { endLive, isTicking, startLive } from './live-child';
import { inPlace, inProcess, PROGRAM, TICKING } from './place';

const WARM = 1000;
const APPENDS = 1000;
const TICK_MS = 1000;
const FILE = 'expectancy_v6.json';

/**
 * From an appended close to the replaced state file that holds it. Closes are read in the order of their lines, so
 * that the first file whose sample_count is k holds the first k of them. The file's moment is when another process
 * has heard of its replacement and read it. The tick of a line is the first one after its append was done: what is
 * over it is the executor's hand, the wait for the tick, not ours. The first appends do not count: the code is not
 * compiled yet.
 */
export async function fileLatency(): Promise<void> {
  const rows = [];
  for (const how of ['plain', 'replace'] as const) {
    const { sinceTick, sinceAppend } = await measured(how);
    rows.push([`${how} append: beyond its tick`, ...spread(sinceTick)]);
    rows.push([`${how} append: in all, tick of 1 s`, ...spread(sinceAppend)]);
  }
  rows.push(await replaceOnDisk());
  print(
    `(a) append → state file, ${APPENDS} appends at 100/s after ${WARM} more (goal: 50 ms beyond the tick, p99)`,
    [['', 'p50', 'p99', 'max'], ...rows],
  );
}

interface Latencies {
  readonly sinceTick: readonly number[];
  readonly sinceAppend: readonly number[];
}

function measured(how: 'plain' | 'replace'): Promise<Latencies> {
  return inPlace(TICKING, async (dir) => {
    const live = startLive({ dir, program: PROGRAM });
    try {
      await isTicking(dir);
      const seen: { readonly count: number; readonly atMs: number }[] = [];
      const watcher = watch(join(dir, 'out'), (_, name) => {
        if (name !== FILE) return;
        const count = sampleCount(join(dir, 'out', FILE));
        if (count !== seen.at(-1)?.count) seen.push({ count, atMs: epochMs() });
      });
      const done = await inProcess<readonly number[]>('appender.ts', [dir, how, WARM + APPENDS]);
      if (!(await until(() => seen.at(-1)?.count === WARM + APPENDS, 20_000)))
        throw new Error(`${seen.at(-1)?.count ?? 0} of ${WARM + APPENDS} closes are in the file`);
      watcher.close();
      const heldAt = done.map((_, n) => seen.find(({ count }) => count > n)?.atMs ?? NaN);
      return {
        sinceAppend: heldAt.map((at, n) => at - (done[n] ?? NaN)).slice(WARM),
        sinceTick: heldAt.map((at, n) => at - Math.ceil((done[n] ?? NaN) / TICK_MS) * TICK_MS).slice(WARM),
      };
    } finally {
      await endLive(live);
    }
  });
}

function sampleCount(path: string): number {
  return Number(/"sample_count":(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0);
}
