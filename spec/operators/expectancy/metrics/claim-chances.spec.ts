import { expect } from 'chai';
import fc from 'fast-check';
import {
  CLAIM_TRADES,
  claimChances,
  type ClaimBasis,
} from '../../../../operators/expectancy/metrics/claim-chances';
import { groupView } from '../../../../operators/expectancy/group-view';
import { DEFAULTS, tradesOf } from '../../made';

const USUAL = { kappa: 20, s0: 1, hurdle_r: 0.05 };
const chances = (aware: number, known_r: number, settings = USUAL, shrunk = aware): readonly number[] => {
  const view = claimChances({ known_r, shrunk_r: shrunk, drawdown_aware_r: aware }, settings, CLAIM_TRADES);
  return [view.p_dd, view.p_mean];
};

// F(t) = (1 + t/√(2 + t²))/2.
describe('the claim about the next 20 trades, by hand', () => {
  it('without trades: the hurdle is .05/√(1/20 + 1/20) errors away, F(−.158114) = 4/9', () => {
    for (const chance of chances(0, 0)) expect(chance).to.be.closeTo(4 / 9, 1e-15);
  });

  it('80 trades worth .55 R: t = .5/√(1/100 + 1/20) = 2.041241, F = .910977', () => {
    // t² = .25/.06 = 25/6; t/√(2 + t²) = √(25/37) = 5/√37 = .821995.
    expect(chances(0.55, 80)[0]).to.be.closeTo((1 + 5 / Math.sqrt(37)) / 2, 1e-15);
  });

  it('p_mean is that of the shrunk R, where no clustered loss is charged', () => {
    const [withPain, without] = chances(-0.45, 80, USUAL, 0.55);
    expect(withPain).to.be.closeTo((1 - 5 / Math.sqrt(37)) / 2, 1e-15);
    expect(without).to.be.closeTo((1 + 5 / Math.sqrt(37)) / 2, 1e-15);
  });

  it('is ½ at the hurdle', () => {
    expect(chances(0.05, 7)).to.deep.equal([0.5, 0.5]);
  });
});

describe('the claim about the next 20 trades', () => {
  const basis = fc.record({
    known_r: fc.nat(5000),
    shrunk_r: fc.double({ min: -50, max: 5, noNaN: true }),
    drawdown_aware_r: fc.double({ min: -50, max: 5, noNaN: true }),
  });

  it('lies between ½ and the edge: luck moves 20 trades, not the true value', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -4, max: 5, noNaN: true }), { maxLength: 60 }), (rs) => {
        const { edge, p_dd } = groupView(tradesOf(rs), DEFAULTS);
        expect(Math.abs(p_dd - 0.5)).to.be.at.most(Math.abs(edge - 0.5));
        expect((p_dd - 0.5) * (edge - 0.5)).to.be.at.least(0);
      }),
    );
  });

  it('is a chance whatever the settings, never NaN', () => {
    const positive = fc.double({ min: 5e-324, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(basis, positive, positive, (of: ClaimBasis, kappa, s0) => {
        const { p_dd, p_mean } = claimChances(of, { kappa, s0, hurdle_r: 0.05 }, CLAIM_TRADES);
        for (const chance of [p_dd, p_mean]) expect(chance).to.be.within(0, 1);
      }),
    );
  });

  it('is as good as sure where s0 is as good as nothing, though its square is 0', () => {
    expect(chances(0.06, 10, { ...USUAL, s0: 1e-200 })).to.deep.equal([1, 1]);
    expect(chances(0.05, 10, { ...USUAL, s0: 1e-200 })).to.deep.equal([0.5, 0.5]);
    expect(chances(0.04, 10, { ...USUAL, s0: 1e-200 })).to.deep.equal([0, 0]);
  });

  it('is ½ where s0 has no end', () => {
    expect(chances(3, 10, { ...USUAL, s0: 1e300 })).to.deep.equal([0.5, 0.5]);
  });

  it('of trades whose R is not known is that without trades', () => {
    const { p_dd, p_mean } = groupView(tradesOf([undefined, undefined]), DEFAULTS);
    expect([p_dd, p_mean]).to.deep.equal(chances(0, 0));
  });
});
