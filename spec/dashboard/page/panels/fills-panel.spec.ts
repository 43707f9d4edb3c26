import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { fillsPanel } from '../../../../src/dashboard/page/panels/fills-panel';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import { SOON } from '../../states';

function symbolsWith(metrics: object) {
  const row = { symbol: 'A', quality: 'ok', regime: 'maker_strong', metrics };
  return pageModel({ suggestions: { symbols: [row] } }, SOON).symbols;
}

const fills = (metrics: object): string => nodeText(fillsPanel(symbolsWith(metrics), undefined, true));
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
