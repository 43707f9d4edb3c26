import { expect } from 'chai';
import { close, fill, leg, outcomeOfMade, row, T0, times } from '../made';
import { numberAt } from '../outcome';

describe('neighbours: odd rows', () => {
  it('kinds are known by either name, in any case', async () => {
    const kinds = ['Order_Close', 'TRADE_CLOSE', 'position_close'];
    const orders = kinds.flatMap((kind, i) => [
      close(10 * i, 1, { event_type: kind }),
      close(10 * i + 5, 1, { event_type: undefined, event: kind }),
    ]);
    const at = await outcomeOfMade({ orders });
    expect(numberAt(at.group(), 'count')).to.equal(6);
    expect(at.refused).to.have.length(0);
  });

  it('a kind that is a close or a fill but for two letters is a fault, others are noted', async () => {
    for (const kind of ['order_clos', 'odrer_close', 'order_closed', 'ordr_fil', 'tradeclose'])
      expect(
        (await outcomeOfMade({ orders: [close(0, 1), close(1, 1, { event_type: kind })] })).refused,
        kind,
      ).to.have.length(1);
    for (const kind of ['order_ack', 'heartbeat', 'twap_child', 'order_executed', 'liquidation'])
      expect(
        (await outcomeOfMade({ orders: [close(0, 1), close(1, 1, { event_type: kind, ts: T0 + 60 })] }))
          .refused,
        kind,
      ).to.have.length(0);
  });

  it('a P&L of a wrong type is a fault; its text, 0 and the other name are not', async () => {
    for (const pnl of [true, {}, [], 'n/a'])
      expect(
        (await outcomeOfMade({ orders: [close(0, 1), close(1, pnl)] })).refused,
        JSON.stringify(pnl),
      ).to.have.length(1);
    const orders = [
      close(0, '2.5'),
      close(1, 0),
      close(2, undefined, { pnl_usd: '1e1' }),
      close(3, NaN, { pnl_usd: 4 }),
    ];
    const at = await outcomeOfMade({ orders });
    expect(at.refused).to.have.length(0);
    expect(numberAt(at.group(), 'count')).to.equal(4);
    expect(numberAt(at.group(), 'gross_pnl_usd')).to.equal(16.5);
  });

  it('no other field of a close makes it unusable', async () => {
    const fields = [
      'fees_total',
      'funding_usd',
      'orderId',
      'clientOrderId',
      'attempt_id',
      'intent_id',
      'strategy',
    ];
    const more = [
      'initial_risk_usd',
      'entry_notional_usd',
      'position_size_before',
      'closed_qty',
      'tradeIds',
      'positionSide',
      'ts',
    ];
    // Each close has its own field wrong, and its own P&L.
    const all = [...fields, ...more];
    for (const wrong of [true, {}, [[1]], 'odd']) {
      const at = await outcomeOfMade({
        orders: all.map((field, i) => close(10 * i, 1 + i, { [field]: wrong })),
      });
      expect(at.refused, JSON.stringify(wrong)).to.have.length(0);
      expect(numberAt(at.group(), 'count'), JSON.stringify(wrong)).to.equal(all.length);
      expect(numberAt(at.group(), 'gross_pnl_usd')).to.equal((all.length * (all.length + 1)) / 2);
    }
  });

  it('nor of a fill or a router row', async () => {
    for (const field of [
      'fee_total',
      'avgPrice',
      'executedQty',
      'tradeIds',
      'status',
      'reduceOnly',
      'positionSide',
      'side',
    ])
      expect(
        (await outcomeOfMade({ orders: [close(0, 1), fill(1, 'BUY', 1, 1, { [field]: {} })] })).refused,
        field,
      ).to.have.length(0);
    for (const field of [
      'qty',
      'result',
      'policy',
      'prices',
      'timing_ms',
      'slippage_bps',
      'maker_start',
      'route',
    ])
      expect(
        (await outcomeOfMade({ orders: [close(0, 1)], metrics: [row(0, { [field]: 'odd' })] })).refused,
        field,
      ).to.have.length(0);
  });

  it('numbers as text are numbers, also in router rows', async () => {
    const texts = {
      slippage_bps: '0.5',
      fees_usd: '0.05',
      ack_latency_ms: '100',
      qty: { contracts: '1', notional_usd: '100' },
    };
    const orders = times(20, (i) => close(i, 1));
    const plain = await outcomeOfMade({ orders, metrics: times(20, (i) => row(i)) });
    const at = await outcomeOfMade({ orders, metrics: times(20, (i) => row(i, texts)) });
    expect(at.score()).to.deep.equal(plain.score());
  });

  it('a close of nothing is none, one that changes anything is', async () => {
    const nothing = { closed_qty: 0, position_size_before: 0, position_size_after: 0, fees_total: 0 };
    const orders = [
      close(0, 1),
      close(1, 0, nothing),
      close(2, 0, { ...nothing, position_size_before: 3, position_size_after: 3 }),
    ];
    expect(numberAt((await outcomeOfMade({ orders })).group(), 'count')).to.equal(1);
    const real = [close(0, 1), leg(1, 2, 0, 0), close(2, 0)];
    expect(numberAt((await outcomeOfMade({ orders: real })).group(), 'count')).to.equal(3);
  });

  it('times are read in every form, and floored to milliseconds', async () => {
    const forms = [
      T0,
      T0 + 0.0009,
      T0 * 1000,
      String(T0),
      `${T0}.5`,
      '2026-11-01T00:00:00Z',
      '2026-11-01T05:30:00+05:30',
      '2026-11-01 00:00:00.000999',
    ];
    for (const form of forms) {
      const at = await outcomeOfMade({ orders: [close(0, 1, { ts_close: form })] });
      expect(Object.keys(at.groups('hours')), String(form)).to.deep.equal(['0']);
    }
  });

  it('a row of the future is refused, and does not move the clock', async () => {
    const orders = [close(0, 1), close(1, 1, { ts_close: T0 + 400 * 86_400 })];
    const at = await outcomeOfMade({ orders });
    expect(at.refused).to.have.length(1);
    expect(numberAt(at.group(), 'count')).to.equal(1);
  });
});
