import { expect } from 'chai';
import { budgetOf, withoutMinimum } from '../../../../operators/allocate/weights/budget';
import { settingsFrom } from '../../../../src/model/fund/settings';
import { RISK_MODES, type RiskMode } from '../../../../src/model/fund/risk-mode';
import { ACCOUNT } from '../allocation-made';
import { DEFAULTS, deskOf } from '../../made';

const budgetWith = (
  global: object,
  equity: number | null = 1000,
  mode: RiskMode = 'normal',
  settings = DEFAULTS,
) => budgetOf({ ...ACCOUNT, equity_usd: equity, risk_mode: mode }, deskOf({ settings, limits: { global } }));

describe('the budget', () => {
  it('is the mode’s, at most the gross exposure, which is percent above 1', () => {
    const budgetIn = (mode: RiskMode, gross?: number) =>
      budgetWith({ max_gross_exposure_pct: gross }, 1000, mode).budget;
    expect(RISK_MODES.map((mode) => budgetIn(mode))).to.deep.equal([0.9, 0.65, 0.45]);
    expect(RISK_MODES.map((mode) => budgetIn(mode, 50))).to.deep.equal([0.5, 0.5, 0.45]);
    expect(RISK_MODES.map((mode) => budgetIn(mode, 150))).to.deep.equal([0.9, 0.65, 0.45]);
    expect(budgetIn('normal', 0)).to.equal(0);
  });

  it('never exceeds the gross exposure by rounding', () => {
    expect(budgetWith({ max_gross_exposure_pct: 0.1234567 }).budget).to.equal(0.123456);
  });

  it('holds the minimum order as a share of equity, rounded up, and half of it may be set aside', () => {
    const leastOf = (equity: number | null) => {
      const { min_weight, reservable, rights } = budgetWith({ min_notional_usdt: 100 }, equity);
      return [min_weight, reservable, rights];
    };
    expect(leastOf(10_000)).to.deep.equal([0.01, 0.45, 45]);
    expect(leastOf(9_999)).to.deep.equal([0.010002, 0.45, 44]);
    expect(leastOf(100)).to.deep.equal([1, 0.45, 0]);
    for (const equity of [null, 0, -1]) expect(leastOf(equity)).to.deep.equal([null, 0.45, null]);
  });

  it('sets aside no more than the strictest mode allows', () => {
    const settings = settingsFrom({ allocator: { modes: { defensive: { budget: 0.2 } } } });
    for (const mode of RISK_MODES) expect(budgetWith({}, 1000, mode, settings).reservable).to.equal(0.2);
  });

  it('has no minimum order where none is configured, or none is asked for', () => {
    const none = { min_notional_usd: null, min_weight: null, rights: null };
    expect(budgetWith({})).to.include(none);
    expect(withoutMinimum(budgetWith({ min_notional_usdt: 100 }))).to.include(none);
  });
});
