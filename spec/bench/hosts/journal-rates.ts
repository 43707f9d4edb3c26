import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { withFund } from '../../io/log/nats/nats-fund';
import { NatsServer } from '../../io/log/nats/nats-server';
import { control, fundOf } from '../../io/log/log-made';
import { inTempDir } from '../../io/temp-dir';
import { countedRows } from '../../live/hosts/counted-rows';
import { simulate } from '../../simulate/history';
import { cpuOf } from '../cpu/cpu-of';
import { mb, print, quantile } from '../figures';
import { inProcess } from '../place';
import { BENCH_CONFIG } from './bench-config';
import { rssOf } from './rss-of';
import type { Folded } from './fold-child';
import type { Ingested } from './ingest-child';

const PAIRS = 3;
const DAYS = 29;
const SIZE = { seed: 7, symbols: 10, days: DAYS, tradesPerDay: 36, startMs: daysAgo(DAYS) };

/**
 * The logs of a host into the log on a server against the same into a journal of files, in turn; then a follower that
 * reads that log from its beginning. With what it costs the server.
 */
export async function journalRates(): Promise<void> {
  const logs = simulate({ ...SIZE, rotateBytes: 10_000_000, backups: 5, noise: true });
  const tree = Object.fromEntries(logs.map(({ path, bytes }) => [`logs/${path}`, bytes]));
  await inTempDir(tree, async (dir) => {
    const server = await NatsServer.start(join(dir, 'server'));
    const ratios: number[] = [];
    const rows: (readonly string[])[] = [];
    try {
      for (let pair = 0; pair < PAIRS; pair++) {
        const files = await ingested(dir, `files-${pair}`, '-');
        await withFund(server, dir, async ({ log }, _, engine) => {
          const { writer, text } = control(fundOf(['a'], { config: BENCH_CONFIG }));
          await log.append(writer, text, undefined);
          const before = cpuOf(server.pid);
          const shipped = await ingested(dir, `ship-${pair}`, engine);
          const shippedMs = cpuOf(server.pid) - before;
          ratios.push(shipped.cpuMs / files.cpuMs);
          const { lines, bytes, messages } = await countedRows(log);
          const midMs = cpuOf(server.pid);
          const out = join(dir, `out-${pair}`);
          const folded = await inProcess<Folded>('hosts/fold-child.ts', [out, engine]);
          const perSecond = (wallMs: number): string =>
            `${((lines.length / wallMs) * 1000).toFixed(0)} rows/s`;
          rows.push(
            [
              'files',
              seconds(files.wallMs),
              seconds(files.cpuMs),
              perSecond(files.wallMs),
              `${files.commits} commits`,
              '',
              '',
            ],
            [
              'stream',
              seconds(shipped.wallMs),
              seconds(shipped.cpuMs),
              perSecond(shipped.wallMs),
              `${messages} messages of ${mb(bytes)}`,
              seconds(shippedMs),
              '',
            ],
            [
              'follower',
              seconds(folded.wallMs),
              seconds(folded.cpuMs),
              perSecond(folded.wallMs),
              `to ${folded.lastTick ?? 'no tick'}`,
              seconds(cpuOf(server.pid) - midMs),
              mb(folded.peakBytes),
            ],
          );
        });
      }
      print('(b) event rows of one host into files, into the stream, and out of it', [
        ['', 'wall', 'CPU', 'rate', 'stored', 'CPU of the server', 'memory'],
        ...rows,
      ]);
      console.log(
        `ingest: CPU of the stream over that of files ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}, median ${quantile(ratios, 0.5).toFixed(2)}; server: ${mb(rssOf(server.pid))} resident`,
      );
    } finally {
      await server.end();
    }
  });
}

function ingested(dir: string, name: string, engine: string): Promise<Ingested> {
  const state = join(dir, name);
  mkdirSync(state);
  return inProcess<Ingested>('hosts/ingest-child.ts', [join(dir, 'logs'), state, engine]);
}

function daysAgo(days: number): number {
  const DAY_MS = 86_400_000;
  return (Math.floor(Date.now() / DAY_MS) - days) * DAY_MS;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
