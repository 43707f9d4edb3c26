import { expect } from 'chai';
import { noFindings } from '../../../../operators/ledger/closes/findings';
import { identityOf, standingOf } from '../../../../operators/ledger/closes/identical-closes';
import type { Close } from '../../../../src/model/event';
import type { PricedClose } from '../../../../src/model/trade';
import { closeRow } from '../rows';

const MINUTE = 60_000;

function priced(realizedUsd: number, over: Partial<Close> = {}): PricedClose {
  return { ...closeRow(over), realizedUsd };
}

function pnlOf(rows: readonly PricedClose[]): {
  readonly pnl: readonly number[];
  readonly found: readonly number[];
} {
  const findings = noFindings();
  const pnl = standingOf(rows, findings).map(({ realizedUsd }) => realizedUsd);
  return { pnl, found: [findings.duplicates.length, findings.conflicting.length] };
}

describe('standingOf', () => {
  it('counts equal P&L and fees once', () => {
    expect(pnlOf([priced(5, { toldTs: 0 }), priced(5, { toldTs: MINUTE })])).to.deep.equal({
      pnl: [5],
      found: [1, 0],
    });
  });

  it('counts rows of one minute that differ as parts', () => {
    expect(pnlOf([priced(5, { toldTs: 0 }), priced(6, { toldTs: MINUTE })])).to.deep.equal({
      pnl: [5, 6],
      found: [0, 1],
    });
    expect(pnlOf([priced(5, { feesUsd: 1 }), priced(5, { feesUsd: 2 })]).pnl).to.deep.equal([5, 5]);
  });

  it('takes a fee that is not stated for the same fee, and fills it', () => {
    const rows = [priced(5, { feesUsd: undefined }), priced(5, { feesUsd: 2, strategy: 'trend' })];
    const [close, ...others] = standingOf(rows, noFindings());
    expect([close?.feesUsd, close?.strategy, others]).to.deep.equal([2, 'trend', []]);
  });

  it('lets the last group stand: a later row corrects', () => {
    const rows = [
      priced(5, { toldTs: 0 }),
      priced(6, { toldTs: 1000 }),
      priced(7, { toldTs: MINUTE + 1 }),
      priced(8, { toldTs: 2 * MINUTE + 1 }),
    ];
    expect(pnlOf(rows)).to.deep.equal({ pnl: [7, 8], found: [0, 3] });
  });

  it('sees no conflict in a row that is written again later', () => {
    expect(pnlOf([priced(5, { toldTs: 0 }), priced(5, { toldTs: 9 * MINUTE })])).to.deep.equal({
      pnl: [5],
      found: [1, 0],
    });
  });

  it('makes one close of parts that state one change of the position', () => {
    const sizes = { sizeBefore: 2, sizeAfter: 0, closedQty: 2, feesUsd: 1 };
    const [close, ...others] = standingOf([priced(5, sizes), priced(6, sizes)], noFindings());
    expect([close?.realizedUsd, close?.feesUsd, close?.closedQty]).to.deep.equal([11, 2, 2]);
    expect(others).to.deep.equal([]);
  });
});

describe('identityOf', () => {
  const own = identityOf(closeRow({ orderId: '1', attemptId: 'a', closedQty: 1 }));

  it('tells closes apart by side, order, sizes, quantity and trades', () => {
    for (const over of [
      { positionSide: 'BOTH' },
      { orderId: '2' },
      { clientOrderId: 'c' },
      { sizeBefore: 1 },
      { sizeAfter: 0 },
      { closedQty: 2 },
      { tradeIds: '1,2' },
    ] as const)
      expect(identityOf(closeRow({ orderId: '1', attemptId: 'a', closedQty: 1, ...over }))).to.not.equal(own);
  });

  it('uses the attempt, else the intent, only without order ids', () => {
    expect(identityOf(closeRow({ orderId: '1', attemptId: 'b', closedQty: 1 }))).to.equal(own);
    expect(identityOf(closeRow({ attemptId: 'a' }))).to.not.equal(identityOf(closeRow({ attemptId: 'b' })));
    expect(identityOf(closeRow({ attemptId: 'a', intentId: 'i' }))).to.equal(
      identityOf(closeRow({ attemptId: 'a' })),
    );
    expect(identityOf(closeRow({ intentId: 'i' }))).to.not.equal(identityOf(closeRow({ intentId: 'j' })));
  });

  it('is the attempt of a metric row, else its bytes', () => {
    const metric = { origin: 'metric', line: 'x' } as const;
    expect(identityOf(closeRow({ ...metric, attemptId: 'a', closedQty: 1 }))).to.equal(
      identityOf(closeRow({ ...metric, attemptId: 'a', line: 'y' })),
    );
    expect(identityOf(closeRow(metric))).to.not.equal(identityOf(closeRow({ ...metric, line: 'y' })));
  });
});
