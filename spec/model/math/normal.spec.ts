import { expect } from 'chai';
import { normalQuantile, normalShare } from '../../../src/model/math/normal';

describe('normalShare', () => {
  it('has known values', () => {
    const known = [
      [0, 0.5],
      [1, 0.8413447460685429],
      [1.959963984540054, 0.975],
      [3, 0.9986501019683699],
      [3.0001, 0.9986505450867392],
      [-4, 3.167124183311992e-5],
      [-8, 6.220960574271786e-16],
    ] as const;
    for (const [z, share] of known)
      expect(normalShare(z)).to.be.closeTo(share, 1e-11 * Math.max(share, 1e-6));
  });

  it('is 0 and 1 far out', () => {
    expect([normalShare(-60), normalShare(60)]).to.deep.equal([0, 1]);
  });
});

describe('normalQuantile', () => {
  it('is the inverse', () => {
    for (const p of [1e-9, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.99999])
      expect(normalShare(normalQuantile(p))).to.be.closeTo(p, 1e-12);
    expect(normalQuantile(0.8)).to.be.closeTo(0.8416212335729143, 1e-12);
  });
});
