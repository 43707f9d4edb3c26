import { expect } from 'chai';
import { capsIn } from '../../../src/model/fund/caps';
import { toDesk } from '../../../src/model/fund/desk';
import { settingsFrom } from '../../../src/model/fund/settings';

const limits = {
  per_symbol: { ' btcusdt ': { max_nav_pct: 30 } },
  global: {
    max_nav_pct: 5,
    max_concurrent_positions: 7,
    symbol_notional_share_cap_pct: 40,
    tiers: { core: { per_symbol_nav_pct: 25, max_trade_nav_pct: 2 } },
  },
};
const of = (symbol: string, row: object, from: object = limits) => capsIn({ ...from })(symbol, { ...row });

describe('capsIn: the nearest limit counts, with its source', () => {
  it('of two keys of per_symbol for one symbol the first that is an object counts', () => {
    const per_symbol = { btcusdt: 5, BTCUSDT: { max_nav_pct: 30 }, ' BtcUsdt': { max_nav_pct: 40 } };
    expect(of('BTCUSDT', {}, { per_symbol }).maxNav).to.deep.equal({ value: 0.3, source: 'per_symbol' });
  });

  it('per_symbol, then the row’s caps, then its tier, then the fund', () => {
    const row = { tier: 'core', caps: { max_nav_pct: 0.2 } };
    expect(of('BTCUSDT', row).maxNav).to.deep.equal({ value: 0.3, source: 'per_symbol' });
    expect(of('ETHUSDT', row).maxNav).to.deep.equal({ value: 0.2, source: 'universe' });
    expect(of('ETHUSDT', { tier: 'core' }).maxNav).to.deep.equal({ value: 0.25, source: 'tier' });
    expect(of('ETHUSDT', { tier: 'other' }).maxNav).to.deep.equal({ value: 0.05, source: 'global' });
    const only = { global: { symbol_notional_share_cap_pct: 0.4 } };
    expect(of('ETHUSDT', {}, only).maxNav).to.deep.equal({ value: 0.4, source: 'global' });
    expect(of('ETHUSDT', {}, {}).maxNav).to.equal(undefined);
  });

  it('each limit is looked up by itself; a count is no percentage', () => {
    const found = of('BTCUSDT', { tier: 'core' });
    expect(found.maxTradeNav).to.deep.equal({ value: 0.02, source: 'tier' });
    expect(found.maxConcurrent).to.deep.equal({ value: 7, source: 'global' });
  });

  it('the ceiling is the least of the tier’s and the fund’s, where configured', () => {
    const ceiling = (row: object, from: object = limits) => of('BTCUSDT', row, from).ceiling;
    expect(ceiling({ tier: 'core' })).to.deep.equal({ value: 0.25, source: 'tier' });
    expect(ceiling({})).to.deep.equal({ value: 0.4, source: 'global' });
    const tight = { global: { ...limits.global, symbol_notional_share_cap_pct: 0.1 } };
    expect(ceiling({ tier: 'core' }, tight)).to.deep.equal({ value: 0.1, source: 'global' });
    expect(ceiling({}, {})).to.equal(undefined);
  });

  it('a tier named __proto__ is no tier', () => {
    expect(of('ETHUSDT', { tier: '__proto__' }).ceiling).to.deep.equal({ value: 0.4, source: 'global' });
  });
});

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
    expect(desk({ limits: { nav_freshness_seconds: 10 } }).navFreshnessMs).to.equal(10_000);
  });
});
