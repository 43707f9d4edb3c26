import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LiveLoop } from '../../pipelines/live/live-loop';
import { collectGarbage } from '../collect-garbage';
import { inTempDir } from '../io/temp-dir';
import { machine, mb } from './figures';
import { SoakDesk } from './soak-desk';

/**
 * Live over a long time, compressed: `ts-node spec/bench/soak.ts [--hours 24] [--per-hour 1200] [--symbols 200]`.
 * A desk trades by a hand clock; windows and horizon are of a quarter of the run at most, so that from then on all
 * that live keeps should stay as it is. The journal grows, as it is pruned by whole days.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START_MS = Date.UTC(2026, 0, 20);
const TROUBLE_EVERY = 2 * HOUR;
/** How much more the last quarter may hold than the second. */
const TOLERANCE = { heap: 1.05, rss: 1.15 } as const;

interface Sample {
  readonly heap: number;
  readonly rss: number;
  readonly descriptors: number;
  readonly journal: number;
  readonly out: number;
}

interface Run {
  readonly hours: number;
  readonly perHour: number;
  readonly symbols: number;
}

async function soak({ hours, perHour, symbols }: Run): Promise<boolean> {
  console.log(`${machine()}; ${hours} h, ${perHour} attempts/h, ${symbols} symbols`);
  return inTempDir({}, async (dir) => {
    const horizon = `${Math.max(1, Math.floor(hours / 4))}h`;
    const windows = [horizon, '30m', 'last_200'];
    const settings = { windows, horizon, journal_keep: horizon, history_keep: horizon, tick: '10m' };
    const desk = new SoakDesk(dir, symbols, settings);
    const [logs, config, out] = [join(dir, 'logs'), join(dir, 'config'), join(dir, 'out')];
    const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
    const at = (ms: number) => ({ wallMs: ms, steadyMs: ms });
    const loop = await LiveLoop.open({ logs, config, out, gates, onIncident: () => undefined }, at(START_MS));
    const samples: Sample[] = [];
    for (let now = START_MS + MINUTE; now <= START_MS + hours * HOUR; now += MINUTE) {
      desk.trade(Math.round(perHour / 60), now - MINUTE, now);
      if (now % TROUBLE_EVERY === 0) desk.trouble();
      // Once in each quarter.
      if ((now - START_MS) % (hours * 15 * MINUTE) === hours * 7 * MINUTE) desk.configure(now);
      await loop.cycle(at(now));
      if (now % HOUR !== 0) continue;
      samples.push(sample(dir));
      tell((now - START_MS) / HOUR, samples.at(-1));
    }
    const { ticks, quarantined, warnings } = loop.health(at(START_MS + hours * HOUR));
    console.log(`${ticks} ticks, ${quarantined} quarantined, warnings ${JSON.stringify(warnings)}`);
    await loop.close(at(START_MS + hours * HOUR));
    return verdict(samples);
  });
}

function sample(dir: string): Sample {
  collectGarbage();
  const { heapUsed, rss } = process.memoryUsage();
  const descriptors = readdirSync('/proc/self/fd').length;
  return {
    heap: heapUsed,
    rss,
    descriptors,
    journal: sizeOf(join(dir, 'journal')),
    out: sizeOf(join(dir, 'out')),
  };
}

function sizeOf(dir: string): number {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  return names.map((name) => statSync(join(dir, name))).reduce((sum, { size }) => sum + size, 0);
}

function tell(hour: number, last: Sample | undefined): void {
  if (last === undefined) return;
  const { heap, rss, descriptors, journal, out } = last;
  const cells = [`rss ${mb(rss)}`, `heap ${mb(heap)}`, `${descriptors} fds`, `journal ${mb(journal)}`];
  console.log([`${hour} h`, ...cells, `out ${mb(out)}`].map((cell) => cell.padStart(18)).join(''));
}

// The last quarter against the second: before that the horizon fills.
function verdict(samples: readonly Sample[]): boolean {
  const quarter = Math.floor(samples.length / 4);
  const mean = (some: readonly Sample[], key: keyof Sample): number =>
    some.reduce((sum, one) => sum + one[key], 0) / some.length;
  const ratio = (key: keyof Sample): number =>
    mean(samples.slice(-quarter), key) / mean(samples.slice(quarter, 2 * quarter), key);
  const [heap, rss, descriptors] = [ratio('heap'), ratio('rss'), ratio('descriptors')];
  const flat = heap <= TOLERANCE.heap && rss <= TOLERANCE.rss && descriptors <= TOLERANCE.heap;
  const ratios = `heap ×${heap.toFixed(3)}, rss ×${rss.toFixed(3)}, fds ×${descriptors.toFixed(3)}`;
  console.log(`${flat ? 'flat' : 'NOT FLAT'}: last quarter against the second: ${ratios}`);
  return flat;
}

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '24' },
    'per-hour': { type: 'string', default: '1200' },
    symbols: { type: 'string', default: '200' },
  },
});
const run = {
  hours: Number(values.hours),
  perHour: Number(values['per-hour']),
  symbols: Number(values.symbols),
};
void soak(run).then((flat) => {
  process.exitCode = flat ? 0 : 1;
});
