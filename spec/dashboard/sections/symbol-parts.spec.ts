import { expect } from 'chai';
import { allocationSummary, costsSummary } from '../../../src/dashboard/sections/symbol-parts';

const phi = { known_r: 3, trusted_trades: 20, before_quality: 0.05, phi_min: 0.05 };

describe('the parts of a symbol’s row', () => {
  it('have the caps with what they are made of, and whether the weight is a probe', () => {
    const row = {
      suggested_weight: 0.01,
      reason: 'probe_floor',
      caps: { current_max_nav_pct: 0.25 },
      suggested_caps: { max_nav_pct: 0.025 },
      cap_source: 'per_symbol',
      ceiling: 0.2,
      explanation: { phi },
    };
    expect(allocationSummary(row)).to.deep.equal({
      current_weight: null,
      suggested_weight: 0.01,
      suggested_size_usd: null,
      min_notional_usd: null,
      reason: 'probe_floor',
      rationale: [],
      caps: { max_nav_pct: 0.25, max_trade_nav_pct: null, max_concurrent_positions: null },
      suggested_caps: { max_nav_pct: 0.025, max_trade_nav_pct: null, max_concurrent_positions: null },
      cap_source: 'per_symbol',
      ceiling: 0.2,
      probe: true,
    });
  });

  it('do not say of a weight without terms whether it is a probe', () => {
    for (const explanation of [undefined, {}, { phi: { ...phi, phi_min: null } }])
      expect(allocationSummary({ suggested_weight: 0, explanation })?.probe).to.equal(null);
    expect(allocationSummary({ explanation: { phi } })).to.equal(null);
  });

  it('have the estimated part of the fees', () => {
    expect(costsSummary({ fees_usd: 3, estimated_fees: 1 })).to.include({ fees_usd: 3, estimated_fees: 1 });
    expect(costsSummary({ fees_usd: 3 }).estimated_fees).to.equal(null);
  });
});
