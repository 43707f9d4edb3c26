import { join } from 'node:path';
import { LiveLoop } from '../../pipelines/live/live-loop';

/** A process that opens live and looks once, and sends what both took. */

export interface Opened {
  readonly openMs: number;
  readonly lookMs: number;
  /** CPU of both, user and system, of all threads. */
  readonly cpuMs: number;
  readonly peakBytes: number;
}

const [dir = ''] = process.argv.slice(2);

async function open(): Promise<Opened> {
  const moment = { wallMs: Date.now(), steadyMs: Date.now() };
  const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
  const [logs, config, out] = [join(dir, 'logs'), join(dir, 'config'), join(dir, 'out')];
  const before = process.cpuUsage();
  const begunMs = performance.now();
  const loop = await LiveLoop.open({ logs, config, out, gates, onIncident: () => undefined }, moment);
  const openedMs = performance.now();
  await loop.cycle(moment);
  const lookedMs = performance.now();
  const { user, system } = process.cpuUsage(before);
  await loop.close(moment);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return {
    openMs: openedMs - begunMs,
    lookMs: lookedMs - openedMs,
    cpuMs: (user + system) / 1000,
    peakBytes,
  };
}

void open().then((opened) =>
  process.send?.(opened, () => {
    process.disconnect();
  }),
);
