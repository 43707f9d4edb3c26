import { expect } from 'chai';
import { fillLine, fillOf, TS } from '../../rows';

describe('decodeFill', () => {
  it('reads every field of the executor’s row', () => {
    const fill = fillOf(
      fillLine({
        side: 'SELL',
        positionSide: 'SHORT',
        ts_fill_first: TS - 5,
        ts_fill_last: TS - 1,
        ts: TS,
        orderId: 21553054913,
        clientOrderId: 'c',
        attempt_id: 'sig',
        intent_id: 'ord',
        executedQty: 283.6,
        avgPrice: 0.4214,
        fee_total: 0.0598,
        feeAsset: 'USDT',
        tradeIds: ['1'],
        status: 'FILLED',
        reduceOnly: true,
      }),
    );
    expect(fill).to.include({
      kind: 'fill',
      symbol: 'BTCUSDT',
      ts: (TS - 1) * 1000,
      firstTs: (TS - 5) * 1000,
      side: 'SELL',
      positionSide: 'SHORT',
      orderId: '21553054913',
      clientOrderId: 'c',
      attemptId: 'sig',
      intentId: 'ord',
      qty: 283.6,
      price: 0.4214,
      feeUsd: 0.0598,
      feesInOtherAsset: false,
      reduceOnly: true,
    });
  });

  it('says nothing where the writer said nothing', () => {
    expect(fillOf(fillLine())).to.include({
      ts: TS * 1000,
      firstTs: TS * 1000,
      side: undefined,
      positionSide: 'BOTH',
      orderId: undefined,
      qty: undefined,
      price: undefined,
      feeUsd: undefined,
      reduceOnly: false,
    });
  });

  it('a quantity or price that is not positive is none; texts are numbers', () => {
    expect(fillOf(fillLine({ executedQty: 0, avgPrice: '0.00' }))).to.include({
      qty: undefined,
      price: undefined,
    });
    expect(fillOf(fillLine({ executedQty: '0.006', avgPrice: '4065.5', fee_total: '0.1' }))).to.include({
      qty: 0.006,
      price: 4065.5,
      feeUsd: 0.1,
    });
  });

  it('its side is BUY or SELL, in any case', () => {
    const sides = ['buy', ' SELL ', 'HOLD', null].map((side) => fillOf(fillLine({ side })).side);
    expect(sides).to.deep.equal(['BUY', 'SELL', undefined, undefined]);
  });

  it('began no later than it ended', () => {
    expect(fillOf(fillLine({ ts_fill_first: TS + 9, ts_fill_last: TS })).firstTs).to.equal(TS * 1000);
  });

  it('a fee in another asset than dollars is missing, and said to be', () => {
    const other = { feeUsd: undefined, feesInOtherAsset: true };
    expect(fillOf(fillLine({ fee_total: 0.1, feeAsset: 'BNB' }))).to.include(other);
  });
});
