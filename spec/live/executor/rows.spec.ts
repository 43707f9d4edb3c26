import { expect } from 'chai';
import { decodeRow } from '../../../src/io/decode/decode-row';
import { closeOf, routeOf } from '../../io/rows';
import { ackRow, closeRow, metricRow, SYMBOLS } from './rows';

const TS_MS = 1_765_316_636_527;
const MANY = Array.from({ length: 2000 }, (_, n) => n);

describe('rows', () => {
  it('make one attempt of a metric row and a close', () => {
    for (const n of MANY) {
      const route = routeOf(metricRow(n, TS_MS + n), 'metrics');
      const close = closeOf(closeRow(n, TS_MS + n), 'orders');
      expect([route.ts, close.ts]).to.deep.equal([TS_MS + n, TS_MS + n]);
      expect(route.links).to.include(close.attemptId);
      expect(close.symbol)
        .to.equal(route.symbol)
        .and.to.equal(SYMBOLS[n % SYMBOLS.length]);
      expect(close.notionalUsd).to.equal(route.notionalUsd);
      expect([close.realizedUsd, close.feesUsd, close.riskUsd, close.strategy]).to.not.include(undefined);
    }
  });

  it('make an ack that is noted and no event', () => {
    expect(decodeRow(Buffer.from(ackRow(7, TS_MS)), 'orders', Infinity)).to.deep.equal({
      kind: 'noted',
      ts: TS_MS,
      type: 'order_ack',
      nonfinite: 0,
      mistyped: 0,
    });
  });

  it('are told by n and the moment alone, and differ from n to n', () => {
    for (const row of [metricRow, closeRow, ackRow]) {
      expect(row(5, TS_MS)).to.equal(row(5, TS_MS));
      expect(new Set(MANY.map((n) => row(n, TS_MS))).size).to.equal(MANY.length);
    }
    expect(new Set(MANY.map((n) => closeOf(closeRow(n, TS_MS)).id)).size).to.equal(MANY.length);
  });

  it('win and lose, make and take', () => {
    const wins = MANY.filter((n) => (closeOf(closeRow(n, TS_MS)).realizedUsd ?? 0) > 0);
    expect(wins.length).to.be.within(900, 1300);
    const routes = MANY.map((n) => routeOf(metricRow(n, TS_MS)));
    expect(routes.filter(({ makerFinal }) => makerFinal === true).length).to.be.within(900, 1200);
    expect(routes.filter(({ usedFallback }) => usedFallback === true).length).to.be.within(250, 450);
  });

  it('take other symbols and fields', () => {
    const options = { symbols: ['A', 'B'], fields: { realizedPnlUsd: 0, fees_usd: null } };
    expect(closeOf(closeRow(3, TS_MS, options))).to.include({ symbol: 'B', realizedUsd: 0 });
    expect(routeOf(metricRow(3, TS_MS, options))).to.include({ symbol: 'B', feesUsd: undefined });
  });
});
