import { expect } from 'chai';
import { deflatedSharpe, sharpeOf } from '../../../src/model/math/sharpe';

describe('sharpeOf', () => {
  it('is mean over sd of the days, with the error of its skewness and kurtosis', () => {
    // 0, 0, 0, 4: mean 1, sd 2, S = ½; moments 3, 6, 21: γ₃ = 6/3^1.5 = 1.154701, γ₄ = 21/9 = 2.333333.
    // 1 + .125 − .577350 − .041667 = .505983; a third of it, the root: .410684.
    const { sharpe_day, sharpe_se, psr0 } = sharpeOf([0, 0, 0, 4]);
    expect(sharpe_day).to.equal(0.5);
    expect(sharpe_se).to.be.closeTo(0.410684, 1e-6);
    // Φ(1.217482) = .888290.
    expect(psr0).to.be.closeTo(0.888289, 1e-5);
  });

  it('is null with one day, and where no day differs', () => {
    expect(sharpeOf([5])).to.include({ sharpe_day: null, psr0: null, reason: 'too_few_days' });
    expect(sharpeOf([0, 0])).to.include({ sharpe_day: null, sharpe_se: null, reason: 'no_spread' });
  });
});

describe('deflatedSharpe', () => {
  it('asks for more the more was tried', () => {
    const few = deflatedSharpe(0.2, 0.1, [0.2, 0]) ?? 0;
    const many = deflatedSharpe(0.2, 0.1, [0.2, 0, 0.2, 0, 0.2, 0, 0.2, 0]) ?? 0;
    expect(many).to.be.below(few);
    expect(few).to.be.below(0.977);
  });

  it('is what the formula gives: two tried, V = .02', () => {
    // Φ⁻¹(½) = 0, Φ⁻¹(1 − 1/(2e)) = .900216; luck = √.02·.5772156649·.900216 = .073486; Φ((.2 − .073486)/.1) = .897086.
    expect(deflatedSharpe(0.2, 0.1, [0.2, 0])).to.be.closeTo(0.8971, 2e-4);
  });

  it('has no answer with one setting', () => {
    expect(deflatedSharpe(0.2, 0.1, [0.2])).to.equal(null);
  });
});
