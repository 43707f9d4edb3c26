import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AllocationFile } from '../../../operators/allocate/allocation-file';
import type { ExpectancyFile } from '../../../operators/expectancy/expectancy-file';
import { verify } from '../../../pipelines/journal/verify';
import { OwnerError } from '../../../src/io/lock/owner-error';
import { Drive, inMemoryDir, type DriveOptions } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';

/** Live as a desk meets it: looked at by a hand clock, its files read from the disk. */

const START = Date.UTC(2026, 0, 20, 9);
const SECOND = 1000;
const FAST = { tick: '5s', lateness: '2s' };

async function driven(use: (drive: Drive) => Promise<void>, options: DriveOptions = {}): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, FAST, START, options);
    try {
      await use(drive);
    } finally {
      await drive.close();
    }
  });
}

const expectancy = (drive: Drive): ExpectancyFile => drive.read('expectancy_v6.json') as ExpectancyFile;
const allocation = (drive: Drive): AllocationFile =>
  drive.read('risk_allocation_suggestions_v6.json') as AllocationFile;

async function trade(drive: Drive, n: number, ts: number): Promise<void> {
  drive.metrics.append(metricRow(n, ts));
  drive.orders.append(closeRow(n, ts + 1));
  await drive.lookAt(ts + 100);
}

describe('live', () => {
  it('publishes at once what the logs hold already, as of the last tick', () =>
    driven(async (drive) => {
      for (let n = 0; n < 10; n++) drive.orders.append(closeRow(n, START - 60 * SECOND + n));
      await drive.lookAt(START + 3 * SECOND);
      expect(expectancy(drive).as_of).to.equal('2026-01-20T09:00:00.000+00:00');
      expect(expectancy(drive).sample_count).to.equal(10);
    }));

  it('a tick waits until the lateness is over, and holds every row up to it', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await trade(drive, 1, START + 4000);
      await drive.lookAt(START + 7000);
      expect(expectancy(drive).as_of).to.equal('2026-01-20T08:59:55.000+00:00');
      await drive.lookAt(START + 7001);
      expect(expectancy(drive)).to.include({ as_of: '2026-01-20T09:00:05.000+00:00', sample_count: 1 });
    }));

  it('wants to be looked at in the moment that the next tick falls due', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      expect(drive.dueMs).to.equal(START + 2001);
      await trade(drive, 1, START + 1000);
      expect(drive.dueMs).to.equal(START + 2001);
      await drive.lookAt(START + 2001);
      expect(drive.dueMs).to.equal(START + 7001);
    }));

  it('windows shrink and the risk mode moves while nothing arrives', () =>
    driven(async (drive) => {
      drive.config('execution_intel.json', { ...FAST, windows: ['1m', '2m'], horizon: '10m' });
      drive.snapshot('nav.json', { equity: 100_000, drawdown_pct: 0, updated_ts: START / 1000 });
      await drive.lookAt(START);
      await trade(drive, 1, START + 1000);
      await drive.lookAt(START + 8000);
      expect(expectancy(drive).sample_count).to.equal(1);
      expect(allocation(drive).global.risk_mode).to.equal('normal');
      await drive.lookAt(START + 70 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(0);
      await drive.lookAt(START + 200 * SECOND);
      expect(allocation(drive).global).to.deep.include({ risk_mode: 'cautious', reasons: ['equity_stale'] });
    }));

  it('logs and directories may be missing at the start, and come and go later', () =>
    driven(async (drive) => {
      rmSync(join(drive.dir, 'logs'), { recursive: true });
      await drive.lookAt(START);
      expect(drive.health().sources['order_metrics']?.state).to.equal('missing');
      await drive.lookAt(START + 10 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(0);
      mkdirSync(join(drive.dir, 'logs', 'execution'), { recursive: true });
      await trade(drive, 1, START + 11 * SECOND);
      await drive.lookAt(START + 18 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(1);
      expect(drive.health().sources['orders_executed']?.state).to.equal('following');
    }));

  it('what cannot be looked at promises nothing: ticks wait, and go on without loss', () =>
    driven(async (drive) => {
      mkdirSync(join(drive.dir, 'logs', 'execution', 'order_metrics.jsonl'));
      await drive.lookAt(START);
      await drive.lookAt(START + 20 * SECOND);
      expect(existsSync(join(drive.out, 'expectancy_v6.json'))).to.equal(false);
      expect(drive.health().state).to.equal('degraded');
      expect(drive.health().warnings['order_metrics_unreadable']).to.contain('not a regular file');
      rmSync(join(drive.dir, 'logs', 'execution', 'order_metrics.jsonl'), { recursive: true });
      await trade(drive, 1, START + 21 * SECOND);
      await drive.lookAt(START + 30 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(1);
      expect(drive.health().state).to.equal('live');
    }));

  it('closed gates leave the files of their stages alone', () =>
    driven(
      async (drive) => {
        await drive.lookAt(START);
        await drive.lookAt(START + 10 * SECOND);
        expect(existsSync(join(drive.out, 'symbol_scores_v6.json'))).to.equal(true);
        expect(existsSync(join(drive.out, 'router_policy_suggestions_v6.json'))).to.equal(false);
        expect(existsSync(join(drive.out, 'risk_allocation_suggestions_v6.json'))).to.equal(true);
        expect(drive.published().map(({ file }) => file)).to.not.include('router_policy_suggestions_v6.json');
      },
      { gates: { routerAutotune: false } },
    ));

  it('a file is published only at multiples of its interval', () =>
    driven(async (drive) => {
      drive.config('execution_intel.json', { ...FAST, refresh: { scores: '15s' } });
      await drive.lookAt(START);
      for (let n = 1; n <= 12; n++) await trade(drive, n, START + n * 5 * SECOND);
      const moments = (file: string): readonly number[] =>
        drive.published().flatMap((line) => (line.file === file ? [Date.parse(line.as_of)] : []));
      expect(moments('symbol_scores_v6.json').every((ts) => ts % 15_000 === 0)).to.equal(true);
      expect(moments('expectancy_v6.json').some((ts) => ts % 15_000 !== 0)).to.equal(true);
    }));

  it('a bad config edit leaves the old one in force and shows; a sound one counts from then on', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await trade(drive, 1, START + SECOND);
      await drive.lookAt(START + 8 * SECOND);
      writeFileSync(join(drive.dir, 'config', 'risk_limits.json'), '{"global": ');
      await trade(drive, 2, START + 9 * SECOND);
      await drive.lookAt(START + 14 * SECOND);
      expect(drive.health().warnings['config']).to.contain('risk_limits.json:1');
      expect(expectancy(drive).sample_count).to.equal(2);
      const before = drive.health().config_digest;
      drive.config('risk_limits.json', { global: { max_nav_drawdown_pct: 20 } });
      drive.config('execution_intel.json', { ...FAST, windows: ['1h', '7d'], pnl: 'gross' });
      await drive.lookAt(START + 20 * SECOND);
      expect(drive.health().config_digest).to.not.equal(before);
      expect(drive.health().warnings).to.deep.equal({});
      expect(expectancy(drive)).to.include({ window: '1h', sample_count: 2 });
      expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
    }));

  it('tells when another process writes a state file, and replaces it', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 10 * SECOND);
      writeFileSync(join(drive.out, 'expectancy_v6.json'), 'mine');
      await trade(drive, 1, START + 11 * SECOND);
      await drive.lookAt(START + 20 * SECOND);
      expect(drive.health().warnings['other_writer']).to.contain('expectancy_v6.json');
      expect(expectancy(drive).sample_count).to.equal(1);
    }));

  it('commits nothing more once the directory has another owner, however soon that is', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 1000);
      const lock = join(drive.out, '.intel.lock');
      const other = readFileSync(lock, 'utf8').replace(/"token":"[0-9a-f]*"/, '"token":"0123456789abcdef"');
      rmSync(lock);
      writeFileSync(lock, other);
      const { commits } = drive.health().journal;
      drive.orders.append(closeRow(1, START + 1001));
      const failure = await drive.lookAt(START + 1200).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(OwnerError);
      expect(drive.health().journal.commits).to.equal(commits);
      drive.crash();
    }));

  it('a flood of rows that cannot be used fills no more than a few files, within a day too', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      const unusable = `${JSON.stringify({ event_type: 'order_close', note: 'x'.repeat(900_000) })}\n`;
      for (let n = 1; n <= 30; n++) {
        drive.orders.appendBytes(unusable.repeat(2));
        await drive.lookAt(START + n * SECOND);
      }
      expect(drive.health().quarantined).to.equal(60);
      const kept = readdirSync(drive.out).filter((name) => name.startsWith('quarantine'));
      expect(kept.sort()).to.deep.equal([
        'quarantine.jsonl',
        'quarantine.jsonl.1',
        'quarantine.jsonl.2',
        'quarantine.jsonl.3',
      ]);
      for (const name of kept) expect(statSync(join(drive.out, name)).size).to.be.below(13_000_000);
    }));

  it('one incident is one line, however many rows and looks it lasts', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      for (let n = 0; n < 50; n++) drive.orders.append('{"event_type": "order_close"}');
      drive.snapshot('nav.json', { equity: 'none', series: 1 });
      for (let n = 1; n < 20; n++) await drive.lookAt(START + n * SECOND);
      expect(drive.incidents.filter(({ level }) => level !== 'info')).to.have.length.below(5);
      expect(drive.health().quarantined).to.equal(50);
      expect(readFileSync(join(drive.out, 'quarantine.jsonl'), 'utf8').split('\n')).to.have.length(51);
    }));
});
