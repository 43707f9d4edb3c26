import { expect } from 'chai';
import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import type { Fill } from '../../../src/model/event';
import { fill, close, shapes, only, entries } from './position-made';

describe('a position', () => {
  it('goes on while a close finds the size that the rows before it left', () => {
    expect(shapes([close(2, 10, 6), close(4, 9, 0)], [fill(1, 10), fill(3, 3)])).to.deep.equal([
      [2, 13, 0, 'closed'],
    ]);
    expect(shapes([close(2, 10, 6), close(4, 6 + 5e-6, 0)], [fill(1, 10)])).to.have.length(1);
  });

  it('is truncated where a close finds another size', () => {
    expect(shapes([close(2, 10, 6), close(4, 5, 0)], [fill(1, 10)])).to.deep.equal([
      [1, 4, 0, 'truncated'],
      [1, 5, 0, 'closed'],
    ]);
    expect(shapes([close(2, 10, 6), close(4, 6.0003, 0)], [fill(1, 10)])).to.have.length(2);
  });

  it('is open until its last close', () => {
    expect(shapes([close(2, 10, 6)], [fill(1, 10)])).to.deep.equal([[1, 4, 0, 'open']]);
  });

  it('is closed by a rest of 1 % of its largest size', () => {
    expect(shapes([close(2, 10, 0.1)])).to.deep.equal([[1, 9.9, 1, 'closed']]);
    expect(shapes([close(2, 10, 0.1001)])[0]).to.include('open');
    expect(shapes([close(2, 10, 5), close(3, 5, 0.1)])[0]).to.include('closed');
  });

  it('takes a close of its dust as one more leg, unless an order added to it', () => {
    expect(shapes([close(2, 10, 0.1), close(3, 0.1, 0.05), close(4, 0.05, 0)])).to.deep.equal([
      [3, 10, 1, 'closed'],
    ]);
    expect(shapes([close(2, 10, 0.1), close(4, 5.1, 0)], [fill(3, 5)])).to.have.length(2);
    expect(shapes([close(2, 10, 0.1), close(4, 0.06, 0)], [fill(3, -0.04)])).to.have.length(1);
  });

  it('does not begin with the dust of the one before', () => {
    const [, second] = symbolLedger(
      [close(2, 10, 0.1), close(4, 5.1, 0)],
      [fill(1, 10), fill(3, 5)],
    ).episodes;
    expect(second?.entryTs).to.equal(3000);
    expect(second === undefined ? [] : entries(second)).to.deep.equal(['a3', 'a1']);
  });

  it('is the same in either sign, and with positive sizes of a short', () => {
    const short = { positionSide: 'SHORT' } as const;
    for (const sign of [-1, 1])
      expect(
        only(
          [close(2, 10 * sign, 0, { ...short, realizedUsd: -10 })],
          [fill(1, -10, { ...short, price: 99 })],
        ),
      ).to.include({ direction: 'short', entryUnknown: 0, entryNotionalUsd: 990 });
  });
});

describe('the entry of a close', () => {
  it('is the most recent quantity; what came before was lost', () => {
    const found = only([close(4, 5, 0)], [fill(1, 3), fill(2, 4), fill(3, 3)]);
    expect(entries(found)).to.deep.equal(['a3', 'a2']);
    expect(found.entryTs).to.equal(2000);
  });

  it('is unknown and oldest where lots are missing', () => {
    const [half] = symbolLedger([close(2, 10, 4)], [fill(1, 4)]).episodes;
    expect(half).to.include({ entryUnknown: 1, entryTs: undefined });
    expect(only([close(2, 10, 4), close(3, 4, 0)], [fill(1, 4)]).entryUnknown).to.be.closeTo(0.6, 1e-12);
  });

  it('is left of by what was closed without a close row', () => {
    expect(entries(only([close(4, 11, 0)], [fill(1, 10), fill(2, -4), fill(3, 5)]))).to.deep.equal([
      'a1',
      'a3',
    ]);
  });

  it('is none of what an earlier close left behind', () => {
    const fills = [fill(1, 10), fill(2, -4), fill(4, -5)];
    const [, short] = symbolLedger([close(3, 6, 0), close(5, -9, 0)], fills).episodes;
    expect(short?.entryUnknown).to.be.closeTo(4 / 9, 1e-12);
  });

  it('is no rest of a lot that rounding left', () => {
    const fills = [fill(1, 0.1 + 0.2), fill(3, 2)];
    const found = symbolLedger([close(2, 0.3, 0, { closedQty: 0.3 }), close(4, 2, 0)], fills).episodes;
    expect(found.map(entries)).to.deep.equal([['a1'], ['a3']]);
    const parts = [close(2, 2.3, 2, { closedQty: 0.3 }), close(4, 2, 0, { closedQty: 2 })];
    const [whole] = symbolLedger(parts, [fill(0, 0.1 + 0.2), fill(1, 2)]).episodes;
    expect(whole?.entryAttempts).to.have.length(2);
  });

  it('costs what its share of the P&L says, where it is unknown', () => {
    for (const sign of [1, -1]) {
      const found = only(
        [close(2, 10 * sign, 0, { realizedUsd: 30 })],
        [fill(2, -10 * sign, { price: 103 })],
      );
      expect(found.entryNotionalUsd).to.equal(1030 - 30 * sign);
    }
  });

  it('is the quantity of the attempt that the writer names, where that is the whole position', () => {
    const fills = [fill(1, 2), fill(2, 3)];
    const found = symbolLedger(
      [close(8, 2, 0, { attemptId: 'a1' }), close(9, 3, 0, { attemptId: 'a2' })],
      fills,
    ).episodes;
    expect(found.map(entries)).to.deep.equal([['a1'], ['a2']]);
  });
});

describe('an order that closes less than it fills', () => {
  it('opens the other side after a flip', () => {
    const closes = [close(2, 5, -3), close(3, -3, 0)];
    expect(shapes(closes, [fill(1, 5), fill(2, -8)])).to.deep.equal([
      [1, 5, 0, 'closed'],
      [1, 3, 0, 'closed'],
    ]);
  });

  it('opens it as large as the size after the flip says, for what is reduced next', () => {
    const closes = [close(2, 5, -3), close(3, -3, 0), close(4, 2, 0)];
    expect(shapes(closes, [fill(1, 5), fill(2, -8), fill(3, 5)])).to.deep.equal([
      [1, 5, 0, 'closed'],
      [1, 3, 0, 'closed'],
      [1, 2, 0, 'closed'],
    ]);
  });

  it('opens after a close that ends flat, on BOTH alone and not if it only reduces', () => {
    const closes = [close(2, 5, 0), close(3, -3, 0)];
    const unknown = (over: Partial<Fill>): unknown =>
      symbolLedger(closes, [fill(1, 5), fill(2, -8, over)]).episodes[1]?.entryUnknown;
    expect(unknown({})).to.equal(0);
    expect(unknown({ reduceOnly: true })).to.equal(1);
    const hedged = { positionSide: 'LONG' } as const;
    expect(
      shapes(
        [close(2, 5, 0, hedged), close(4, 2, 0, hedged)],
        [fill(1, 5, hedged), fill(2, -8, hedged), fill(3, 2, hedged)],
      ),
    ).to.deep.equal([
      [1, 5, 0, 'closed'],
      [1, 2, 0, 'closed'],
    ]);
  });

  it('had reduced the position before its first close, as far as the size says it', () => {
    const closes = [close(2, 10, 6), close(4, 4, 0)];
    expect(shapes(closes, [fill(1, 10), fill(4, -6)])).to.deep.equal([[2, 8, 0, 'closed']]);
    expect(shapes(closes, [fill(1, 10), fill(4, -5)])).to.have.length(2);
  });
});

describe('closes that are polled', () => {
  it('go on around an entry that comes between them', () => {
    const polled = { orderId: '2', attemptId: 'a2' };
    const closes = [close(2, 10, 6, polled), close(4, 8, 0, polled)];
    expect(shapes(closes, [fill(1, 10), fill(3, 2), fill(4, -12, polled)])).to.deep.equal([
      [2, 12, 0, 'closed'],
    ]);
  });

  it('of one moment are taken by the larger size first', () => {
    const polled = { orderId: '2', ts: 2000, closeMicros: 2_000_000 };
    const closes = [close(2, 2, 0, polled), close(2, 10, 6, polled), close(2, 6, 2, polled)];
    expect(shapes(closes, [fill(1, 10)])).to.deep.equal([[3, 10, 0, 'closed']]);
  });
});
