import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import { closeRow } from '../../live/executor/rows';
import { START, SECOND, driven, expectancy, allocation, trade, FAST } from './live-made';

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
      expect(expectancy(drive)).to.include({ as_of: '2026-01-20T09:00:00.000+00:00', sample_count: 0 });
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
});
