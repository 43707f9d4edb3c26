import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { regimesPanel } from '../../../../src/dashboard/page/panels/regimes-panel';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import { SOON } from '../../states';

describe('how orders filled', () => {
  it('is one line where no row says', () => {
    const { regimes } = pageModel({ expectancy: { regimes: { 'unknown|none': { count: 3 } } } }, SOON);
    expect(nodeText(regimesPanel(regimes, 20))).to.equal(
      'How orders filledNo row carries maker flags or slippage: how orders filled cannot be shown.',
    );
    expect(nodeText(regimesPanel([], 20))).to.equal('How orders filledNo closed trade in the window.');
  });
});
