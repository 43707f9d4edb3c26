import { expect } from 'chai';
import { riskSummary } from '../../../src/dashboard/sections/risk-summary';
import { sampleDocuments } from '../states';

describe('riskSummary', () => {
  it('is the account of the scores and the totals of the allocation', () => {
    const account = {
      risk_mode: 'cautious',
      executor_risk_mode: 'DEFENSIVE',
      reasons: ['nav_jump', 'peak_of_hours'],
      equity_usd: 900,
      peak_equity_usd: 1000,
      peak_span_h: 7.5,
      nav_jump_ts: 1_768_424_400_000,
      drawdown_pct: 10,
      drawdown_source: 'peak',
    };
    const global = { risk_mode: 'normal', total_weight: 0.2, cash_weight: 0.8, budget: 0.65 };
    expect(riskSummary({ scores: { account }, allocation: { global } })).to.deep.equal({
      risk_mode: 'cautious',
      risk_reasons: ['nav_jump', 'peak_of_hours'],
      executor_risk_mode: 'DEFENSIVE',
      equity_usd: 900,
      equity_as_of_ms: null,
      peak_equity_usd: 1000,
      peak_span_h: 7.5,
      nav_jump_ms: 1_768_424_400_000,
      drawdown_pct: 10,
      drawdown_source: 'peak',
      total_weight: 0.2,
      cash_weight: 0.8,
      budget: 0.65,
    });
  });

  it('without the scores has what the allocation repeats of the account', async () => {
    const { allocation } = await sampleDocuments();
    const { risk_mode, peak_span_h, executor_risk_mode, nav_jump_ms } = riskSummary({ allocation });
    expect([risk_mode, peak_span_h, executor_risk_mode, nav_jump_ms]).to.deep.equal([
      'normal',
      null,
      null,
      null,
    ]);
  });
});
