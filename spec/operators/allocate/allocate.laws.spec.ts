import { expect } from 'chai';
import fc from 'fast-check';
import { runsOf } from '../../campaign';
import { allocationOf, micro, rowsOf, type Candidate, type Fund } from './allocation-made';
import { candidates, fund } from './arbitrary-funds';
import { anySettings } from './settings-made';
import { DEFAULTS } from '../made';

const numRuns = runsOf('allocations');

const sumOf = (all: readonly Candidate[], of: Partial<Fund>, made = DEFAULTS): bigint =>
  [...rowsOf(all, of, made).values()].reduce((sum, row) => sum + micro(row.suggested_weight), 0n);

const baseOf = ({ cap, tierCap }: Candidate, { maxSymbol }: Fund): number =>
  Math.min(cap, tierCap ?? cap, maxSymbol ?? cap);

describe('allocate: the laws of a weight', () => {
  it('0 ≤ w ≤ min(cap, ceiling)·k, and w ≤ max_nav_pct′', () => {
    fc.assert(
      fc.property(candidates, fund, anySettings, (all, of, made) => {
        const rows = rowsOf(all, of, made);
        for (const each of all) {
          const row = rows.get(each.symbol);
          const most = baseOf(each, of) * made.allocator.modes[of.mode].k;
          expect(row?.suggested_weight).to.be.within(0, most + 1e-12);
          expect(row?.suggested_weight).to.be.at.most(row?.suggested_caps.max_nav_pct ?? -1);
        }
      }),
      { numRuns },
    );
  });

  it('Σw ≤ B, exactly; B ≤ the gross exposure that the fund allows', () => {
    fc.assert(
      fc.property(candidates, fund, anySettings, (all, of, made) => {
        const { budget } = allocationOf(all, of, made).global;
        expect(budget).to.be.at.most(Math.min(made.allocator.modes[of.mode].budget, of.maxGross ?? 1));
        expect(sumOf(all, of, made) <= micro(budget)).to.equal(true);
      }),
      { numRuns },
    );
  });

  it('what is left is cash: total and cash add up to 1', () => {
    fc.assert(
      fc.property(candidates, fund, (all, of) => {
        const { global } = allocationOf(all, of);
        expect(micro(global.total_weight)).to.equal(sumOf(all, of));
        expect(micro(global.total_weight) + micro(global.cash_weight)).to.equal(1_000_000n);
      }),
      { numRuns },
    );
  });

  it('w is 0 or at least the minimum order, in NAV and in USD', () => {
    fc.assert(
      fc.property(candidates, fund, anySettings, (all, of, made) => {
        for (const row of allocationOf(all, of, made).symbols) {
          if (row.suggested_weight === 0) continue;
          const known = of.equity !== null && of.equity > 0;
          const least = known ? (of.minNotional ?? 0) : 0;
          expect(row.suggested_weight).to.be.at.least(row.explanation.weight.min_weight ?? 0);
          if (known) expect(row.suggested_size_usd).to.be.at.least(least);
          else expect(row.suggested_size_usd).to.equal(null);
        }
      }),
      { numRuns },
    );
  });

  it('a weight can be followed within its caps: by one position at least, and an order of the minimum', () => {
    fc.assert(
      fc.property(candidates, fund, anySettings, (all, of, made) => {
        for (const row of allocationOf(all, of, made).symbols) {
          if (row.suggested_weight === 0) continue;
          const { max_trade_nav_pct, max_concurrent_positions } = row.suggested_caps;
          expect(max_concurrent_positions).to.be.at.least(1);
          expect(max_trade_nav_pct).to.be.greaterThan(0);
          expect(max_trade_nav_pct).to.be.at.least(row.explanation.weight.min_weight ?? 0);
        }
      }),
      { numRuns },
    );
  });

  it('a symbol that is disabled, or has a cap of 0, has weight 0 and takes nothing from the others', () => {
    fc.assert(
      fc.property(candidates, fund, (all, of) => {
        const isOpen = (each: Candidate): boolean => each.enabled && each.maxTrade > 0 && each.maxCount > 0;
        const rows = rowsOf(all, of);
        const open = rowsOf(all.filter(isOpen), of);
        for (const each of all) {
          const row = rows.get(each.symbol);
          if (isOpen(each)) expect(row?.suggested_weight).to.equal(open.get(each.symbol)?.suggested_weight);
          else
            expect(row).to.include({
              suggested_weight: 0,
              reason: each.enabled ? 'cap_is_zero' : 'disabled',
            });
        }
      }),
      { numRuns },
    );
  });

  it('all edges, or all edges in USD, below edge_min: every weight 0', () => {
    fc.assert(
      fc.property(candidates, fund, fc.constantFrom('edge', 'edgeUsd'), (all, of, which) => {
        const poor = all.map((each) => ({ ...each, [which]: Math.min(each[which], 0.249999999) }));
        expect(sumOf(poor, of)).to.equal(0n);
      }),
      { numRuns },
    );
  });

  it('all scores at most lo with n ≥ 20: every weight 0', () => {
    fc.assert(
      fc.property(candidates, fund, (all, of) => {
        const poor = all.map((each) => ({
          ...each,
          count: 30,
          knownR: 20,
          score: Math.min(each.score, 0.35),
        }));
        expect(sumOf(poor, of)).to.equal(0n);
      }),
      { numRuns },
    );
  });

  it('no cap above the configured one times 1 + up, above the ceiling, or above the current trade cap and count', () => {
    fc.assert(
      fc.property(candidates, fund, anySettings, (all, of, made) => {
        const { up } = made.allocator;
        const rows = rowsOf(all, of, made);
        for (const each of all) {
          const row = rows.get(each.symbol);
          const caps = row?.suggested_caps;
          const ceiling = Math.min(each.tierCap ?? Infinity, of.maxSymbol ?? Infinity);
          const most = Math.min(ceiling === Infinity ? each.cap : ceiling, each.cap * (1 + up));
          expect(row).to.include({ base_cap: each.cap });
          expect(caps?.max_nav_pct).to.be.within(0, most + 1e-12);
          expect(caps?.max_trade_nav_pct).to.be.within(0, Math.min(each.maxTrade, caps?.max_nav_pct ?? -1));
          expect(caps?.max_concurrent_positions).to.be.within(0, each.maxCount);
        }
      }),
      { numRuns },
    );
  });
});
