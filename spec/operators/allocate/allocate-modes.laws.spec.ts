import { expect } from 'chai';
import fc from 'fast-check';
import { runsOf } from '../../campaign';
import { rowsOf } from './allocation-made';
import { candidates, fund } from './arbitrary-funds';
import { anySettings } from './settings-made';
import { DEFAULTS } from '../made';
import { settingsFrom } from '../../../src/model/fund/settings';
import type { AllocationRow } from '../../../operators/allocate/allocation-file';

const numRuns = runsOf('allocations');
const units = (value: number | null | undefined, per: number): number => Math.round((value ?? 0) * per);
const STEPS = [
  ['cautious', 'normal'],
  ['defensive', 'cautious'],
] as const;

/** Its weight in 1e-6, its two caps in 1e-9. */
const sharesOf = (row: AllocationRow | undefined): readonly (readonly [what: string, units: number])[] => [
  ['weight', units(row?.suggested_weight, 1e6)],
  ['max_nav', units(row?.suggested_caps.max_nav_pct, 1e9)],
  ['max_trade_nav', units(row?.suggested_caps.max_trade_nav_pct, 1e9)],
];

/** A cap that leaves room for the weight, whatever the mode makes of it. */
const isHeldByWeight = ({ explanation }: AllocationRow): boolean =>
  explanation.max_nav?.binding === 'weight' || explanation.max_trade_nav?.binding === 'weight';

describe('allocate: normal → cautious → defensive', () => {
  for (const [stricter, milder] of STEPS) {
    it(`no weight and no cap is larger in ${stricter} than in ${milder}`, () => {
      fc.assert(
        fc.property(candidates, fund, anySettings, (all, of, made) => {
          const before = rowsOf(all, { ...of, mode: milder }, made);
          const after = rowsOf(all, { ...of, mode: stricter }, made);
          for (const { symbol } of all) {
            const was = before.get(symbol);
            const is = after.get(symbol);
            const from = new Map(sharesOf(was));
            for (const [what, to] of sharesOf(is)) expect(to, what).to.be.at.most(from.get(what) ?? -1);
            const counts = [is, was].map((row) => row?.suggested_caps.max_concurrent_positions ?? 0);
            expect(counts[0]).to.be.at.most(counts[1] ?? 0);
          }
        }),
        { numRuns },
      );
    });

    it('from 3 units up it is lower, unless the minimum order, the weight or the gross exposure holds it', () => {
      fc.assert(
        fc.property(candidates, fund, (all, fundMade) => {
          const of = { ...fundMade, maxGross: undefined };
          const before = rowsOf(all, { ...of, mode: milder });
          const after = rowsOf(all, { ...of, mode: stricter });
          for (const { symbol } of all) {
            const is = after.get(symbol);
            if (is === undefined || is.reason === 'raised_to_min_notional') continue;
            if (isHeldByWeight(is)) continue;
            const from = new Map(sharesOf(before.get(symbol)));
            for (const [what, to] of sharesOf(is)) {
              const was = from.get(what) ?? 0;
              if (was >= 3) expect(to, what).to.be.lessThan(was);
            }
          }
        }),
        { numRuns },
      );
    });
  }

  it('a cap never falls below min_cap, nor rises to it', () => {
    const settings = settingsFrom({ allocator: { min_cap: 0.05 } });
    fc.assert(
      fc.property(candidates, (all) => {
        const rows = rowsOf(all, { mode: 'defensive' }, settings);
        const plain = rowsOf(all, { mode: 'defensive' }, DEFAULTS);
        for (const { symbol, cap, tierCap } of all) {
          const least = Math.min(0.05, cap, tierCap ?? cap);
          const without = plain.get(symbol)?.suggested_caps.max_nav_pct ?? NaN;
          expect(rows.get(symbol)?.suggested_caps.max_nav_pct).to.equal(Math.max(least, without));
        }
      }),
    );
  });
});
