import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { evaluationSchema } from '../../operators/evidence/evaluation/evaluation-schema';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { closeLine, routeLine, TS } from '../io/rows';
import { CLOSES, jsonAt, onDesk, replayAt } from './desk';
import { intel, type Run } from './intel';

const SAMPLE = ['--logs', 'logs/sample', '--config', 'config'];

function evaluateAt(dir: string, ...more: readonly string[]): Promise<Run> {
  const out = ['--out', join(dir, 'out')];
  return intel(['evaluate', '--logs', join(dir, 'logs'), '--config', join(dir, 'config'), ...out, ...more]);
}

describe('intel evaluate', function () {
  this.timeout(60_000);

  it('says the sentence, the policies, the symbols, the calibration and the router, and writes its file alone', async () => {
    await onDesk({}, async (dir) => {
      const path = join(dir, 'evaluation.json');
      const { code, out, err } = await intel(['evaluate', ...SAMPLE, '--out', path]);
      expect(code, err).to.equal(0);
      expect(out).to.match(
        /^Whether following the weights would have helped is not shown: .*; less than .* could not have been seen .* Not trading at all: /,
      );
      expect(out).to.match(
        /^POLICY +\| +SIZE \| +TOTAL bps \| EXPOSURE \| CHOOSING at equal size \| +NET USD \| +MAX DD/m,
      );
      for (const policy of ['weights', 'caps', 'status_quo', 'stand_down', 'rank'])
        expect(out).to.match(new RegExp(`^${policy} +\\|`, 'm'));
      expect(out).to.match(/^BTCUSDT +\| +\d+ \|/m);
      expect(out).to.match(/^edge: \d+ claims, Brier \.\d{3}, base rate /m);
      expect(out).to.match(
        /^router: its advice cannot be judged by these logs, no policy was changed; an experiment/m,
      );
      expect(err).to.contain(`written to ${path}`);
      const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
      expect(schemaProblems(evaluationSchema, file)).to.deep.equal([]);
      expect(existsSync(join(dir, 'symbol_scores_v6.json'))).to.equal(false);
    });
  });

  it('--json prints what it writes; equal input gives equal bytes', async () => {
    await onDesk({}, async (dir) => {
      const path = join(dir, 'out', 'evaluation_v6.json');
      const first = await evaluateAt(dir, '--json');
      const bytes = readFileSync(path, 'utf8');
      expect(JSON.parse(first.out)).to.deep.equal(JSON.parse(bytes));
      await evaluateAt(dir);
      expect(readFileSync(path, 'utf8')).to.equal(bytes);
      expect(jsonAt(bytes, 'policies', 'status_quo', 'usd', 'total')).to.equal(0);
      expect(jsonAt(bytes, 'policies', 'status_quo', 'bps', 'selection')).to.equal(0);
    });
  });

  it('changes no state file', async () => {
    await onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const before = readFileSync(join(dir, 'out', 'symbol_scores_v6.json'), 'utf8');
      expect((await evaluateAt(dir)).code).to.equal(0);
      expect(readFileSync(join(dir, 'out', 'symbol_scores_v6.json'), 'utf8')).to.equal(before);
    });
  });

  it('judges what was published, and says where nothing was', async () => {
    await onDesk({ 'config/execution_intel.json': '{"history_every": "10m"}' }, async (dir) => {
      await intel([...replayAt(dir), '--every', '10m']);
      const { code, out } = await evaluateAt(dir, '--published', join(dir, 'out'), '--json');
      expect(code).to.equal(0);
      expect(jsonAt(out, 'settings', 'advice')).to.equal('published');
      expect(jsonAt(out, 'left_as_traded', 'no_advice', 'n')).to.be.above(0);
      const none = await evaluateAt(dir, '--published', join(dir, 'logs'));
      expect(none).to.include({ code: 1, out: '' });
      expect(none.err).to.match(/--published .*logs: found no moment in history\/ .*; allowed: /);
    });
  });

  it('without a trade, without a log, with one trade or with hostile names it says what it cannot judge', async () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', ''],
      [`${CLOSES.split('\n')[0] ?? ''}\n`, ''],
      [hostileCloses(), ''],
    ];
    for (const [orders, metrics] of cases)
      await onDesk(
        { 'logs/execution/orders_executed.jsonl': orders, 'logs/execution/order_metrics.jsonl': metrics },
        async (dir) => {
          const { code, out, err } = await evaluateAt(dir);
          expect(code, err).to.equal(0);
          expect(out).to.contain('There is not enough to judge the advice by');
          const file: unknown = JSON.parse(readFileSync(join(dir, 'out', 'evaluation_v6.json'), 'utf8'));
          expect(schemaProblems(evaluationSchema, file)).to.deep.equal([]);
        },
      );
    await onDesk({}, async (dir) => {
      const run = await intel(['evaluate', '--logs', join(dir, 'nowhere'), '--config', join(dir, 'config')]);
      expect(run).to.include({ code: 4, out: '' });
    });
  });

  it('takes the entry that no fill states from the close, an acknowledgement of another order, or the first router row', async () => {
    const closeAt = (n: number, more: object): string =>
      closeLine({
        ...{
          symbol: 'BTCUSDT',
          ts: TS + 7200 + n,
          orderId: n,
          attempt_id: `a${n}`,
          realizedPnlUsd: 1,
          notional_usd: 10,
        },
        ...more,
      });
    const ack = (n: number, orderId: number): string =>
      JSON.stringify({
        event_type: 'order_ack',
        symbol: 'btcusdt',
        ts: TS + 60,
        orderId,
        attempt_id: `a${n}`,
      });
    const orders = [
      ack(2, 99),
      ack(3, 3),
      closeAt(1, { ts_open: TS }),
      closeAt(2, {}),
      closeAt(3, {}),
      closeAt(4, {}),
    ];
    const metrics = [
      routeLine({ symbol: 'BTCUSDT', ts: TS, attempt_id: 'a4' }),
      routeLine({ symbol: 'BTCUSDT', ts: TS + 7202, attempt_id: 'a3' }),
    ];
    const logs = {
      'logs/execution/orders_executed.jsonl': `${orders.join('\n')}\n`,
      'logs/execution/order_metrics.jsonl': `${metrics.join('\n')}\n`,
    };
    await onDesk(logs, async (dir) => {
      const { out } = await evaluateAt(dir, '--json');
      const sources = ['recorded', 'ack', 'route', 'close'].map((source) =>
        jsonAt(out, 'entry_sources', source),
      );
      expect(sources).to.deep.equal([1, 1, 1, 1]);
    });
  });
});

function hostileCloses(): string {
  const names = ['constructor', 'toString', 'hasOwnProperty'];
  return names
    .map(
      (symbol, n) =>
        `${closeLine({ symbol, ts: TS + n, orderId: n, attempt_id: symbol, strategy: 'constructor', realizedPnlUsd: 1, notional_usd: 10 })}\n`,
    )
    .join('');
}
