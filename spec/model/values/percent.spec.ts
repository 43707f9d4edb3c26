import { expect } from 'chai';
import fc from 'fast-check';
import { conversionsIn, shareOf, stopPct, thresholdPct } from '../../../src/model/values/percent';

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

describe('thresholdPct and stopPct', () => {
  it('read in percent', () => {
    expect([0.3, 0.999, 1, 25, 0.07].map(thresholdPct)).to.deep.equal([30, 99.9, 1, 25, 7]);
    expect([0.02, 0.05, 0.0500001, 2].map(stopPct)).to.deep.equal([2, 5, 0.0500001, 2]);
  });
});

describe('conversionsIn', () => {
  const notes = (config: unknown) =>
    conversionsIn(config).map(({ path, used, converted, doubtful }) => {
      return [path.join('/'), used, ...(converted ? ['converted'] : []), ...(doubtful ? ['doubtful'] : [])];
    });

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
      ['max_nav_pct', 1, 'doubtful'],
    ]);
  });

  it('drawdowns and loss limits below 1 are fractions, and are to be looked at', () => {
    expect(notes({ max_nav_drawdown_pct: 25, daily_loss_limit_pct: 1, dd_today_pct: 0.7 })).to.deep.equal([]);
    expect(notes({ max_nav_drawdown_pct: 0.3, daily_loss_limit: 0.07, drawdown: 0 })).to.deep.equal([
      ['max_nav_drawdown_pct', 30, 'converted', 'doubtful'],
      ['daily_loss_limit', 7, 'converted', 'doubtful'],
    ]);
  });

  it('stops up to 0.05 are fractions; all are listed, and those that may be a wide fraction looked at', () => {
    const stops = [0.02, 0.05, 0.051, 0.5, 1, 2, 0, -1].map((fixed_sl_pct) => ({ fixed_sl_pct }));
    expect(notes(stops)).to.deep.equal([
      ['0/fixed_sl_pct', 2, 'converted'],
      ['1/fixed_sl_pct', 5, 'converted'],
      ['2/fixed_sl_pct', 0.051, 'doubtful'],
      ['3/fixed_sl_pct', 0.5],
      ['4/fixed_sl_pct', 1],
      ['5/fixed_sl_pct', 2],
    ]);
  });

  it('finds nothing in what is no config', () => {
    for (const value of [null, 5, 'max_nav_pct', [], {}, { max_nav_pct: '25' }])
      expect(notes(value)).to.deep.equal([]);
  });
});
