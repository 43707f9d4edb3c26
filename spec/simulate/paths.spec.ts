import { expect } from 'chai';
import { SHARES } from '../../src/simulate/market/shares';
import { at, groupBy, lazy, linesOf, parsed, timeOf } from './history';
import { told, isReduced, isUnfilled, wasOne, isHedged, intentOf, PATHS, NOISE } from './path-cases';

/** The executor takes every path in the sample, and over a long history as often as its share says. */

describe('the paths of a simulated executor', () => {
  const [sample, long, spoiled] = [
    lazy(() => told(10, true)),
    lazy(() => told(60, false)),
    lazy(() => told(40, true)),
  ];

  for (const [paths, history] of [
    [PATHS, long],
    [NOISE, spoiled],
  ] as const) {
    for (const [share, takenIn] of paths) {
      it(`meet ${share} in the sample, and in ${SHARES[share]} of all cases`, () => {
        expect(
          takenIn(sample()).filter((taken) => taken),
          'in the sample',
        ).to.not.have.length(0);
        const taken = takenIn(history());
        const error = 4 * Math.sqrt((SHARES[share] * (1 - SHARES[share])) / taken.length);
        expect(taken.filter((is) => is).length / taken.length).to.be.closeTo(SHARES[share], error + 0.005);
      });
    }
  }

  it('have every share: each is met by one of these, but for those of symbols and late rows', () => {
    const met = [...PATHS, ...NOISE].map(([share]) => share);
    expect([...met, 'one_way', 'late']).to.have.members(Object.keys(SHARES));
  });

  it('trade a third of the symbols one way, which their orders turn over', () => {
    const bySymbol = groupBy(long().positions, (row) => String(row['symbol']));
    const oneWay = [...bySymbol].filter(([, rows]) => rows.every((row) => !isHedged(row)));
    expect(oneWay.map(([symbol]) => symbol)).to.have.members(['ETHUSDT', 'XRPUSDT']);
    expect([...bySymbol].filter(([, rows]) => rows.every(isHedged))).to.have.length(4);
  });

  it('write late rows, no more than their share', () => {
    const times = linesOf(spoiled().files, 'orders_executed')
      .map(parsed)
      .flatMap((row) => (row === undefined ? [] : [timeOf(row)]));
    let latest = 0;
    const late = times.filter((ts) => ts < (latest = Math.max(latest, ts)) - 100);
    expect(late.length / times.length).to.be.within(0.001, 1.3 * SHARES.late);
  });

  it('state of an unfilled attempt a fill at 0, and the slippage of that', () => {
    for (const row of sample().routed.filter(isUnfilled)) {
      expect(at(row, 'prices', 'avg_fill')).to.equal(0);
      expect(row['slippage_bps']).to.equal(row['side'] === 'BUY' ? -10_000 : 10_000);
    }
  });

  it('name the attempt and the intent of the next entry in a `_reduce` close, which the router has no row of', () => {
    const { rows, routed } = long();
    const attempts = groupBy(routed, (row) => String(row['attempt_id']));
    const adopted = new Set(
      long()
        .positions.filter((row) => wasOne(row, 'adopted'))
        .map(intentOf),
    );
    const reduced = rows('order_close').filter(isReduced);
    for (const close of reduced.filter((row) => !adopted.has(intentOf(row)))) {
      expect(attempts.has(String(close['attempt_id']))).to.equal(false);
      const entry = attempts.get(String(close['attempt_id']).replace('_reduce', ''))?.[0];
      expect(entry?.['intent_id']).to.equal(close['intent_id']);
    }
    expect(reduced.length).to.be.above(100);
  });
});
