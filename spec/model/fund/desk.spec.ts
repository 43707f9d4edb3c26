import { expect } from 'chai';
import { toDesk } from '../../../src/model/fund/desk';
import { settingsFrom } from '../../../src/model/fund/settings';

describe('toDesk', () => {
  const desk = (files: object) => toDesk({ settings: settingsFrom(), limits: {}, universe: {}, ...files });

  it('a symbol listed twice counts as its first row, upper-cased and trimmed', () => {
    const rows = [{ symbol: ' ethusdt', enabled: false }, { symbol: 'ETHUSDT' }, { symbol: 'BTCUSDT' }];
    const { listings } = desk({ universe: { universe: rows } });
    expect([...listings.values()].map((row) => [row.symbol, row.enabled])).to.deep.equal([
      ['BTCUSDT', true],
      ['ETHUSDT', false],
    ]);
  });

  it('stops are percent, from the params’ risk, the params, or the row', () => {
    const strategies = {
      a: { params: { risk: { fixed_sl_pct: 1 }, fixed_sl_pct: 2 } },
      b: { params: { fixed_sl_pct: 2 }, fixed_sl_pct: 3 },
      c: { fixed_sl_pct: 0.5 },
    };
    const { stopsPct } = desk({ strategies: { strategies } });
    expect([...stopsPct]).to.deep.equal([
      ['a', 1],
      ['b', 2],
      ['c', 0.5],
    ]);
  });

  it('bounds and limits have their defaults', () => {
    const found = desk({});
    const bounds = [0, 1, 0.05, 0.5, 8, 1];
    expect(Object.values(found.autotune)).to.deep.equal(bounds);
    expect([found.maxDrawdownPct, found.navFreshnessMs, found.strategies]).to.deep.equal([
      10,
      150_000,
      undefined,
    ]);
    expect(desk({ limits: { global: { max_nav_drawdown_pct: 0.5 } } }).maxDrawdownPct).to.equal(50);
    const global = { max_gross_exposure_pct: 150, min_notional_usdt: 100 };
    const limited = desk({ limits: { global } });
    expect([limited.maxGrossExposure, limited.minNotionalUsd]).to.deep.equal([1.5, 100]);
    expect([found.maxGrossExposure, found.minNotionalUsd]).to.deep.equal([undefined, undefined]);
    expect(desk({ limits: { global: { min_notional_usdt: 0 } } }).minNotionalUsd).to.equal(undefined);
    expect(desk({ limits: { nav_freshness_seconds: 10 } }).navFreshnessMs).to.equal(10_000);
  });
});
