import { renameSync } from 'node:fs';
import { ms, print } from './figures';
import type { HostLoop } from './host';
import { inPlace, inProcess, logsOf, TICKING, writeAttempts } from './place';

const ROUNDS = 3;
const STEPS = 3000;
/** Of the two rows of an attempt, about 1.05 kB, which makes 30 MB. */
const BACKLOG_ATTEMPTS = 28_500;
const DAY = 86_400_000;

/**
 * What the hook costs its host: the delay of the event loop of the trading loop with it off and on, by turns, while
 * live reads a backlog of 30 MB and ticks every second. A delay holds the timer's own millisecond.
 */
export async function hostLoop(): Promise<void> {
  const rows = [];
  for (let round = 1; round <= ROUNDS; round++)
    for (const hook of ['off', 'on'] as const) {
      const { p50Ms, p99Ms, maxMs, ...rest } = await measured(hook);
      const live = hook === 'on' ? [String(rest.rows), String(rest.ticks), ms(rest.stopMs)] : ['', '', ''];
      rows.push([`${round} ${hook}`, ms(p50Ms), ms(p99Ms), ms(maxMs), ...live]);
    }
  print(`(d) event loop of a host, ${STEPS} steps, backlog of 30 MB`, [
    ['', 'p50', 'p99', 'max', 'rows read', 'ticks', 'stop'],
    ...rows,
  ]);
}

function measured(hook: 'off' | 'on'): Promise<HostLoop> {
  return inPlace(TICKING, (dir) => {
    writeAttempts(dir, 1e6, 1e6 + BACKLOG_ATTEMPTS, Date.now() - DAY, Date.now());
    const { metrics, orders } = logsOf(dir);
    for (const { path } of [metrics, orders]) renameSync(path, path.replace('.jsonl', '.1.jsonl'));
    return inProcess<HostLoop>('host.ts', [dir, hook, STEPS]);
  });
}
