import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Drive, inMemoryDir } from '../live/drive';
import { closeRow, metricRow } from '../live/executor/rows';
import { STATE_NAMES } from './desk';

export const START = Date.UTC(2026, 0, 20, 9);

/** A minute of live: trades, a nav that changes, a late row, a config edit; stopped well. */
export async function lived(use: (drive: Drive) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, { tick: '5s', lateness: '2s', history_every: '10s' }, START);
    for (let n = 1; n <= 30; n++) {
      const now = START + n * 2000;
      drive.metrics.append(metricRow(n, now - 500));
      drive.orders.append(closeRow(n, n === 12 ? now - 20_000 : now - 400));
      if (n % 7 === 0) drive.snapshot('nav.json', { equity: 100_000 - n, updated_ts: (now - 3000) / 1000 });
      if (n === 20) drive.config('execution_intel.json', { tick: '5s', lateness: '2s', windows: ['1h'] });
      await drive.lookAt(now);
    }
    await drive.close();
    await use(drive);
  });
}

/** The state files of a directory. */
export const state = (dir: string): readonly string[] =>
  STATE_NAMES.map((name) => readFileSync(join(dir, name), 'utf8'));
