import { join } from 'node:path';
import { Stream } from '../../pipelines/stream';
import { watchedFiles } from '../../src/io/live/live-sources';
import { Pulse } from '../../src/io/live/pulse';
import { epochMs, print, spread } from './figures';
import { inPlace, inProcess, TICKING } from './place';

const APPENDS = 1000;

/** When a cycle ended, and how many rows had been committed and fed by then. */
interface Cycle {
  readonly endedMs: number;
  readonly rows: number;
  readonly ticked: boolean;
}

/**
 * From an appended close to the event: committed to the journal, synced, and fed to the graph. The event's moment is
 * the end of the cycle that took it, driven as `follow` drives it: that is an upper bound, which holds the notice of
 * the change, the 4 ms between two looks, the look at locks, configs and snapshots, the read, the sync of the commit,
 * and, where a tick fell into the cycle, its answer and the replaced files.
 */
export async function eventLatency(): Promise<void> {
  const rows = [];
  for (const how of ['plain', 'replace'] as const) {
    const { all, quiet, cycles } = await measured(how);
    rows.push([`${how} append`, ...spread(all), String(cycles)]);
    rows.push([`${how} append, cycles without a tick`, ...spread(quiet), '']);
  }
  print(`(b) append → event, ${APPENDS} appends at 100/s`, [['', 'p50', 'p99', 'max', 'cycles'], ...rows]);
}

interface Latencies {
  readonly all: readonly number[];
  readonly quiet: readonly number[];
  readonly cycles: number;
}

function measured(how: 'plain' | 'replace'): Promise<Latencies> {
  return inPlace(TICKING, async (dir) => {
    const cycles: Cycle[] = [];
    let goesOn = true;
    const following = follow(dir, () => goesOn, cycles);
    const done = await inProcess<readonly number[]>('appender.ts', [dir, how, APPENDS]);
    while ((cycles.at(-1)?.rows ?? 0) < APPENDS) await new Promise((resolve) => setTimeout(resolve, 20));
    goesOn = false;
    await following;
    const took = done.map((at, n) => {
      const cycle = cycles.find(({ rows }) => rows > n);
      return { ms: (cycle?.endedMs ?? NaN) - at, ticked: cycle?.ticked ?? false };
    });
    return {
      all: took.map((one) => one.ms),
      quiet: took.filter(({ ticked }) => !ticked).map((one) => one.ms),
      cycles: cycles.length,
    };
  });
}

async function follow(dir: string, goesOn: () => boolean, cycles: Cycle[]): Promise<void> {
  const logs = join(dir, 'logs');
  const pulse = new Pulse(watchedFiles(logs));
  const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
  const options = { logs, config: join(dir, 'config'), out: join(dir, 'out'), gates };
  const stream = await Stream.open({ ...options, onIncident: () => undefined }, pulse.moment());
  let ticks = 0;
  while (goesOn()) {
    await stream.cycle(pulse.moment());
    const endedMs = epochMs();
    const health = stream.health(pulse.moment());
    const rows = health.sources['orders_executed']?.counters.lines ?? 0;
    cycles.push({ endedMs, rows, ticked: health.ticks > ticks });
    ({ ticks } = health);
    await pulse.rest(stream.dueMs(pulse.moment()));
  }
  pulse.close();
  await stream.close(pulse.moment());
}
