import { expect } from 'chai';
import { biasOfLabel, labelOfBias } from '../../src/model/route';

describe('labels of a bias', () => {
  it('≤ 0.35 prefers maker, ≥ 0.65 prefers taker', () => {
    const biases = [0, 0.35, 0.350000001, 0.649999999, 0.65, 1];
    const labels = ['prefer_maker', 'prefer_maker', 'balanced', 'balanced', 'prefer_taker', 'prefer_taker'];
    expect(biases.map(labelOfBias)).to.deep.equal(labels);
    expect(['prefer_maker', 'balanced', 'prefer_taker', 'odd'].map(biasOfLabel)).to.deep.equal([
      0.25, 0.5, 0.75, 0.5,
    ]);
  });
});
