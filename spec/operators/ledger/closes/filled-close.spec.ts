import { expect } from 'chai';
import { closeWith, filledFrom, withIdsOf } from '../../../../operators/ledger/closes/filled-close';
import type { PricedClose } from '../../../../src/model/trade';
import { closeRow } from '../rows';

const other = closeRow({
  orderId: '1',
  clientOrderId: 'c',
  attemptId: 'a',
  intentId: 'i',
  sizeBefore: 2,
  sizeAfter: 0,
  closedQty: 2,
  tradeIds: '1,2',
  feesUsd: 0.1,
  fundingUsd: 0.2,
  riskUsd: 3,
  notionalUsd: 4,
  strategy: 'trend',
  exitReason: 'tp',
  venue: 'bybit',
});
const bare: PricedClose = {
  ...closeRow({ ts: 7, feesUsd: undefined, fundingUsd: undefined }),
  realizedUsd: 5,
};

describe('filledFrom', () => {
  it('takes what is missing and nothing else', () => {
    const { ts, closeMicros, toldTs, realizedUsd, line, id } = bare;
    expect(filledFrom(bare, other)).to.deep.equal({
      ...other,
      ts,
      closeMicros,
      toldTs,
      realizedUsd,
      line,
      id,
    });
    const full = { ...other, realizedUsd: 5, feesUsd: 0 };
    expect(
      filledFrom(full, closeRow({ orderId: '9', feesUsd: 1, strategy: 'x', exitReason: 'sl' })),
    ).to.deep.equal(full);
  });
});

describe('withIdsOf', () => {
  it('takes the ids alone', () => {
    expect(withIdsOf(bare, other)).to.deep.equal({
      ...bare,
      orderId: '1',
      clientOrderId: 'c',
      attemptId: 'a',
      intentId: 'i',
    });
  });

  it('gives the same close where there is nothing to take', () => {
    expect(withIdsOf(bare, closeRow())).to.equal(bare);
  });
});

describe('closeWith', () => {
  it('reads each field, as a view of scanned bytes has no own ones', () => {
    const view = new Proxy(bare, { ownKeys: () => [] });
    expect(closeWith(view, { realizedUsd: 6 })).to.deep.equal({ ...bare, realizedUsd: 6 });
  });
});
