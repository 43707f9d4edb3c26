import { expect } from 'chai';
import { allocate } from '../../../operators/allocate/allocate';
import { ACCOUNT, deskFor, FUND, inputsFor, rowsOf, SURE, type Candidate } from './allocation-made';
import { DEFAULTS } from '../made';

const rowOf = (over: Partial<Candidate>) => rowsOf([{ ...SURE, ...over }]).get('A');

describe('the row of a symbol', () => {
  it('both caps leave room for the weight: it is 0.1, g 0.5 of a trade cap of 0.15 would be 0.075', () => {
    const row = rowOf({ score: 0.4125, maxTrade: 0.15 });
    expect(row?.suggested_weight).to.equal(0.1);
    expect(row?.suggested_caps).to.include({ max_nav_pct: 0.2, max_trade_nav_pct: 0.1 });
    expect(row?.explanation.max_trade_nav?.binding).to.equal('weight');
  });

  it('carries one size in USD, the minimum order it was held against, and one reason', () => {
    const fund = { ...FUND, equity: 1234.56, minNotional: 100 };
    // Phi 0.2 of 0.4 are 0.08, which is 98.76 USD; 100 USD are 0.081001 of equity, rounded up.
    expect(rowsOf([{ ...SURE, score: 0.4 }], fund).get('A')).to.include({
      suggested_weight: 0.081001,
      suggested_size_usd: 100.00059456,
      min_notional_usd: 100,
      reason: 'raised_to_min_notional',
    });
    expect(rowsOf([{ ...SURE, score: 0.475 }], fund).get('A')).to.include({
      suggested_weight: 0.2,
      suggested_size_usd: 246.912,
      reason: 'score',
    });
  });

  it('says what is held now, or null where that is unknown', () => {
    const heldOf = (weights: Record<string, number | null> | null) =>
      allocate(inputsFor([SURE]), { ...ACCOUNT, weights }, deskFor([SURE], DEFAULTS)).symbols[0]
        ?.current_weight;
    expect([heldOf({ A: 0.3 }), heldOf({ A: 0 }), heldOf({ B: 1 }), heldOf(null)]).to.deep.equal([
      0.3,
      0,
      null,
      null,
    ]);
  });
});
