import { expect } from 'chai';
import fc from 'fast-check';
import { candidates, rowsOf } from './allocation-made';
import { DEFAULTS } from '../made';
import { settingsFrom } from '../../../src/model/fund/settings';

const units = (value: number | null | undefined, per: number): number => Math.round((value ?? 0) * per);

describe('allocate: normal → cautious → defensive', () => {
  for (const [stricter, milder] of [
    ['cautious', 'normal'],
    ['defensive', 'cautious'],
  ] as const) {
    it(`no weight and no cap is larger in ${stricter} than in ${milder}; from 3 units up it is lower`, () => {
      fc.assert(
        fc.property(candidates, (all) => {
          const before = rowsOf(all, milder);
          const after = rowsOf(all, stricter);
          for (const { symbol } of all) {
            const was = before.get(symbol);
            const is = after.get(symbol);
            const pairs = [
              [units(was?.suggested_weight, 1e6), units(is?.suggested_weight, 1e6)],
              [units(was?.suggested_caps.max_nav_pct, 1e9), units(is?.suggested_caps.max_nav_pct, 1e9)],
              [
                units(was?.suggested_caps.max_trade_nav_pct, 1e9),
                units(is?.suggested_caps.max_trade_nav_pct, 1e9),
              ],
            ] as const;
            for (const [from, to] of pairs) {
              expect(to).to.be.at.most(from);
              if (from >= 3) expect(to).to.be.lessThan(from);
            }
            const counts = [is, was].map((row) => row?.suggested_caps.max_concurrent_positions ?? 0);
            expect(counts[0]).to.be.at.most(counts[1] ?? 0);
          }
        }),
        { numRuns: 150 },
      );
    });
  }

  it('a cap never falls below min_cap, nor rises to it', () => {
    const settings = settingsFrom({ allocator: { min_cap: 0.05 } });
    fc.assert(
      fc.property(candidates, (all) => {
        const rows = rowsOf(all, 'defensive', settings);
        const plain = rowsOf(all, 'defensive', DEFAULTS);
        for (const { symbol, cap, tierCap } of all) {
          const least = Math.min(0.05, cap, tierCap ?? cap);
          const without = plain.get(symbol)?.suggested_caps.max_nav_pct ?? NaN;
          expect(rows.get(symbol)?.suggested_caps.max_nav_pct).to.equal(Math.max(least, without));
        }
      }),
    );
  });
});
