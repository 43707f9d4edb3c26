import { expect } from 'chai';
import { closeLine, fillLine, routeLine, TS } from '../../../io/rows';
import { at, jsonAt, onDesk } from '../../desk';
import { intel } from '../../intel';
import { reportOn, unwrapped } from '../reported';

const ORDERS = 'logs/execution/orders_executed.jsonl';
const METRICS = 'logs/execution/order_metrics.jsonl';
const lines = (rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');
const times = (count: number, row: (n: number) => string): string =>
  lines(Array.from({ length: count }, (_, n) => row(n)));
const close = (n: number, more: object = {}): string =>
  closeLine({ ts: TS + n, orderId: n, realizedPnlUsd: 1, fees_total: 0, notional_usd: 100, ...more });

const NOT_USABLE: readonly (readonly [
  what: string,
  reason: string,
  says: RegExp,
  files: Readonly<Record<string, string | undefined>>,
])[] = [
  ['empty logs', 'no_rows', /no rows found in .*execution/, { [ORDERS]: '', [METRICS]: '\n\n' }],
  [
    'logs of nothing but rows that cannot be used',
    'no_usable_rows',
    /of 3 rows none can be used/,
    { [ORDERS]: '{"torn\n'.repeat(3), [METRICS]: '' },
  ],
  [
    'more bad rows than the settings allow',
    'too_much_bad_input',
    /too much bad input: 2 of 12 rows \(16\.6 %\).*5 %/,
    { [ORDERS]: times(10, close) + '{"torn\n'.repeat(2), [METRICS]: '' },
  ],
  ['router rows alone', 'no_closes', /40 rows, and no close/, { [ORDERS]: '' }],
  [
    'fills and acknowledgements alone',
    'no_closes',
    /2 rows, and no close/,
    { [ORDERS]: lines([fillLine({}), closeLine({ event_type: 'order_ack' })]), [METRICS]: '' },
  ],
  [
    'closes without P&L',
    'no_pnl',
    /5 closes, and none states a P&L/,
    { [ORDERS]: times(5, (n) => close(n, { realizedPnlUsd: null })) },
  ],
  [
    'closes of nothing',
    'no_positions',
    /1 close, and no position in the 30 days/,
    {
      [ORDERS]: close(1, {
        realizedPnlUsd: 0,
        closed_qty: 0,
        position_size_before: 1,
        position_size_after: 1,
      }),
    },
  ],
  [
    'closes beyond the horizon of the last row',
    'no_positions',
    /1 close, and no position in the 30 days up to the last row \(2023-12-15\)/,
    { [ORDERS]: close(1), [METRICS]: routeLine({ ts: TS + 31 * 86_400 }) },
  ],
];

describe('the verdict of intel check', () => {
  for (const [what, reason, says, files] of NOT_USABLE) {
    it(`of ${what} is that nothing is usable, with exit code 2`, async () => {
      await onDesk({ 'logs/x': '', ...files }, async (dir) => {
        const { code, out } = await intel(['check', ...at(dir, 'logs', 'config')]);
        expect(unwrapped(out))
          .to.match(/^Not usable: /)
          .and.match(says);
        expect(code).to.equal(2);
        const json = await intel(['check', ...at(dir, 'logs', 'config'), '--json']);
        expect(json.code).to.equal(2);
        expect(jsonAt(json.out, 'usable')).to.equal(false);
        expect(jsonAt(json.out, 'reason')).to.equal(reason);
        expect(unwrapped(out).split('\n')[0]).to.equal(jsonAt(json.out, 'verdict'));
      });
    });
  }

  it('of configs with an error is that they must be repaired, with exit code 1, whatever the logs hold', async () => {
    await onDesk({ 'config/risk_limits.json': '{"global": 5}' }, async (dir) => {
      const { code, out } = await intel(['check', ...at(dir, 'logs', 'config')]);
      expect(code).to.equal(1);
      expect(out).to.match(/^Not usable: the configs have 1 error; repair/);
      expect(unwrapped(out)).to.match(/^ {2}error: .*risk_limits\.json:1:\d+ \/global: found 5/m);
    });
  });

  it('of usable logs counts positions, symbols, days and what their fills verify', async () => {
    const sized = { position_size_before: 1, position_size_after: 0, closed_qty: 1, realizedPnlUsd: 10 };
    const opened = { executedQty: 1, feeAsset: 'USDT', fee_total: 0 };
    const orders = lines([
      fillLine({ ts: TS, side: 'BUY', orderId: 1, avgPrice: 100, ...opened }),
      fillLine({ ts: TS + 1, side: 'SELL', orderId: 2, avgPrice: 110, ...opened }),
      close(1, { orderId: 2, ...sized, strategy: 's', funding_usd: 0, initial_risk_usd: 5 }),
      close(86_400, { symbol: 'ETHUSDT', funding_usd: 0, initial_risk_usd: 5 }),
    ]);
    const { usable, reason, verdict } = await reportOn({ [ORDERS]: orders, [METRICS]: '' });
    expect({ usable, reason }).to.deep.equal({ usable: true, reason: null });
    expect(verdict).to.match(
      /^Usable: 2 positions of 2 symbols from 2023-11-14 to 2023-11-15, 1 verified by their fills; /,
    );
    const alone = await reportOn({ [ORDERS]: orders.split('\n').slice(0, 3).join('\n'), [METRICS]: '' });
    expect(alone.verdict).to.match(/^Usable: 1 position of 1 symbol on 2023-11-14, verified by its fills; /);
  });

  it('names at most three of what is missing, the heaviest first', async () => {
    const bare = times(10, (n) => close(n, { symbol: 'X', fees_total: undefined, notional_usd: undefined }));
    const { verdict } = await reportOn({ [ORDERS]: bare, [METRICS]: '', 'logs/state/nav.json': undefined });
    expect(verdict).to.match(
      /none verified by their fills; 1 symbol of 1 not in pairs_universe\.json; no fee in any close; no R for any position\.$/,
    );
  });

  it('says nothing of what fewer than a twentieth of the rows lack', async () => {
    const known = { symbol: 'BTCUSDT', initial_risk_usd: 5, funding_usd: 0 };
    const orders = (lacking: number): string =>
      times(40, (n) => close(n, { ...known, fees_total: n < lacking ? undefined : 0, attempt_id: 'a' }));
    const row = `${routeLine({ attempt_id: 'a' })}\n`;
    const verdicts = await Promise.all(
      [1, 2].map((lacking) => reportOn({ [ORDERS]: orders(lacking), [METRICS]: row })),
    );
    expect(verdicts[0]?.verdict).to.not.contain('no fee');
    expect(verdicts[1]?.verdict).to.contain('no fee in 5 % of closes');
  });
});
