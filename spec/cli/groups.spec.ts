import { join } from 'node:path';
import { expect } from 'chai';
import { closeLine, TS } from '../io/rows';
import { at, fileAt, onDesk, replayAt } from './desk';
import { intel } from './intel';
import { rowsOf } from './trade-rows';

const groups = (dir: string, ...args: readonly string[]) =>
  intel(['groups', ...args, ...at(dir, 'logs'), ...at(dir, 'config')]);

const NAMES = [
  ...['side', 'exit_reason', 'venue', 'month', 'weekday', 'hour', 'size', 'holding_time', 'symbol'],
  ...['strategy', 'symbol_strategy', 'regime', 'policy_quality', 'taker_bias'],
];

describe('intel groups', () => {
  it('shows what each group of trades earned: in a table, as CSV, as one JSON document', async () => {
    await onDesk({}, async (dir) => {
      const [text, csv, json] = [
        await groups(dir, 'symbol'),
        await groups(dir, 'symbol', '--csv'),
        await groups(dir, 'symbol', '--json'),
      ];
      for (const run of [text, csv, json]) {
        expect(run.code, run.err).to.equal(0);
        expect(run.err).to.contain('40 trades in 2 groups');
      }
      expect(text.out).to.match(/^SYMBOL +\| TRADES/);
      expect(text.out.trimEnd().split('\n')).to.have.length(3);
      expect(csv.out.split('\n')[0]).to.equal(Object.keys(rowsOf(json.out)[0] ?? {}).join(','));
    });
  });

  it('says of each grouping what the state files say of it', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      for (const name of NAMES) {
        const many = name
          .replace(/(?<!a)y$/, 'ie')
          .replace(/s$/, 'se')
          .concat('s');
        const { out, err } = await groups(dir, many, '--json');
        expect(out, err).to.not.equal('');
        for (const row of rowsOf(out)) {
          const path = [join(dir, 'out', 'expectancy_v6.json'), many, String(row['key'])] as const;
          expect(fileAt(...path, 'count'), many).to.equal(row['count']);
          expect(fileAt(...path, 'net_pnl_usd'), many).to.equal(row['net_pnl_usd']);
          expect(fileAt(...path, 'clears_bar'), many).to.equal(row['clears_bar']);
        }
      }
    });
  });

  it('says where a group is known only when a trade ends', async () => {
    await onDesk({}, async (dir) => {
      for (const name of NAMES) {
        const isOutcome = name === 'exit_reason' || name === 'holding_time';
        const { err } = await groups(dir, name);
        expect(err.includes('known only when a trade ends'), name).to.equal(isOutcome);
      }
    });
  });

  it('has the worst group first, or sorts as it is asked', async () => {
    await onDesk({}, async (dir) => {
      const nets = rowsOf((await groups(dir, 'strategy', '--json')).out).map((row) =>
        Number(row['net_pnl_usd']),
      );
      expect(nets).to.deep.equal(nets.toSorted((a, b) => a - b));
      const { out, err } = await groups(dir, 'strategy', '--json', '--sort', 'net', '--top', '1');
      expect(rowsOf(out).map((row) => row['net_pnl_usd'])).to.deep.equal([Math.max(...nets)]);
      expect(err).to.contain('and 1 more');
    });
  });

  it('takes names with - or in the singular, and a window', async () => {
    await onDesk({}, async (dir) => {
      const [one, many] = [await groups(dir, 'exit-reason'), await groups(dir, 'exit_reasons')];
      expect(one.out).to.equal(many.out);
      expect((await groups(dir, 'side', '--window', 'last_3')).err).to.contain(
        '3 trades in 1 group, window last_3',
      );
    });
  });

  it('says which group holds the rest, and how many names', async () => {
    const log = ['a', 'a', 'other', 'other', 'c', 'd']
      .map(
        (exit_reason, n) =>
          `${closeLine({ symbol: 'X', ts: TS + n, orderId: n, realizedPnlUsd: -5, exit_reason })}\n`,
      )
      .join('');
    const few = { 'config/execution_intel.json': '{"max_groups": 2}' };
    await onDesk({ ...few, 'logs/execution/orders_executed.jsonl': log }, async (dir) => {
      const { out, err } = await groups(dir, 'exit_reason', '--json');
      expect(rowsOf(out).map((row) => row['key'])).to.have.members(['a', 'other', 'other_']);
      expect(err).to.contain('other_ holds 2 more, too many to show each (max_groups)');
    });
  });

  it('keeps a hostile exit reason as text', async () => {
    const reasons = ['=1+1', 'a,b', '\u001b[31m', '__proto__', 'x'.repeat(5000)];
    const log = reasons
      .map(
        (exit_reason, n) =>
          `${closeLine({ symbol: 'X', ts: TS + n, orderId: n, realizedPnlUsd: -5, exit_reason })}\n`,
      )
      .join('');
    await onDesk({ 'logs/execution/orders_executed.jsonl': log }, async (dir) => {
      const { out, code } = await groups(dir, 'exit_reason', '--csv');
      expect(code).to.equal(0);
      const lines = out.trimEnd().split('\n');
      expect(lines).to.have.length(6);
      expect(
        lines.some((line) => line.startsWith("'=1+1,")),
        out,
      ).to.equal(true);
      expect(lines.some((line) => line.startsWith('__proto__,'))).to.equal(true);
      expect(out).to.not.contain('\u001b');
      expect(Math.max(...lines.map((line) => line.length))).to.be.lessThan(600);
    });
  });
});
