import { expect } from 'chai';
import type { EquityEvent, RiskSnapshot } from '../../../src/model/event';
import { foldOver } from '../../../operators/core/fold';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { measureAccount } from '../../../operators/account/measure-account';
import { DAY, deskOf, equity, MINUTE } from '../made';

const desk = deskOf();
const account = (changes: readonly JoinedChange[], asOf = MINUTE) =>
  foldOver(measureAccount(desk), changes, asOf).account;

const risk = (over: Partial<RiskSnapshot>): RiskSnapshot => ({
  kind: 'risk',
  ts: MINUTE,
  text: '',
  portfolioDrawdownPct: undefined,
  symbols: new Map(),
  ...over,
});
const fresh = (equityUsd: number, over: Partial<EquityEvent> = {}) => equity(MINUTE, equityUsd, over);
const worst = (...pcts: readonly number[]) =>
  new Map(pcts.map((drawdownTodayPct, i) => [`S${i}`, { drawdownTodayPct, volRegime: undefined }]));

describe('measureAccount: which drawdown counts', () => {
  it('the one that the nav gives, before the one from the peak', () => {
    const found = account([fresh(50, { peakUsd: 100, drawdownPct: 1 })]);
    expect(found).to.include({ drawdown_pct: 1, drawdown_source: 'nav', risk_mode: 'normal' });
  });

  it('else from the largest equity or peak inside the horizon, said to be unadjusted for flows', () => {
    const found = account([equity(1, 120), fresh(108, { peakUsd: 110 })]);
    expect(found).to.include({ drawdown_pct: 10, drawdown_source: 'peak', risk_mode: 'defensive' });
    expect(found.peak_equity_usd).to.equal(120);
    expect(found.reasons).to.deep.equal(['drawdown_not_adjusted_for_flows']);
  });

  it('a peak that has left the horizon is forgotten', () => {
    const asOf = 30 * DAY + 1;
    const found = account([equity(1, 120), equity(asOf, 108)], asOf);
    expect(found).to.include({ drawdown_pct: 0, peak_equity_usd: 108 });
    expect(account([equity(2, 120), equity(asOf, 108)], asOf).drawdown_pct).to.equal(10);
  });

  it('else the risk snapshot’s portfolio, at least cautious while equity is unknown', () => {
    const found = account([risk({ portfolioDrawdownPct: -12, symbols: worst(1) })]);
    expect(found).to.include({ drawdown_pct: 12, drawdown_source: 'risk_snapshot', risk_mode: 'defensive' });
    expect(account([risk({ portfolioDrawdownPct: 0 })]).risk_mode).to.equal('cautious');
  });

  it('else its worst symbol, sign-insensitive, at most cautious', () => {
    const found = account([risk({ symbols: worst(-40, 3) })]);
    expect(found).to.include({ drawdown_pct: 40, drawdown_source: 'worst_symbol', risk_mode: 'cautious' });
    expect(found.reasons).to.include('drawdown_of_worst_symbol');
  });

  it('a snapshot later than asOf is not used', () => {
    expect(account([risk({ ts: MINUTE + 1, portfolioDrawdownPct: 12 })]).drawdown_source).to.equal('none');
  });
});

describe('measureAccount: doubts', () => {
  it('unknown equity is cautious, with the reason', () => {
    const found = account([]);
    expect(found).to.include({ equity_usd: null, drawdown_pct: null, risk_mode: 'cautious' });
    expect(found.reasons).to.include('equity_unknown');
  });

  it('equity is stale from the first millisecond after nav_freshness_seconds', () => {
    const at = (asOf: number) => account([fresh(100)], asOf).risk_mode;
    expect(at(MINUTE + 150_000)).to.equal('normal');
    expect(at(MINUTE + 150_001)).to.equal('cautious');
  });

  it('an equity that is no number makes the mode cautious, or keeps a stricter one', () => {
    const unreadable = { ...equity(MINUTE, 0), equityUsd: undefined, unreadable: true };
    expect(account([equity(1, 100), unreadable]).risk_mode).to.equal('cautious');
    expect(account([equity(1, 100), equity(2, 80), unreadable]).risk_mode).to.equal('defensive');
    expect(account([equity(1, 100), unreadable]).reasons).to.include('equity_unknown');
  });

  it('a peak that is not positive is a doubt', () => {
    for (const equityUsd of [-5, 0]) {
      const found = account([fresh(equityUsd)]);
      expect(found.risk_mode).to.equal('cautious');
      expect(found.reasons).to.include('peak_not_positive');
    }
  });

  it('a doubt does not step the fold: once it is over, the mode is what it was', () => {
    const dark = account([equity(1, 100), equity(2, 98)], 10 * MINUTE);
    expect(dark.risk_mode).to.equal('cautious');
    const light = account([equity(1, 100), equity(2, 98), equity(10 * MINUTE, 95.4)], 10 * MINUTE);
    expect(light.risk_mode).to.equal('normal');
  });
});

describe('measureAccount: volatility regimes', () => {
  it('are those of the risk snapshot, where it has them', () => {
    const symbols = new Map([
      ['A', { drawdownTodayPct: undefined, volRegime: 'hot' }],
      ['B', { drawdownTodayPct: 1, volRegime: undefined }],
    ]);
    const { volRegimes } = foldOver(measureAccount(desk), [risk({ symbols })], MINUTE);
    expect([...volRegimes]).to.deep.equal([['A', 'hot']]);
  });
});

describe('measureAccount: weights', () => {
  const positions = (...exposures: readonly (readonly [string, number | undefined])[]) => ({
    kind: 'positions' as const,
    ts: MINUTE,
    text: '',
    exposureUsd: new Map(exposures),
  });

  it('are exposure over equity, null where a position lacks a number', () => {
    const found = account([fresh(200), positions(['B', 50], ['A', undefined])]);
    expect(found.weights).to.deep.equal({ A: null, B: 0.25 });
  });

  it('are unknown without positions or without a positive equity', () => {
    expect(account([fresh(200)]).weights).to.equal(null);
    expect(account([positions(['B', 50])]).weights).to.equal(null);
    expect(account([fresh(0), positions(['B', 50])]).weights).to.equal(null);
  });
});
