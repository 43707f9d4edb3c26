import { expect } from 'chai';
import { capsIn } from '../../../src/model/fund/caps';

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
    const each = { global: { ...limits.global, max_symbol_exposure_pct: 5 } };
    expect(ceiling({ tier: 'core' }, each)).to.deep.equal({ value: 0.05, source: 'global' });
    expect(ceiling({}, { global: { max_symbol_exposure_pct: 0.3 } })).to.deep.equal({
      value: 0.3,
      source: 'global',
    });
  });

  it('a tier named __proto__ is no tier', () => {
    expect(of('ETHUSDT', { tier: '__proto__' }).ceiling).to.deep.equal({ value: 0.4, source: 'global' });
  });
});
