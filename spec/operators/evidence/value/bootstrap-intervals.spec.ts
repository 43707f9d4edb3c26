import { expect } from 'chai';
import { bootstrapIntervals } from '../../../../operators/evidence/value/bootstrap-intervals';
import { unitTrades } from '../../../../operators/evidence/value/unit-trades';
import { RESAMPLING, tradesOf, WORKED, type TradeRow } from './value-made';

/** Trades of plain numbers, which every language reads alike; the first on each second day, the others in runs of five days. */
const SPARSE = Array.from({ length: 20 }, (_, i): TradeRow => [
  ((i * 7) % 11) / 16,
  ((i * 13) % 17) / 8 - 1,
  'A',
  2 * i,
]);
const IN_RUNS = Array.from({ length: 20 }, (_, i): TradeRow => [
  (i % 4) / 4,
  (Math.floor(i / 5) % 2) * 2 - 1 + i / 64,
  'A',
  i,
]);

describe('bootstrapIntervals', () => {
  it('is known, to the bit', () => {
    const known = { seed: 20260101, resamples: 500 };
    expect(bootstrapIntervals(tradesOf(SPARSE), known)).to.deep.equal({
      block: 1,
      resamples: 500,
      total: [-0.16314460844861658, 0.22557617187499968],
      exposure: [-0.15715811820652173, 0.2121377992235923],
      selection: [-0.04921178855048804, 0.06458299424913193],
    });
    expect(bootstrapIntervals(tradesOf(IN_RUNS), known)).to.deep.equal({
      block: 7,
      resamples: 500,
      total: [-0.3451171875, 0.21265136718749977],
      exposure: [-0.3623154296875, 0.17006835937499987],
      selection: [-0.05125, 0.10727612304687498],
    });
  });

  it('is known for the worked example', () => {
    expect(bootstrapIntervals(unitTrades(WORKED), { seed: 20260101, resamples: 2000 })).to.deep.equal({
      block: 1,
      resamples: 2000,
      total: [-0.125, 0.8666666666666667],
      exposure: [-0.25, 0.6080000000000001],
      selection: [0, 0.5510204081632653],
    });
  });

  it('drops resamples without a trade', () => {
    const { total } = bootstrapIntervals(
      tradesOf([
        [0, -2, 'A', 0],
        [0, -2, 'A', 6],
      ]),
      RESAMPLING,
    );
    expect(total).to.deep.equal([2, 2]);
  });

  it('is a point where every trade is the same, and nothing without trades', () => {
    expect(bootstrapIntervals(tradesOf([]), RESAMPLING)).to.deep.equal({
      ...{ block: null, resamples: 200, total: null, exposure: null, selection: null },
    });
    const same = bootstrapIntervals(tradesOf(SPARSE.map(([, , s, day]) => [0.5, 1, s, day])), RESAMPLING);
    expect(same.total).to.deep.equal([-0.5, -0.5]);
    expect(same.selection).to.deep.equal([0, 0]);
  });
});
