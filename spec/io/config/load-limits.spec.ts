import { expect } from 'chai';
import { linesOf, load } from './config-dir';

describe('the limits of a desk', () => {
  it('has an error for bounds that leave nothing between them', async () => {
    const loaded = await load({
      'risk_limits.json':
        '{"router_autotune_v6": {\n  "min_bias": 0.9,\n  "max_bias": 0.1,\n  "min_offset_bps": 9}}',
    });
    expect(loaded.desk).to.equal(undefined);
    expect(linesOf(loaded)).to.deep.equal([
      'error risk_limits.json:2:15 /router_autotune_v6/min_bias: min_bias 0.9 exceeds max_bias 0.1',
      'error risk_limits.json:4:21 /router_autotune_v6/min_offset_bps: min_offset_bps 9 exceeds max_offset_bps 8',
    ]);
  });

  it('judges the bounds even where another section is broken', async () => {
    const loaded = await load({
      'risk_limits.json': '{"router_autotune_v6": {"min_bias": 0.9, "max_bias": 0.1}, "global": []}',
    });
    expect(loaded.problems.map(({ path }) => path)).to.deep.equal([
      '/router_autotune_v6/min_bias',
      '/global',
    ]);
  });

  it('lists every conversion, and warns of those that read doubtfully', async () => {
    const loaded = await load({
      'risk_limits.json':
        '{"global": {\n  "symbol_notional_share_cap_pct": 25,\n  "max_nav_pct": 1,\n  "max_nav_drawdown_pct": 0.07}}',
      'pairs_universe.json': '{"universe": [\n {"symbol": "A", "caps": {"max_nav_pct": 30}}]}',
    });
    expect(
      loaded.conversions.map(({ path, found, used, converted, doubtful, line, column }) => {
        return [path.at(-1), found, used, converted, doubtful, line, column];
      }),
    ).to.deep.equal([
      ['max_nav_pct', 30, 0.3, true, false, 2, 42],
      ['symbol_notional_share_cap_pct', 25, 0.25, true, false, 2, 36],
      ['max_nav_pct', 1, 1, false, true, 3, 18],
      ['max_nav_drawdown_pct', 0.07, 7, true, true, 4, 27],
    ]);
    expect(loaded.desk?.maxDrawdownPct).to.equal(7);
    expect(linesOf(loaded)).to.deep.equal([
      'warning risk_limits.json:3:18 /global/max_nav_pct: max_nav_pct is exactly 1: read as the fraction 1 (100 %); write 100 for 100 % or 0.01 for 1 %',
      'warning risk_limits.json:4:27 /global/max_nav_drawdown_pct: max_nav_drawdown_pct is 0.07: read as 7 %; write 7',
    ]);
  });

  it('warns of symbols that the universe does not hold, as typed or otherwise', async () => {
    const loaded = await load({
      'risk_limits.json': '{"per_symbol": {\n "ETHUSDT": {},\n " btcusdt": {},\n "BTCUSDT": {}}}',
    });
    expect(loaded.desk).to.not.equal(undefined);
    expect(linesOf(loaded)).to.deep.equal([
      'warning risk_limits.json:2:2 /per_symbol/ETHUSDT: is not a symbol of the universe; these limits apply to no symbol',
      'warning risk_limits.json:4:2 /per_symbol/BTCUSDT: repeats BTCUSDT; only its first row counts',
    ]);
  });

  it('does not judge symbols by a universe that is broken', async () => {
    const loaded = await load({
      'risk_limits.json': '{"per_symbol": {"ETHUSDT": {}}}',
      'pairs_universe.json': '{"univers": []}',
    });
    expect(linesOf(loaded)).to.deep.equal([
      'error pairs_universe.json:1:1: required key "universe" is missing',
    ]);
  });
});
