import { expect } from 'chai';
import { priorChance } from '../../../../operators/evidence/calibration/claim-chances';
import { claimChances } from '../../../../operators/expectancy/metrics/claim-chances';

const settings = { kappa: 20, s0: 1, hurdle_r: 0.05 };

describe('claimChances', () => {
  it('of a symbol without trades: p_dd .444444', () => {
    // −.05/√(1/20 + 1/20) = −.158114; F = (1 − 1/√(1 + 2/.025))/2 = (1 − 1/9)/2.
    const found = claimChances({ known_r: 0, shrunk_r: 0, drawdown_aware_r: 0 }, settings, 20);
    expect(found.p_dd).to.be.closeTo(4 / 9, 1e-12);
    expect(found.p_mean).to.equal(found.p_dd);
  });

  it('takes E for the mean and E_dd for both, and is nearer to ½ than edge', () => {
    const claim = { known_r: 20, shrunk_r: 0.25, drawdown_aware_r: 0.05 };
    const { p_dd, p_mean } = claimChances(claim, settings, 20);
    expect(p_dd).to.equal(0.5);
    // .2/√(1/40 + 1/20) = .730297: t² = .533333, F = (1 + 1/√4.75)/2.
    expect(p_mean).to.be.closeTo((1 + 1 / Math.sqrt(4.75)) / 2, 1e-12);
    // .2/√(1/40): t² = 1.6, F = (1 + 1/√2.25)/2 = 5/6 as edge says.
    expect(claimChances(claim, settings, 1e12).p_mean).to.be.closeTo(5 / 6, 1e-9);
  });
});

describe('priorChance', () => {
  it('is .422', () => {
    expect(priorChance(settings)).to.be.closeTo(0.421913119, 1e-9);
  });
});
