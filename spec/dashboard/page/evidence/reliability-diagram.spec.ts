import { expect } from 'chai';
import { reliabilityDiagram } from '../../../../src/dashboard/page/evidence/reliability-diagram';
import { elementsIn } from './elements-in';

describe('reliabilityDiagram', () => {
  it('draws the diagonal, and each bin with its interval', () => {
    const diagram = reliabilityDiagram([{ n: 4, mean_p: 0.5, share: 0.75, interval: [0.25, 1] }]);
    const lines = elementsIn(diagram).filter(({ tag }) => tag === 'line');
    expect(lines.map(({ attrs }) => [attrs['x1'], attrs['x2'], attrs['y1'], attrs['y2']])).to.deep.equal([
      ['0', '1000', '180', '0'],
      ['500', '500', '135', '0'],
      ['488', '512', '45', '45'],
    ]);
    expect(diagram.attrs['aria-label']).to.equal('said 0.50, came in 75 % of 4');
  });

  it('draws no interval where there is none', () => {
    const diagram = reliabilityDiagram([{ n: 1, mean_p: 0.5, share: 1, interval: null }]);
    expect(elementsIn(diagram).filter(({ tag }) => tag === 'line')).to.have.length(2);
  });
});
