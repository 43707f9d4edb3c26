import { expect } from 'chai';
import { decodePositions } from '../../../src/io/snapshots/decode-positions';

const RECEIVED = 1_800_000_000_000;
const S = 1_700_000_000;

describe('decodePositions', () => {
  const exposures = (snapshot: unknown) => [...decodePositions(snapshot, RECEIVED).exposureUsd];
  const exposure = (row: object) => decodePositions([{ symbol: 'A', ...row }], RECEIVED).exposureUsd.get('A');

  it('is a list, or one under positions, items or rows', () => {
    const rows = [{ symbol: ' a ', qty: -2, mark_price: 10 }];
    for (const snapshot of [
      rows,
      { positions: rows },
      { items: rows },
      { rows },
      { positions: null, items: 'x', rows },
      { positions: [], rows },
    ])
      expect(exposures(snapshot)).to.deep.equal([['A', 20]]);
  });

  it('reads size and mark under each name, also as text', () => {
    for (const row of [
      { qty: -2, mark_price: 10 },
      { positionAmt: '-2', markPrice: '10' },
      { qty: 'x', positionAmt: 2, mark_price: null, markPrice: 10 },
    ])
      expect(exposure(row)).to.equal(20);
  });

  it('where size or mark is missing or the mark is 0, the notional stands in', () => {
    for (const row of [
      { qty: 2, mark_price: 0 },
      { qty: 2 },
      { mark_price: 10 },
      { qty: 2, mark_price: -1 },
      { qty: NaN, mark_price: 10 },
    ]) {
      expect(exposure({ ...row, notional: '-30' })).to.equal(30);
      expect(exposure(row)).to.equal(undefined);
    }
    expect(exposure({ qty: -2, mark_price: 10, notional: 30 })).to.equal(20);
  });

  it('a size of 0 is nothing, whatever else the row says', () => {
    for (const rest of [{}, { mark_price: 10 }, { mark_price: 0, notional: 5 }])
      expect(exposure({ qty: 0, ...rest })).to.equal(0);
  });

  it('adds up positions of one symbol by their size; one that does not say makes it unknown', () => {
    const two = [
      { symbol: 'A', qty: 1, mark_price: 10, positionSide: 'LONG' },
      { symbol: 'a', qty: -1, mark_price: 10, positionSide: 'SHORT' },
    ];
    expect(exposures(two)).to.deep.equal([['A', 20]]);
    expect(exposures([...two, { symbol: 'A', qty: 1 }])).to.deep.equal([['A', undefined]]);
    expect(exposures([{ symbol: 'A' }, ...two])).to.deep.equal([['A', undefined]]);
  });

  it('a size that is no finite number, or adds up to none, is not known', () => {
    for (const row of [
      { qty: 9e299, mark_price: 9e299 },
      { qty: 1e300, mark_price: 10 },
      { notional: '-1e305' },
    ])
      expect(exposure(row), JSON.stringify(row)).to.equal(undefined);
    const rows = Array.from({ length: 20 }, () => ({ symbol: 'A', qty: 1e299, mark_price: 1e9 }));
    expect(exposures(rows)).to.deep.equal([['A', undefined]]);
  });

  it('is usable with one row that says its size', () => {
    const usable = (snapshot: unknown) => decodePositions(snapshot, RECEIVED).usable;
    for (const snapshot of [
      [],
      {},
      { rows: [] },
      { rows: 'x' },
      [null, 3, {}, { symbol: '', qty: 1, mark_price: 1 }],
      [{ symbol: 'A', qty: 1 }],
    ])
      expect(usable(snapshot), JSON.stringify(snapshot)).to.equal(false);
    expect(
      usable([
        { symbol: 'A', qty: 1 },
        { symbol: 'B', qty: 0 },
      ]),
    ).to.equal(true);
  });

  it('is of its own time, where it is an object that names one', () => {
    for (const name of ['updated_ts', 'updated'])
      expect(decodePositions({ [name]: S, positions: [] }, RECEIVED).ts).to.equal(S * 1000);
    expect(decodePositions([], RECEIVED).ts).to.equal(RECEIVED);
  });
});
