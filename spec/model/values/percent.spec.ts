import { expect } from 'chai';
import fc from 'fast-check';
import { conversionsIn, shareOf } from '../../../src/model/values/percent';

describe('shareOf', () => {
  it('above 1 is percent, up to 1 a fraction', () => {
    expect([25, 100, 1.5, 1, 0.25, 0].map(shareOf)).to.deep.equal([0.25, 1, 0.015, 1, 0.25, 0]);
  });

  it('a percentage of 100 or less is a share in [0, 1]', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (value) => {
        expect(shareOf(value)).to.be.within(0, 1);
      }),
    );
  });
});

describe('conversionsIn', () => {
  const notes = (config: unknown) =>
    conversionsIn(config).map(({ path, used, note }) => [path.join('/'), used, note]);

  it('lists each converted value with its path', () => {
    const config = {
      global: { max_nav_pct: 25, symbol_notional_share_cap_pct: 40, gross_exposure_pct: 150 },
      list: [{ per_symbol_nav_pct: 5 }],
    };
    expect(notes(config)).to.deep.equal([
      ['global/max_nav_pct', 0.25, 'converted'],
      ['global/symbol_notional_share_cap_pct', 0.4, 'converted'],
      ['global/gross_exposure_pct', 1.5, 'converted'],
      ['list/0/per_symbol_nav_pct', 0.05, 'converted'],
    ]);
  });

  it('warns on exactly 1, and leaves fractions alone', () => {
    expect(notes({ max_nav_pct: 1, max_trade_nav_pct: 0.99 })).to.deep.equal([
      ['max_nav_pct', 1, 'ambiguous'],
    ]);
  });

  it('drawdowns, loss limits and stops are always percent', () => {
    const config = { max_nav_drawdown_pct: 25, daily_loss_limit_pct: 3, dd_today_pct: 7, fixed_sl_pct: 2 };
    expect(notes(config)).to.deep.equal([]);
  });

  it('warns on a drawdown threshold below 1', () => {
    expect(notes({ max_nav_drawdown_pct: 1 })).to.deep.equal([]);
    expect(notes({ max_nav_drawdown_pct: 0.1, daily_loss_limit_pct: 0.5 })).to.deep.equal([
      ['max_nav_drawdown_pct', 0.1, 'threshold_below_one'],
      ['daily_loss_limit_pct', 0.5, 'threshold_below_one'],
    ]);
  });

  it('finds nothing in what is no config', () => {
    for (const value of [null, 5, 'max_nav_pct', [], {}, { max_nav_pct: '25' }])
      expect(notes(value)).to.deep.equal([]);
  });
});
