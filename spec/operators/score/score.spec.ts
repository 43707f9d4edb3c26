import { expect } from 'chai';
import { scoreOf } from '../../../operators/score/score';
import { settingsFrom } from '../../../src/model/fund/settings';
import { DEFAULTS } from '../made';
import { NO_ROWS, NOTHING } from './score-made';

// κ = 20 and 10 pseudo-rows throughout; each part worked by hand.
const parts = scoreOf(
  {
    ...NOTHING,
    count: 30,
    wins: 20,
    edge: 0.7,
    gainR: 6,
    lossR: 3,
    router: {
      ...NO_ROWS,
      meanFeeBps: 2,
      slippage: { rows: 9, mean: 3, p50: 1, p95: 30 },
      ack: { rows: 9, mean: 200, p50: 100, p95: 250 },
      makerFill: { hits: 15, rows: 20 },
      fallback: { hits: 2, rows: 10 },
      cleanFill: { hits: 8, rows: 10 },
    },
    pooled: {
      ...NO_ROWS,
      makerFill: { hits: 50, rows: 100 },
      fallback: { hits: 40, rows: 100 },
      cleanFill: { hits: 60, rows: 100 },
    },
    volatilityScale: 2,
  },
  DEFAULTS,
).components;

describe('scoreOf, by hand', () => {
  const expected: Readonly<Record<string, number>> = {
    edge: 0.7,
    hit_rate: (20 + 10) / (30 + 20),
    gain: (6 + 5) / (6 + 3 + 10),
    cost: 1 / (1 + 5 / 10),
    reliability: ((15 + 5) / 30) * (1 - (2 + 4) / 20),
    tail: 1 / (1 + 30 / 10),
    latency: 1 / (1 + 250 / 1000),
    liquidity: (8 + 6) / 20,
    volatility: 1 / (1 + 2),
  };
  const { expectancy, router, ...single } = parts;

  it('the parts of the trades, and those of the router, together', () => {
    expect(expectancy).to.be.closeTo((0.35 * 0.7 + 0.1 * 0.6 + 0.15 * (11 / 19)) / 0.6, 3e-9);
    const weighed = 0.15 * (2 / 3) + 0.1 * (7 / 15) + 0.05 * 0.25 + 0.05 * 0.8 + 0.025 * 0.7;
    expect(router).to.be.closeTo(weighed / 0.375, 3e-9);
  });

  it('parts that have no weight count alike when they are taken together', () => {
    const weights = { ...DEFAULTS.score.weights, edge: 0, hit_rate: 0, gain: 0, volatility: 0.625 };
    const { components } = scoreOf(
      { ...NOTHING, count: 30, wins: 20, edge: 0.7, gainR: 6, lossR: 3 },
      settingsFrom({ score: { weights } }),
    );
    expect(components.expectancy).to.be.closeTo((0.7 + 0.6 + 11 / 19) / 3, 3e-9);
  });

  for (const [name, value] of Object.entries(single)) {
    it(name, () => {
      expect(value).to.be.closeTo(expected[name] ?? NaN, 1e-9);
    });
  }

  it('a cost or a slippage below 0 is no better than none', () => {
    const slippage = { rows: 9, mean: -9, p50: -9, p95: -9 };
    const { cost, tail } = scoreOf(
      { ...NOTHING, router: { ...NO_ROWS, meanFeeBps: 1, slippage } },
      DEFAULTS,
    ).components;
    expect([cost, tail]).to.deep.equal([1, 1]);
  });
});
