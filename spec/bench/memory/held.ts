import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Frame } from '../../../pipelines/graph/decide';
import { replay } from '../../../pipelines/replay/replay';
import { loadDesk } from '../../../src/io/config/load-desk';
import { DAY } from '../../../src/model/values/time';
import { simulate } from '../../../src/simulate/simulate';
import { collectGarbage } from '../../collect-garbage';
import { inTempDir } from '../../io/temp-dir';

const START = Date.UTC(2026, 0, 5);

export interface Trading {
  readonly symbols: number;
  readonly days: number;
  readonly tradesPerDay: number;
}

/** What the process holds once its garbage is collected, and the closes, fills and router rows in the horizon. */
export interface Held {
  readonly events: number;
  readonly heap: number;
  /** Of columns and other arrays of numbers. */
  readonly buffers: number;
}

/** Simulates a desk and gives `use` its directory. */
export function inSimulated<T>(
  { symbols, days, tradesPerDay }: Trading,
  use: (logs: string) => Promise<T>,
): Promise<T> {
  return inTempDir({}, (dir) => {
    const size = { symbols, days, tradesPerDay, startMs: START, rotateBytes: 1e9, backups: 5 };
    for (const { path, bytes } of simulate({ seed: 7, noise: false, ...size })) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), bytes);
    }
    return use(dir);
  });
}

/** What a replay with a tick a day holds after so many days each, the last of which are its end. */
export async function heldAfter(
  logs: string,
  horizonDays: number,
  days: readonly number[],
): Promise<readonly Held[]> {
  const horizon = `${horizonDays}d`;
  const windows = ['14d', '24h', '7d', horizon, 'last_200'];
  writeFileSync(join(logs, 'config', 'execution_intel.json'), JSON.stringify({ windows, horizon }));
  const { desk } = await loadDesk(join(logs, 'config'));
  if (desk === undefined) throw new Error('the simulated config has errors');
  const held: Held[] = [];
  const asOf = START + Math.max(...days) * DAY;
  await replay({
    ...{ logs, desk, asOf, now: asOf, everyMs: DAY, threads: 1 },
    onFrame: (frame) => {
      if (!days.includes((frame.asOf - START) / DAY)) return;
      const events = eventsIn(frame);
      // The memory of a buffer goes some collections after its object.
      for (let n = 0; n < 4; n++) collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      held.push({ events, heap: heapUsed, buffers: arrayBuffers });
    },
  });
  return held;
}

/** Bytes of each event that one has more than the other. */
export function bytesAnEvent(few: Held, many: Held, of: (held: Held) => number = totalOf): number {
  return (of(many) - of(few)) / (many.events - few.events);
}

export function totalOf({ heap, buffers }: Held): number {
  return heap + buffers;
}

// The digest of the events names how many there are of each kind: closes and fills, router rows, others.
function eventsIn({ files: { scores } }: Frame): number {
  if (scores.kind === 'failed') throw new Error('the scores failed');
  const counts = scores.value.metadata.events_digest.split('.').map((part) => Number(part.split('-')[1]));
  return (counts[0] ?? NaN) + (counts[1] ?? NaN);
}
