import { expect } from 'chai';
import { valueCurve } from '../../../../src/dashboard/page/evidence/value-curve';
import { elementsIn } from './elements-in';

describe('valueCurve', () => {
  it('draws both totals, with the band around the advised one', () => {
    const curve = { ts_ms: [0, 10], traded: [-10, 10], advised: [0, 5], lo: [0, 0], hi: [0, 10] };
    const paths = elementsIn(valueCurve(curve)).filter(({ tag }) => tag === 'path');
    expect(paths.map(({ attrs }) => [attrs['class'], attrs['d']])).to.deep.equal([
      ['spread', 'M0 110 L1000 0 L1000 110 L0 110 Z'],
      ['traded', 'M0 220 L1000 0'],
      ['advised', 'M0 110 L1000 55'],
    ]);
  });
});
