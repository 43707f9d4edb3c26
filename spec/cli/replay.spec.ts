import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { SCHEMAS } from '../../src/schemas/schemas';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { closeLine, TS } from '../io/rows';
import { ALLOCATION, at, CLOSES, digestsOf, DESK, fileAt, onDesk, replayAt, STATE_NAMES } from './desk';
import { intel, intelProcess } from './intel';

const FILES = [...STATE_NAMES, 'quarantine.jsonl'].sort();

describe('intel replay', () => {
  it('writes the four files and the quarantine, prints the table on stdout and the rest on stderr', async () => {
    await onDesk({}, async (dir) => {
      const { code, out, err } = await intel(replayAt(dir));
      expect(code, err).to.equal(0);
      expect(Object.keys(digestsOf(join(dir, 'out'))).sort()).to.deep.equal(FILES);
      expect(out).to.match(/^SYMBOL .*\| SCORE \|.*SUGGESTED weight \| SIZE USD \| WHY/);
      for (const symbol of ['BTCUSDT', 'ETHUSDT']) expect(out).to.match(new RegExp(`^${symbol} `, 'm'));
      expect(out).to.contain('as of 2023-11-14T22:52:20.000+00:00');
      expect(err).to.contain('80 rows').and.contain('0 quarantined').and.contain(join(dir, 'out'));
      expect(err, 'no progress bar in a pipe').to.not.match(/\p{Cc}(?<!\n)|#/u);
    });
  });

  it('the table has the size in USD and says where money and R disagree; below it stands the minimum order', async () => {
    // 32 gains of 1 R, then 8 losses of 1 R that are ten times as large.
    const closes = Array.from({ length: 40 }, (_, n) => {
      const [realizedPnlUsd, initial_risk_usd] = n < 32 ? [100, 100] : [-1000, 1000];
      return `${closeLine({ ts: TS + 60 * n, orderId: n, realizedPnlUsd, initial_risk_usd, fees_total: 0 })}\n`;
    });
    const limits = { max_nav_drawdown_pct: 10, symbol_notional_share_cap_pct: 25, min_notional_usdt: 20 };
    const files = {
      'logs/execution/orders_executed.jsonl': closes.join(''),
      'config/risk_limits.json': JSON.stringify({ global: limits }),
    };
    await onDesk(files, async (dir) => {
      const { code, out, err } = await intel(replayAt(dir));
      expect(code, err).to.equal(0);
      expect(out).to.match(/^BTCUSDT .*\| +0\.00 \| edge in USD too low; R and USD disagree$/m);
      expect(out).to.match(/^ETHUSDT .*\| +\d+\.\d\d \| [^;|]+$/m);
      expect(out).to.contain('minimum order: 20.00 USD, 0.20 % of NAV');
    });
  });

  it('says below the table to stand down where no symbol gets a weight, and to probe where none has earned more', async () => {
    const losing = Array.from(
      { length: 40 },
      (_, n) =>
        `${closeLine({ symbol: n % 2 === 0 ? 'BTCUSDT' : 'ETHUSDT', ts: TS + 60 * n, orderId: n, realizedPnlUsd: -100, initial_risk_usd: 100, fees_total: 0 })}\n`,
    );
    const say = async (rows: readonly string[]): Promise<string> =>
      onDesk({ 'logs/execution/orders_executed.jsonl': rows.join('') }, async (dir) => {
        const { code, out, err } = await intel(replayAt(dir));
        expect(code, err).to.equal(0);
        return out;
      });
    expect(await say(losing)).to.match(/^Stand down: no symbol gets a weight; 100\.00 % of NAV stays cash$/m);
    expect(await say([])).to.match(
      /^Only probes: no symbol has earned more than a first try; \d+\.\d\d % of NAV stays cash$/m,
    );
    expect(await say([CLOSES])).to.not.match(/^(Stand down|Only probes)/m);
  });

  it('says below the table what stands behind the peak, and the executor’s own mode where it is another', async () => {
    const points = [0, 7, 8].map((hours, n) => ({
      t: TS - 3600 * (9 - hours),
      nav: [10_000, 10_100, 10_050][n],
    }));
    const files = {
      'logs/state/nav.json': JSON.stringify({ nav: 40_000, updated_ts: TS + 60 }),
      'logs/nav_log.json': JSON.stringify(points),
      'logs/state/risk_snapshot.json': JSON.stringify({ updated_ts: TS, risk_mode: 'DEFENSIVE' }),
    };
    await onDesk(files, async (dir) => {
      const { out } = await intel(replayAt(dir));
      expect(out).to.contain(
        "drawdown 0.50 %, peak 10100.00 USD over 8.0 h, the equity of 2023-11-14T22:14:20.000+00:00 jumped and is not believed, the executor's own mode: DEFENSIVE",
      );
    });
    await onDesk(
      { 'logs/state/risk_snapshot.json': JSON.stringify({ updated_ts: TS, risk_mode: 'NORMAL' }) },
      async (dir) => {
        expect((await intel(replayAt(dir))).out).to.not.contain('executor');
      },
    );
  });

  it('with --json prints the allocation as it is written, one document', async () => {
    await onDesk({}, async (dir) => {
      const { code, out } = await intel(replayAt(dir, '--json'));
      expect(code).to.equal(0);
      expect(JSON.parse(out)).to.deep.equal(fileAt(join(dir, 'out', ALLOCATION)));
    });
  });

  it('twice gives the same bytes, whatever the order of the rows', async () => {
    const reversed = CLOSES.trimEnd().split('\n').reverse().join('\n');
    await onDesk({ 'turned/state/nav.json': DESK['logs/state/nav.json'] }, async (dir) => {
      await intel(replayAt(dir));
      const first = digestsOf(join(dir, 'out'));
      await intel(replayAt(dir));
      expect(digestsOf(join(dir, 'out'))).to.deep.equal(first);
      await onDesk({ 'logs/execution/orders_executed.jsonl': reversed }, async (other) => {
        await intel(replayAt(other));
        expect(digestsOf(join(other, 'out'))).to.deep.equal(first);
      });
    });
  });

  it('every file validates against its published schema', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      for (const name of STATE_NAMES) {
        const schema: unknown = Object.entries(SCHEMAS).find(([key]) => `${key}.json` === name)?.[1];
        if (typeof schema !== 'object' || schema === null) throw new Error(`no schema for ${name}`);
        expect(schemaProblems(schema, fileAt(join(dir, 'out', name))), name).to.deep.equal([]);
      }
    });
  });

  it('is as of the latest row of any kind, or as of the moment asked for', async () => {
    const ack = closeLine({ event_type: 'order_ack', ts: TS + 5000 });
    await onDesk({ 'logs/execution/orders_executed.jsonl': CLOSES + ack }, async (dir) => {
      await intel(replayAt(dir));
      expect(fileAt(join(dir, 'out', ALLOCATION), 'updated_ts')).to.equal(TS + 5000);
      for (const [asOf, updated] of [
        ['2023-11-14T22:33:20+00:00', TS + 1200],
        [String(TS + 60), TS + 60],
        [String((TS + 60) * 1000 + 5), TS + 60.005],
      ] as const) {
        const { code, err } = await intel(replayAt(dir, '--force', '--as-of', asOf));
        expect(code, err).to.equal(0);
        expect(fileAt(join(dir, 'out', ALLOCATION), 'updated_ts'), asOf).to.equal(updated);
        const rows = Math.floor((updated - TS) / 60) + 1;
        expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count'), asOf).to.equal(rows);
      }
    });
  });

  it('takes another primary window', async () => {
    await onDesk({}, async (dir) => {
      const { out } = await intel(replayAt(dir, '--window', 'last_5', '--json'));
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.equal(5);
      expect(out).to.contain('"window":"last_5"');
    });
  });

  it('on standard input takes rows of both kinds in any order, and gives what the files give', async () => {
    await onDesk({}, async (dir) => {
      const logs = ['orders_executed', 'order_metrics'].map((stem) =>
        readFileSync(join(dir, 'logs', 'execution', `${stem}.jsonl`), 'utf8'),
      );
      cpSync(join(dir, 'logs', 'execution'), join(dir, 'bare', 'execution'), { recursive: true });
      await intel(['replay', '--logs', join(dir, 'bare'), ...at(dir, 'config', 'out')]);
      const args = ['replay', '--logs', '-', '--out', join(dir, 'piped'), ...at(dir, 'config')];
      const { code, err } = await intelProcess(args, { stdin: logs.join('') });
      expect(code, err).to.equal(0);
      expect(digestsOf(join(dir, 'piped'))).to.deep.equal(digestsOf(join(dir, 'out')));
    });
  });

  it('does not replace files of a later time, unless told to', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const before = digestsOf(join(dir, 'out'));
      const earlier = replayAt(dir, '--as-of', '2023-11-14T22:30:00Z');
      const { code, out, err } = await intel(earlier);
      expect({ code, out }).to.deep.equal({ code: 1, out: '' });
      expect(err).to.contain(join(dir, 'out')).and.contain('2023-11-14T22:52:20').and.contain('--force');
      expect(digestsOf(join(dir, 'out'))).to.deep.equal(before);
      expect((await intel([...earlier, '--force'])).code).to.equal(0);
      expect(fileAt(join(dir, 'out', ALLOCATION), 'as_of')).to.equal('2023-11-14T22:30:00.000+00:00');
    });
  });

  it('sweeps away what a killed run left', async () => {
    await onDesk({ 'out/.expectancy_v6.json.4194300.0123abcd.tmp': 'half' }, async (dir) => {
      await intel(replayAt(dir));
      expect(Object.keys(digestsOf(join(dir, 'out'))).sort()).to.deep.equal(FILES);
    });
  });
});
