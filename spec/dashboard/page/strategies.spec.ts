import { expect } from 'chai';
import { pageModel } from '../../../src/dashboard/page';
import { strategiesPanel } from '../../../src/dashboard/page/panels/strategies-panel';
import { nodeText } from '../../../src/dashboard/page/parts/node';
import { SOON } from '../states';

describe('a strategy on the page', () => {
  it('has how long it holds, its sample and its capacity beside its share', () => {
    const group = { count: 30, known_r: 30, n_eff: 12.34, hold_s_p50: 60, hold_s_p95: 3600 };
    const allocation = {
      strategies: [{ strategy: 's', base_cap: 0.4, suggested_weight: 0.2, reason: 'score' }],
    };
    const shown = (fields: object): string => {
      const { strategies } = pageModel(
        { expectancy: { strategies: { s: { ...group, ...fields } } }, allocation },
        SOON,
      );
      return nodeText(strategiesPanel(strategies, undefined, true));
    };
    expect(shown({}))
      .to.contain('1 min / 1 h')
      .and.contain('30, as 12.3')
      .and.contain('40.00 %20.00 %by score');
    expect(shown({ hold_s_p50: null, hold_s_p95: null }))
      .to.contain('–40.00 %')
      .and.not.contain(' / –');
  });
});
