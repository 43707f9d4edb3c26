import { expect } from 'chai';
import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import { closeRow, fillRow } from './rows';

const entry = (over: Partial<Fill> = {}): Fill =>
  fillRow({ ts: 1000, orderId: '1', attemptId: 'a1', qty: 10, price: 100, feeUsd: 0.4, ...over });
const exit = (over: Partial<Fill> = {}): Fill =>
  fillRow({
    ts: 9000,
    orderId: '2',
    attemptId: 'a2',
    side: 'SELL',
    qty: 10,
    price: 101,
    feeUsd: 0.404,
    ...over,
  });
const close = (over: Partial<Close> = {}): Close =>
  closeRow({
    ts: 9000,
    orderId: '2',
    attemptId: 'a2',
    sizeBefore: 10,
    sizeAfter: 0,
    closedQty: 10,
    realizedUsd: 10,
    feesUsd: 0.404,
    ...over,
  });

function only(closes: readonly Close[], fills: readonly Fill[]): Episode {
  const { episodes } = symbolLedger(closes, fills);
  expect(episodes).to.have.length(1);
  const [episode] = episodes;
  if (episode === undefined) throw new Error('no episode');
  return episode;
}

describe('the costs of an episode', () => {
  it('add the opening fee where the closing fee is that of its own order', () => {
    expect(only([close()], [entry(), exit()])).to.deep.include({
      closeFeesUsd: 0.404,
      openFeesUsd: 0.4,
      openFeesEstimatedUsd: 0,
      flags: [],
      missingCosts: [],
    });
  });

  it('add none where the closing fee is of both legs, or cannot be held against a fill', () => {
    const both = only([close({ feesUsd: 0.804 })], [entry(), exit()]);
    expect([both.openFeesUsd, both.flags]).to.deep.equal([0, ['fees_both_legs']]);
    const alone = only([close()], [entry()]);
    expect([alone.openFeesUsd, alone.openFeesEstimatedUsd, alone.flags]).to.deep.equal([
      0,
      0,
      ['fees_as_written'],
    ]);
  });

  it('estimate no fee where the check does not hold', () => {
    expect(only([close({ feesUsd: 0.9 })], [exit()])).to.include({
      openFeesEstimatedUsd: 0,
      entryUnknown: 1,
      entryNotionalUsd: 1000,
    });
  });

  it('name what no row states', () => {
    expect(only([close({ fundingUsd: undefined })], [entry(), exit()]).missingCosts).to.deep.equal([
      'funding',
    ]);
    expect(only([close()], [entry({ feeUsd: undefined }), exit()]).missingCosts).to.deep.equal(['fees']);
    expect(only([close({ feesUsd: undefined, fundingUsd: undefined })], [exit()]).missingCosts).to.deep.equal(
      ['fees', 'funding'],
    );
  });
});

describe('the notional and risk of an episode', () => {
  const halves = (first: Partial<Close>, second: Partial<Close>): Episode =>
    only(
      [
        close({ ts: 8000, sizeAfter: 5, closedQty: 5, orderId: '3', ...first }),
        close({ sizeBefore: 5, closedQty: 5, ...second }),
      ],
      [],
    );

  it('are those of the position where all legs state the same', () => {
    const stated = { notionalUsd: 100, riskUsd: 4 };
    expect(halves(stated, stated)).to.include({ entryNotionalUsd: 100, recordedRiskUsd: 4 });
  });

  it('are the sums of the legs where each states its part', () => {
    expect(halves({ notionalUsd: 60, riskUsd: 3 }, { notionalUsd: 40, riskUsd: 2 })).to.include({
      entryNotionalUsd: 100,
      recordedRiskUsd: 5,
    });
  });

  it('are unknown where a leg states none', () => {
    expect(halves({ notionalUsd: 60, riskUsd: 3 }, {})).to.include({
      entryNotionalUsd: undefined,
      recordedRiskUsd: undefined,
    });
  });

  it('need not be stated by a leg that closes dust', () => {
    const dust = only(
      [
        close({ sizeAfter: 0.05, closedQty: 9.95, notionalUsd: 1000, riskUsd: 8 }),
        close({ ts: 20_000, orderId: '3', sizeBefore: 0.05, closedQty: 0.05 }),
      ],
      [],
    );
    expect(dust).to.include({ entryNotionalUsd: 1000, recordedRiskUsd: 8, ts: 9000, lastTs: 20_000 });
  });

  it('take the part of the risk that was closed while the position is open, or was lost', () => {
    const half = { sizeAfter: 5, closedQty: 5, riskUsd: 8 };
    expect(only([close(half)], [])).to.include({ open: true, recordedRiskUsd: 4 });
    const { episodes } = symbolLedger([close(half), close({ ts: 20_000, orderId: '3', sizeBefore: 7 })], []);
    expect(episodes[0]).to.deep.include({ open: false, recordedRiskUsd: 4 });
    expect(episodes[0]?.flags).to.include('truncated');
  });
});

describe('the attempts of an episode', () => {
  it('come by quantity, then by their first fill, then by id', () => {
    const fills = [
      entry({ orderId: '11', attemptId: 'b', qty: 2, ts: 1000 }),
      entry({ orderId: '12', attemptId: 'c', qty: 3, ts: 2000 }),
      entry({ orderId: '13', attemptId: 'a', qty: 2, ts: 1000 }),
      entry({ orderId: '14', attemptId: 'b', qty: 3, ts: 3000 }),
      exit(),
    ];
    const { entryAttempts, exitAttempts } = only([close()], fills);
    expect(entryAttempts.map(({ attemptId }) => attemptId)).to.deep.equal(['b', 'c', 'a']);
    expect(exitAttempts).to.deep.equal([{ attemptId: 'a2', intentId: undefined }]);
  });
});

describe('the ids of episodes', () => {
  it('are told apart where symbol and time are one', () => {
    const { episodes } = symbolLedger(
      [close({ orderId: '2' }), close({ orderId: '2', positionSide: 'SHORT', sizeBefore: -10 })],
      [],
    );
    expect(episodes.map(({ id }) => id)).to.deep.equal(['2', '2~2']);
  });

  it('are found where the first leg has no order id', () => {
    const bare = { orderId: undefined, attemptId: undefined };
    expect(only([close({ ...bare, clientOrderId: 'c' })], []).id).to.equal('c');
    expect(only([close({ ...bare, attemptId: 'a' })], []).id).to.equal('a');
    expect(only([close({ ...bare, line: 'x' })], []).id).to.match(/^[0-9a-f]{16}$/);
  });
});
