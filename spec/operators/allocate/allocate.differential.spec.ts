import { expect } from 'chai';
import fc from 'fast-check';
import { runsOf } from '../../campaign';
import { allocationOf } from './allocation-made';
import { candidates, fund } from './arbitrary-funds';
import { anySettings } from './settings-made';
import { slowAllocation } from './slow-allocator';

const numRuns = runsOf('allocations');

describe('allocate, against the contract written out slowly', () => {
  it('gives the same weights, caps and minimum orders', () => {
    fc.assert(
      fc.property(candidates, fund, anySettings, (all, of, settings) => {
        const expected = slowAllocation(all, settings, of);
        const { symbols } = allocationOf(all, of, settings);
        expect(symbols.length).to.equal(all.length);
        for (const row of symbols) {
          const { suggested_weight, suggested_caps: caps, reason } = row;
          const slow = expected.get(row.symbol);
          const found = {
            weight: BigInt(Math.round(suggested_weight * 1e6)),
            raised: reason === 'raised_to_min_notional',
            maxNav: BigInt(Math.round((caps.max_nav_pct ?? NaN) * 1e9)),
            maxTrade: BigInt(Math.round((caps.max_trade_nav_pct ?? NaN) * 1e9)),
            maxCount: BigInt(caps.max_concurrent_positions ?? -1),
          };
          expect(found).to.deep.equal(slow);
        }
      }),
      { numRuns },
    );
  });
});
