import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { modeTile } from '../../../../src/dashboard/page/glance/mode-tile';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import type { JsonObject } from '../../../../src/model/values/json';
import { childAt } from '../../../../src/dashboard/model/json-fields';
import { sampleDocuments, SOON } from '../../states';

async function shown(over: JsonObject): Promise<string> {
  const state = await sampleDocuments();
  const account = { ...childAt(state.scores, 'account'), ...over };
  return nodeText(modeTile(pageModel({ ...state, scores: { ...state.scores, account } }, SOON)));
}

describe('the risk mode at a glance', () => {
  it('has the peak with the time behind it, each as far as it is known', async () => {
    expect(await shown({ peak_equity_usd: 1234.5, peak_span_h: 11.9 })).to.contain(
      'peak 1,234.50 USD over 11 h 54 min',
    );
    const given = await shown({ peak_equity_usd: 1234.5, peak_span_h: null });
    expect(given).to.contain('peak 1,234.50 USD').and.to.not.contain('over');
    expect(await shown({ peak_equity_usd: null, reasons: [] })).to.not.contain('peak');
  });

  it('names the equity that is not believed with its time', async () => {
    const ts = Date.UTC(2026, 0, 14, 21);
    expect(await shown({ nav_jump_ts: ts, reasons: ['nav_jump'] })).to.contain(
      'the equity of 2026-01-14 21:00:00 UTC jumped and is not believed',
    );
    expect(await shown({})).to.not.contain('believed');
  });

  it('has the executor’s own mode where it is another', async () => {
    for (const [mode, told] of [
      ['DEFENSIVE', true],
      ['Normal', false],
      [null, false],
    ] as const) {
      const text = await shown({ risk_mode: 'normal', executor_risk_mode: mode });
      expect(text.includes('the executor’s own mode: DEFENSIVE'), String(mode)).to.equal(told);
      expect(text.includes('executor'), String(mode)).to.equal(told);
    }
  });
});
