import { expect } from 'chai';
import { holm } from '../../../../operators/evidence/statistics/holm';

describe('holm', () => {
  it('multiplies the smallest by all looks, and lets none be smaller than the one before', () => {
    expect(holm({ a: 0.01, b: 0.04, c: 0.03 })).to.deep.equal({ a: 0.03, c: 0.06, b: 0.06 });
  });

  it('is never above 1, and leaves one look as it is', () => {
    expect(holm({ a: 0.6, b: 0.7 })).to.deep.equal({ a: 1, b: 1 });
    expect(holm({ a: 0.012345678 })).to.deep.equal({ a: 0.012346 });
    expect(holm({})).to.deep.equal({});
  });
});
