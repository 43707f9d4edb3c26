import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mb, print } from './figures';
import type { Opened } from './opener';
import { inPlace, inProcess, TICKING, writeAttempts } from './place';

const ATTEMPTS = 100_000;
const ROWS = 2 * ATTEMPTS;
const DAYS_MS = 20 * 86_400_000;
const RESTARTS = 2;

/** A start over logs alone, then starts over the journal that it left: time for a million rows, and peak memory. */
export async function restart(): Promise<void> {
  await inPlace(TICKING, async (dir) => {
    writeAttempts(dir, 0, ATTEMPTS, Date.now() - DAYS_MS, Date.now());
    const first = await inProcess<Opened>('opener.ts', [dir]);
    const rows = [told('logs read the first time', first.openMs + first.lookMs, first)];
    for (let n = 1; n <= RESTARTS; n++) {
      const again = await inProcess<Opened>('opener.ts', [dir]);
      rows.push(told(`journal read back, ${n}`, again.openMs, again));
    }
    const journal = join(dir, 'journal');
    const bytes = readdirSync(journal).reduce((sum, name) => sum + statSync(join(journal, name)).size, 0);
    print(`(e) start over ${ROWS} rows, journal of ${mb(bytes)}`, [
      ['', 'seconds', 's per million rows', 'CPU s per million', 'peak memory'],
      ...rows,
    ]);
  });
}

function told(what: string, tookMs: number, { cpuMs, peakBytes }: Opened): readonly string[] {
  const perMillion = (spentMs: number): string => ((spentMs * 1000) / ROWS).toFixed(1);
  return [what, (tookMs / 1000).toFixed(2), perMillion(tookMs), perMillion(cpuMs), mb(peakBytes)];
}
