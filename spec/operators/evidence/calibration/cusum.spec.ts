import { expect } from 'chai';
import { Cusum, type CusumSignal } from '../../../../operators/evidence/calibration/cusum';

const signalsOf = (zs: readonly number[], k = 0.5, h = 2): readonly (CusumSignal | undefined)[] => {
  const cusum = new Cusum(k, h);
  return zs.map((z) => cusum.add(z));
};

describe('the two-sided CUSUM, by hand', () => {
  it('adds what exceeds k, and signals above h: 1, 2 are no signal, 2.5 is', () => {
    expect(signalsOf([1.5, 1.5, 1])).to.deep.equal([undefined, undefined, { direction: 'up', length: 3 }]);
  });

  it('is no signal at h itself', () => {
    expect(signalsOf([2.5])).to.deep.equal([undefined]);
    expect(signalsOf([2.6])).to.deep.equal([{ direction: 'up', length: 1 }]);
  });

  it('never falls below 0: what came before a low does not hold a rise back', () => {
    expect(signalsOf([-1, 0.4, 1.6, 1.6])[3]).to.deep.equal({ direction: 'up', length: 2 });
  });

  it('begins where the sum was last 0, not at the first number', () => {
    // Sums of the upper side: .5, 0, .1, 1.6, 3.1.
    expect(signalsOf([1, -1, 0.6, 2, 2])[4]).to.deep.equal({ direction: 'up', length: 3 });
  });

  it('looks down as it looks up', () => {
    expect(signalsOf([-1, 1, -0.6, -2, -2])[4]).to.deep.equal({ direction: 'down', length: 3 });
  });

  it('signals no number that lies within k', () => {
    expect(signalsOf(Array.from({ length: 99 }, () => 0.5)).every((signal) => signal === undefined)).to.equal(
      true,
    );
  });
});
