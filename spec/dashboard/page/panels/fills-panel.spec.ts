import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { fillsPanel } from '../../../../src/dashboard/page/panels/fills-panel';
import { policyPanel } from '../../../../src/dashboard/page/panels/policy-panel';
import { regimesPanel } from '../../../../src/dashboard/page/panels/regimes-panel';
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

const fills = (metrics: object): string => nodeText(fillsPanel(symbolsWith(metrics), undefined, true));
const policy = (metrics: object, proposed = POLICY): string =>
  nodeText(policyPanel(symbolsWith(metrics, proposed), undefined, true));

describe('fill quality', () => {
  it('has each number of a symbol’s orders, and a dash for what is not known', () => {
    const metrics = {
      sample_count: 12,
      maker_fill_rate: 0.75,
      fallback_rate: 0.125,
      slippage_p50: 1.234,
      slippage_p95: -0.5,
      mean_fee_bps: 3.5,
      ack_latency_p50_ms: 150,
    };
    expect(fills(metrics)).to.contain('A● okmaker strong1275.0 %12.5 %+1.23−0.50+3.50150–');
  });

  it('is one line where no row carries a thing that it shows', () => {
    expect(fills({ sample_count: 12, mean_fee_bps: 3 })).to.equal(
      'Fill qualityNo row carries slippage, maker flags or latency: fill quality cannot be shown.',
    );
    expect(nodeText(fillsPanel([], undefined, true))).to.contain('No router row in the window');
  });
});

describe('a router policy without a row to judge by', () => {
  it('is one line, unless it changes', () => {
    const line = 'Router policyNo row carries maker flags or slippage: no policy has a reason to change.';
    expect(policy({ sample_count: 12 })).to.equal(line);
    expect(policy({ sample_count: 12, slippage_p50: 1 })).to.contain('0.500');
    expect(policy({ sample_count: 12 }, { ...POLICY, offset_bps: 3 })).to.contain('2.00 → 3.00');
  });
});

describe('how orders filled', () => {
  it('is one line where no row says', () => {
    const { regimes } = pageModel({ expectancy: { regimes: { 'unknown|none': { count: 3 } } } }, SOON);
    expect(nodeText(regimesPanel(regimes, 20))).to.equal(
      'How orders filledNo row carries maker flags or slippage: how orders filled cannot be shown.',
    );
    expect(nodeText(regimesPanel([], 20))).to.equal('How orders filledNo closed trade in the window.');
  });
});
