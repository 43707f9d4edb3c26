import { expect } from 'chai';
import { noFindings } from '../../../../operators/ledger/closes/findings';
import { tidyCloses } from '../../../../operators/ledger/closes/tidy-closes';
import type { Close } from '../../../../src/model/event';
import { closeRow } from '../rows';

/** P&L of what stands, and how many rows were found of each kind. */
function tidied(rows: readonly Close[], asOf = Infinity): readonly unknown[] {
  const findings = noFindings();
  const closes = tidyCloses(rows, asOf, findings);
  return [
    closes.map(({ realizedUsd }) => realizedUsd),
    findings.duplicates.length,
    findings.conflicting.length,
    findings.possibleDuplicates.length,
    findings.withoutPnl.length,
  ];
}

const order = (over: Partial<Close> = {}): Close =>
  closeRow({ ts: 100_000, orderId: '1', clientOrderId: 'c', attemptId: 'a', ...over });
const metric = (over: Partial<Close> = {}): Close =>
  closeRow({ origin: 'metric', positionSide: 'BOTH', ts: 101_000, ...over });

describe('a close that two rows tell', () => {
  it('counts once where order, attempt or intent links them', () => {
    for (const link of [{ orderId: '1' }, { attemptId: 'a' }, { intentId: 'i' }])
      expect(tidied([order({ intentId: 'i' }), metric(link)])).to.deep.equal([[1], 1, 0, 0, 0]);
  });

  it('counts once within 10 s and 1e-6 USD, beyond twice', () => {
    expect(tidied([order(), metric({ attemptId: 'a', ts: 110_000 })])[0]).to.deep.equal([1]);
    expect(tidied([order(), metric({ attemptId: 'a', ts: 110_001 })])[0]).to.deep.equal([1, 1]);
    expect(tidied([order(), metric({ attemptId: 'a', realizedUsd: 1 + 9e-7 })])[0]).to.deep.equal([1]);
    expect(tidied([order(), metric({ attemptId: 'a', realizedUsd: 1 + 2e-6 })])[0]).to.have.length(2);
  });

  it('counts twice where ids, sizes, quantities, trades or sides differ', () => {
    const full = { sizeBefore: 3, sizeAfter: 2, closedQty: 1, tradeIds: '1' };
    for (const over of [
      { orderId: '2' },
      { clientOrderId: 'd' },
      { sizeBefore: 4 },
      { sizeAfter: 1 },
      { closedQty: 2 },
      { tradeIds: '2' },
      { positionSide: 'SHORT' },
    ] as const)
      expect(tidied([order(full), metric({ attemptId: 'a', ...over })]), JSON.stringify(over)).to.deep.equal([
        [1, 1],
        0,
        0,
        0,
        0,
      ]);
  });

  it('keeps the row with an order id, and fills it', () => {
    const [close] = tidyCloses(
      [metric({ attemptId: 'a', ts: 99_000, riskUsd: 5, intentId: 'i' }), order()],
      Infinity,
      noFindings(),
    );
    expect(close).to.include({ orderId: '1', riskUsd: 5, intentId: 'i', ts: 100_000 });
  });

  it('may be told by a third row that only the second links', () => {
    expect(
      tidied([
        order({ attemptId: undefined, intentId: 'i' }),
        metric({ attemptId: 'a', intentId: 'i' }),
        metric({ attemptId: 'a', ts: 103_000 }),
      ]),
    ).to.deep.equal([[1], 2, 0, 0, 0]);
  });
});

describe('a close that may be told twice', () => {
  it('counts, and is suspect where nothing links the rows but 5 s and the P&L', () => {
    expect(tidied([order(), metric({ ts: 105_000 })])).to.deep.equal([[1, 1], 0, 0, 1, 0]);
    expect(tidied([order(), metric({ ts: 105_001 })])).to.deep.equal([[1, 1], 0, 0, 0, 0]);
    expect(tidied([order(), order({ orderId: '2', clientOrderId: 'd' })])[3]).to.equal(0);
  });

  it('is suspect with a negative quantity, which is none', () => {
    const negative = order({ closedQty: -1, sizeBefore: 1, sizeAfter: 2, realizedUsd: -9 });
    expect(tidied([negative])).to.deep.equal([[-9], 0, 0, 1, 0]);
    const [close] = tidyCloses([negative], Infinity, noFindings());
    expect([close?.closedQty, close?.sizeBefore, close?.sizeAfter]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a close without P&L', () => {
  it('is none, and is counted', () => {
    expect(tidied([order({ realizedUsd: undefined })])).to.deep.equal([[], 0, 0, 0, 1]);
    expect(tidied([order({ realizedUsd: 1e301 })])).to.deep.equal([[], 0, 0, 0, 1]);
  });

  it('fills missing ids of the close that it tells', () => {
    const row = metric({ realizedUsd: undefined, attemptId: 'b', intentId: 'i', riskUsd: 7 });
    const [close] = tidyCloses([order({ attemptId: undefined, intentId: 'i' }), row], Infinity, noFindings());
    expect([close?.attemptId, close?.riskUsd]).to.deep.equal(['b', undefined]);
    const [far] = tidyCloses(
      [order({ attemptId: undefined, intentId: 'i' }), { ...row, closeMicros: 110_000_001 }],
      Infinity,
      noFindings(),
    );
    expect(far?.attemptId).to.equal(undefined);
  });
});

describe('a close that closes nothing', () => {
  it('is none', () => {
    expect(tidied([order({ realizedUsd: 0, closedQty: 0, sizeBefore: 2, sizeAfter: 2 })])[0]).to.deep.equal(
      [],
    );
    expect(tidied([order({ realizedUsd: 0, closedQty: 0 })])[0]).to.deep.equal([]);
  });

  it('is a close where P&L, quantity or size say something, or nothing but the P&L is stated', () => {
    expect(tidied([order({ realizedUsd: 0 })])[0]).to.deep.equal([0]);
    expect(tidied([order({ realizedUsd: 0, closedQty: 1 })])[0]).to.deep.equal([0]);
    expect(tidied([order({ realizedUsd: 0, sizeBefore: 2, sizeAfter: 1 })])[0]).to.deep.equal([0]);
    expect(tidied([order({ realizedUsd: 2, closedQty: 0, sizeBefore: 2, sizeAfter: 2 })])[0]).to.deep.equal([
      2,
    ]);
  });
});

describe('a row that is written later than its close', () => {
  it('exists from its own time on, but for the first', () => {
    const rows = [order({ toldTs: 100_500 }), order({ toldTs: 4_000_000, realizedUsd: 7 })];
    expect(tidied(rows, 100_000)[0]).to.deep.equal([1]);
    expect(tidied(rows, 3_999_999)[0]).to.deep.equal([1]);
    expect(tidied(rows, 4_000_000)[0]).to.deep.equal([7]);
  });
});
