import { expect } from 'chai';
import { MINUTE } from '../made';
import { NOW, measured, account, point, now } from './account-made';

describe('accountOf: doubts', () => {
  it('unknown equity is cautious, with the reason', () => {
    const found = account([]);
    expect(found).to.include({ equity_usd: null, drawdown_pct: null, risk_mode: 'cautious' });
    expect(found.reasons).to.deep.equal(['drawdown_unknown', 'equity_unknown']);
  });

  it('equity is stale from the first millisecond after nav_freshness_seconds', () => {
    const at = (asOf: number) => account([now(100, { drawdownPct: 0 })], asOf).risk_mode;
    expect(at(NOW + 150_000)).to.equal('normal');
    expect(at(NOW + 150_001)).to.equal('cautious');
  });

  it('an equity that is no number, 0 or below makes the mode cautious, or keeps a stricter one', () => {
    const none = { ...now(0), equityUsd: undefined, unreadable: true };
    for (const unknown of [none, now(0), now(-5)]) {
      const high = [point(0, 100), point(NOW - MINUTE, 100)];
      expect(account([...high, unknown])).to.include({ equity_usd: null, risk_mode: 'cautious' });
      expect(account([...high, unknown]).reasons).to.include('equity_unknown');
      const low = [point(0, 100), point(NOW - MINUTE, 80)];
      expect(account([...low, unknown])).to.include({ risk_mode: 'defensive', drawdown_pct: 20 });
    }
    expect(account([point(NOW - MINUTE, 0), now(100, { drawdownPct: 0 })])).to.include({
      equity_usd: 100,
      risk_mode: 'normal',
    });
  });

  it('a doubt does not step the fold: once it is over, the mode is what it was', () => {
    const known = [point(0, 100), point(NOW - 9 * MINUTE, 98)];
    expect(account(known).risk_mode).to.equal('cautious');
    expect(account([...known, now(95.4)]).risk_mode).to.equal('normal');
  });

  it('a jump that is not believed counts nowhere, and is told of with its time', () => {
    const jump = [point(0, 100), point(NOW - MINUTE, 100), now(300, { peakUsd: 300, drawdownPct: 66 })];
    const found = measured(jump);
    expect(found.account).to.include({
      equity_usd: 100,
      equity_ts: NOW - MINUTE,
      peak_equity_usd: 100,
      drawdown_pct: 0,
      risk_mode: 'normal',
      nav_jump_ts: NOW,
    });
    expect(found.account.reasons).to.include('nav_jump');
    expect(found.warnings).to.deep.equal(['nav_jump']);
  });
});
