import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../cli/built';
import { sleep } from '../../live/chaos/live-process';
import { cpuOf } from './cpu-of';
import { print } from '../figures';
import { endLive, startLive } from '../live-child';
import { inPlace, logsOf, PROGRAM, TICKING, writeAttempts } from '../place';

const WARM_MS = 180_000;
const MEASURED_MS = 120_000;
const SEGMENTS = 7;
const ATTEMPTS_PER_SEGMENT = 500;
const HOUR = 3_600_000;

/** What live costs when nothing arrives: both logs with their chains and archives, 4 snapshots, 5 configs. */
export async function idle(): Promise<void> {
  const rows = [];
  for (const [what, settings] of [
    ['tick 1 s', TICKING],
    ['tick 5 s, the default', {}],
    ['tick 1 h: looks and status alone', { tick: '1h' }],
  ] as const)
    rows.push([what, `${((100 * (await cpuMs(settings))) / MEASURED_MS).toFixed(2)} %`]);
  print(`(c) idle for ${MEASURED_MS / 1000} s: CPU of one core, user and system (goal < 1 %)`, [
    ['', 'CPU'],
    ...rows,
  ]);
}

function cpuMs(settings: object): Promise<number> {
  return inPlace(settings, async (dir) => {
    writeChains(dir);
    cpSync(join(ROOT, 'logs', 'sample', 'state'), join(dir, 'logs', 'state'), { recursive: true });
    const live = startLive({ dir, program: PROGRAM, flags: ['--out', join(dir, 'logs', 'state')] });
    try {
      await sleep(WARM_MS);
      const before = cpuOf(live.pid);
      await sleep(MEASURED_MS);
      return cpuOf(live.pid) - before;
    } finally {
      await endLive(live);
    }
  });
}

// Segments .1 to .5, an archive, and a current file.
function writeChains(dir: string): void {
  const { metrics, orders } = logsOf(dir);
  for (let k = 0; k < SEGMENTS; k++) {
    const sinceMs = Date.now() - (SEGMENTS - k) * HOUR;
    writeAttempts(dir, k * ATTEMPTS_PER_SEGMENT, (k + 1) * ATTEMPTS_PER_SEGMENT, sinceMs, sinceMs + HOUR);
    if (k === SEGMENTS - 1) continue;
    metrics.rotate();
    orders.rotate();
  }
}
