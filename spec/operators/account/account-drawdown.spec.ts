import { expect } from 'chai';
import { settingsFrom } from '../../../src/model/fund/settings';
import { DAY, deskOf, equity, MINUTE } from '../made';
import { HOUR, NOW, measured, account, risk, point, now, worst } from './account-made';

describe('accountDrawdown: which drawdown counts', () => {
  it('the one that the nav gives, before the one from the points', () => {
    const found = account([point(0, 200), now(150, { drawdownPct: -12 })]);
    expect(found).to.include({ drawdown_pct: 12, drawdown_source: 'nav', risk_mode: 'defensive' });
    expect(account([point(0, 200), now(150, { drawdownPct: 0 })])).to.include({
      drawdown_pct: 0,
      risk_mode: 'normal',
    });
  });

  it('else from the largest equity or peak inside the horizon, said to be unadjusted for flows', () => {
    const found = account([point(1, 120), now(108, { peakUsd: 110 })]);
    expect(found).to.include({ drawdown_pct: 10, drawdown_source: 'peak', risk_mode: 'defensive' });
    expect(found.peak_equity_usd).to.equal(120);
    expect(found.reasons).to.deep.equal(['drawdown_not_adjusted_for_flows']);
  });

  it('a peak that has left the horizon is forgotten', () => {
    const asOf = 30 * DAY + 1;
    const rest = [equity(DAY, 108), equity(asOf, 108)];
    expect(account([equity(1, 120), ...rest], asOf)).to.include({ drawdown_pct: 0, peak_equity_usd: 108 });
    expect(account([equity(2, 120), ...rest], asOf).drawdown_pct).to.equal(10);
  });

  it('the nav’s own counts while the latest nav gives it, and while no newer series has left it behind', () => {
    const given = equity(NOW - 150_000, 90, { drawdownPct: 0, peakUsd: 100 });
    const points = [point(0, 100), point(NOW - 150_000, 90)];
    expect(account([...points, { ...given, peakUsd: undefined }, point(NOW, 90)])).to.include({
      drawdown_source: 'nav',
      drawdown_pct: 0,
    });
    expect(
      account([...points, { ...given, peakUsd: undefined, ts: given.ts - 1 }, point(NOW, 90)]),
    ).to.include({
      drawdown_source: 'peak',
      drawdown_pct: 10,
    });
    expect(account([...points, given, now(90)])).to.include({ drawdown_source: 'peak', drawdown_pct: 10 });
  });

  it('else the risk snapshot’s portfolio, at least cautious while equity is unknown', () => {
    const found = account([risk({ portfolioDrawdownPct: -12, symbols: worst(1) })]);
    expect(found).to.include({ drawdown_pct: 12, drawdown_source: 'risk_snapshot', risk_mode: 'defensive' });
    expect(account([risk({ portfolioDrawdownPct: 0 })]).risk_mode).to.equal('cautious');
    expect(account([now(100), risk({ portfolioDrawdownPct: 0 })]).risk_mode).to.equal('normal');
  });

  it('else its worst symbol, sign-insensitive, at most cautious', () => {
    const found = account([now(100), risk({ symbols: worst(-40, 3) })]);
    expect(found).to.include({ drawdown_pct: 40, drawdown_source: 'worst_symbol', risk_mode: 'cautious' });
    expect(found.reasons).to.include('drawdown_of_worst_symbol');
    expect(account([now(100), risk({ symbols: worst(-4, 3) })]).risk_mode).to.equal('normal');
  });

  it('else it is unknown, and the mode at least cautious', () => {
    const found = account([now(100), risk({})]);
    expect(found).to.include({ drawdown_pct: null, drawdown_source: 'none', risk_mode: 'cautious' });
    expect(found.reasons).to.deep.equal(['drawdown_unknown']);
  });

  it('a snapshot later than asOf is not used', () => {
    const later = [risk({ ts: NOW + 1, portfolioDrawdownPct: 12 }), equity(NOW + 1, 50, { drawdownPct: 20 })];
    expect(account([now(100), ...later])).to.include({ drawdown_source: 'none', equity_usd: 100 });
  });

  it('shows the executor’s own mode, which has no part in ours', () => {
    const found = account([now(100, { drawdownPct: 0 }), risk({ mode: 'HALT' })]);
    expect(found).to.include({ executor_risk_mode: 'HALT', risk_mode: 'normal' });
  });
});

describe('accountDrawdown: a peak by evidence', () => {
  it('one point is no peak, nor are points that span less than peak_span', () => {
    expect(account([now(100)])).to.include({ peak_equity_usd: null, drawdown_pct: null, peak_span_h: 0 });
    const from = (ts: number) => account([point(ts, 110), point(NOW - MINUTE, 100), now(100)]);
    expect(from(NOW - 6 * HOUR + 1).drawdown_pct).to.equal(null);
    expect(from(NOW - 6 * HOUR)).to.include({ peak_equity_usd: 110, peak_span_h: 6 });
    expect(from(NOW - 6 * HOUR).drawdown_pct).to.be.closeTo(9.0909, 1e-4);
    const short = deskOf({ settings: settingsFrom({ peak_span: '1m' }) });
    expect(account([point(NOW - MINUTE, 110), now(100)], NOW, short).peak_equity_usd).to.equal(110);
  });

  it('below a day the reason says so; a given peak needs no span', () => {
    const reasons = (ts: number) => account([point(ts, 100), equity(DAY, 100)], DAY).reasons;
    expect(reasons(1)).to.include('peak_of_hours');
    expect(reasons(0)).to.not.include('peak_of_hours');
    const given = account([now(95, { peakUsd: 100 })]);
    expect(given).to.include({ drawdown_pct: 5, peak_span_h: 0, risk_mode: 'cautious' });
    expect(given.reasons).to.deep.equal(['drawdown_not_adjusted_for_flows']);
  });

  it('a given peak that is not positive is none', () => {
    expect(account([now(100, { peakUsd: 0 })]).drawdown_source).to.equal('none');
  });
});

describe('accountDrawdown: contradictions', () => {
  it('where drawdown and peak of one file differ by more than a point, the stricter counts', () => {
    const at = (drawdownPct: number) => measured([now(8800, { peakUsd: 10_000, drawdownPct })]);
    expect(at(0.12).account).to.include({
      drawdown_pct: 12,
      drawdown_source: 'peak',
      risk_mode: 'defensive',
    });
    expect(at(0.12).account.reasons).to.include('drawdown_contradicts_peak');
    expect(at(0.12).warnings).to.deep.equal(['drawdown_contradicts_peak']);
    expect(at(13.01).account).to.include({ drawdown_pct: 13.01, drawdown_source: 'nav' });
    expect(at(13.01).warnings).to.deep.equal(['drawdown_contradicts_peak']);
    for (const near of [11, 13]) {
      expect(at(near).account.drawdown_pct).to.equal(near);
      expect(at(near).warnings).to.deep.equal([]);
    }
  });

  it('where the risk snapshot is worse by more than a point, it counts', () => {
    for (const nav of [{ drawdownPct: 2 }, { peakUsd: 100 }]) {
      const at = (pct: number) => measured([now(98, nav), risk({ portfolioDrawdownPct: pct })]);
      expect(at(-12).account).to.include({
        drawdown_pct: 12,
        drawdown_source: 'risk_snapshot',
        risk_mode: 'defensive',
      });
      expect(at(12).warnings).to.deep.equal(['drawdown_contradicts_snapshot']);
      expect(at(3).account.drawdown_pct).to.equal(2);
      expect(at(3.000000001).account.drawdown_pct).to.equal(3.000000001);
      expect(at(0).warnings).to.deep.equal([]);
    }
  });
});
