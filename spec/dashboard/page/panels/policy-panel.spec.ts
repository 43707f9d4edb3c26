import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { policyPanel } from '../../../../src/dashboard/page/panels/policy-panel';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import { SOON } from '../../states';

const POLICY = { maker_first: true, taker_bias: 0.5, bias_label: 'balanced', offset_bps: 2 };

function symbolsWith(metrics: object, proposed = POLICY) {
  const row = {
    symbol: 'A',
    quality: 'ok',
    regime: 'maker_strong',
    metrics,
    current_policy: POLICY,
    proposed_policy: proposed,
  };
  return pageModel({ suggestions: { symbols: [row] } }, SOON).symbols;
}

const policy = (metrics: object, proposed = POLICY): string =>
  nodeText(policyPanel(symbolsWith(metrics, proposed), undefined, true));

describe('a router policy without a row to judge by', () => {
  it('is one line, unless it changes', () => {
    const line = 'Router policyNo row carries maker flags or slippage: no policy has a reason to change.';
    expect(policy({ sample_count: 12 })).to.equal(line);
    expect(policy({ sample_count: 12, slippage_p50: 1 })).to.contain('0.500');
    expect(policy({ sample_count: 12 }, { ...POLICY, offset_bps: 3 })).to.contain('2.00 → 3.00');
  });
});
