import { expect } from 'chai';
import { byOrderId, ordersOf } from '../../../operators/ledger/order-rows';
import type { Close, Fill } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';
import { closeRow, fillRow } from './rows';

const own = { orderId: '7', clientOrderId: 'c7' };

function priced(over: Partial<Close>): PricedClose {
  return { ...closeRow({ ...own, ...over }), realizedUsd: 1 };
}

function fillsOf(...rows: readonly Partial<Fill>[]): readonly (Fill | undefined)[] {
  const fills = rows.map((over) => fillRow({ ...own, ...over }));
  return ordersOf([], fills).map(({ fill }) => fill);
}

describe('the fill of an order', () => {
  it('is the row with the largest quantity, then the later, then the greater bytes', () => {
    expect(fillsOf({ qty: 2, line: 'a' }, { qty: 1, ts: 9000 })[0]?.line).to.equal('a');
    expect(fillsOf({ ts: 9000, line: 'a' }, { ts: 8000, line: 'b' })[0]?.line).to.equal('a');
    expect(fillsOf({ line: 'b' }, { line: 'a' })[0]?.line).to.equal('b');
  });

  it('begins with the first fill of all rows', () => {
    const [order] = ordersOf(
      [],
      [fillRow({ ...own, ts: 9, firstTs: 5, qty: 2 }), fillRow({ ...own, ts: 4 })],
    );
    expect(order?.firstTs).to.equal(4);
  });

  it('is told by order id, else client order id, on one side; else each row is alone', () => {
    expect(fillsOf({}, { clientOrderId: undefined })).to.have.length(1);
    expect(fillsOf({ orderId: undefined }, { orderId: undefined })).to.have.length(1);
    expect(fillsOf({}, { positionSide: 'SHORT' })).to.have.length(2);
    const idless = { orderId: undefined, clientOrderId: undefined };
    expect(
      fillsOf({ ...idless, line: 'a' }, { ...idless, line: 'b' }, { ...idless, line: 'a' }),
    ).to.have.length(2);
  });
});

describe('the rest of an order', () => {
  const restOf = (fill: Partial<Fill>, ...closes: readonly Partial<Close>[]): number | undefined =>
    ordersOf(closes.map(priced), [fillRow({ ...own, ...fill })])[0]?.rest;

  it('is what it filled beyond its closes', () => {
    expect(restOf({ qty: 5 }, { sizeBefore: 3, sizeAfter: 1, closedQty: 2 })).to.equal(3);
    expect(restOf({ qty: 5 }, { sizeBefore: 3, sizeAfter: 1 })).to.equal(3);
    expect(restOf({ qty: 5 }, { sizeBefore: 3, sizeAfter: -2 })).to.equal(2);
    expect(restOf({ qty: 5 }, { sizeBefore: 6, sizeAfter: 1 + 1e-7 })).to.equal(0);
  });

  it('is none where a close has no sizes, or nothing was filled', () => {
    expect(restOf({ qty: 5 }, { sizeBefore: 3, sizeAfter: 1 }, { closedQty: 1 })).to.equal(0);
    expect(restOf({ qty: undefined }, { sizeBefore: 3, sizeAfter: 1 })).to.equal(0);
  });
});

describe('the fees of an order', () => {
  const checkOf = (fill: Partial<Fill>, ...closes: readonly Partial<Close>[]): string | undefined =>
    ordersOf(
      closes.map((over) => priced({ sizeBefore: 4, sizeAfter: 0, closedQty: 4, feesUsd: 1, ...over })),
      [fillRow({ ...own, qty: 4, feeUsd: 1, ...fill })],
    )[0]?.feeCheck;

  it('are its own where the fill says the same within 2 %', () => {
    expect(checkOf({}, {})).to.equal('own_leg');
    expect(checkOf({ feeUsd: 1.02 }, {})).to.equal('own_leg');
    expect(checkOf({ feeUsd: 1.021 }, {})).to.equal('both_legs');
    expect(checkOf({ qty: 8, feeUsd: 2 }, {})).to.equal('own_leg');
    expect(checkOf({ feeUsd: 0 }, { feesUsd: 0 })).to.equal('own_leg');
    expect(checkOf({ feeUsd: -1 }, { feesUsd: -1 })).to.equal('own_leg');
  });

  it('are those of both legs where it does not', () => {
    expect(checkOf({}, { feesUsd: 2 })).to.equal('both_legs');
  });

  it('are as written where there is nothing to hold them against', () => {
    expect(checkOf({ feeUsd: undefined }, {})).to.equal('unknown');
    expect(checkOf({ qty: undefined }, {})).to.equal('unknown');
    expect(checkOf({}, { feesUsd: undefined })).to.equal('unknown');
    expect(checkOf({}, { sizeBefore: undefined, closedQty: undefined })).to.equal('unknown');
  });

  it('are held together over all closes of the order', () => {
    const halves = [
      { sizeAfter: 2, closedQty: 2, feesUsd: 0.9 },
      { sizeBefore: 2, closedQty: 2, feesUsd: 0.1 },
    ];
    expect(checkOf({}, ...halves)).to.equal('own_leg');
  });
});

describe('byOrderId', () => {
  it('puts whole numbers by value before texts, and what has no id last', () => {
    const ids = [undefined, 'b', '10', '9', 'a', '009', '90071992547409931', '90071992547409930'];
    expect(ids.sort(byOrderId)).to.deep.equal([
      '009',
      '9',
      '10',
      '90071992547409930',
      '90071992547409931',
      'a',
      'b',
      undefined,
    ]);
  });
});
