import { expect } from 'chai';
import { explained } from '../../../../src/dashboard/page/drawer/explained';
import { h, nodeText } from '../../../../src/dashboard/page/parts/node';

describe('an explanation', () => {
  it('has its sentences in sight and its terms behind a fold', () => {
    const statements = [{ name: 'raw_term', value: '0.1', formula: 'a × b' }];
    const sections = [
      { title: 'Weight 10 %', statements, remarks: ['Because: by score (score).'] },
      { title: 'Caps', statements, remarks: [] },
    ];
    const whole = h(
      'div',
      {},
      explained({ symbol: 'A', as_of: '2026-01-01T00:00:00Z', window: '14d', sections }),
    );
    const fold = whole.children.find((part) => typeof part !== 'string' && part.tag === 'details');
    expect(nodeText(whole)).to.match(/^Weight 10 %Because: by score \(score\)\.Every term/);
    expect(nodeText(fold ?? ''))
      .to.contain('raw term')
      .and.to.contain('= a × b')
      .and.to.contain('Caps');
  });
});
