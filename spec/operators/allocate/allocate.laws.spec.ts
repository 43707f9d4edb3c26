import { expect } from 'chai';
import fc from 'fast-check';
import { allocate } from '../../../operators/allocate/allocate';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { settingsFrom, settingProblems } from '../../../src/model/fund/settings';
import {
  ACCOUNT,
  allocationOf,
  candidates,
  deskFor,
  inputsFor,
  micro,
  mode,
  nano,
  rowsOf,
  type Candidate,
} from './allocation-made';
import { DEFAULTS } from '../made';

const sumOf = (all: readonly Candidate[], riskMode: RiskMode, made = DEFAULTS): bigint =>
  [...rowsOf(all, riskMode, made).values()].reduce((sum, row) => sum + micro(row.suggested_weight), 0n);

/** Settings that break no rule, far from the defaults. */
const settings = fc
  .record({
    budgets: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    ks: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    phi_min: fc.integer({ min: 0, max: 100 }).map((n) => n / 100),
    min_cap: fc.constantFrom(0, 0, 0.05),
    up: fc.constantFrom(0, 0.1, 0.37),
  })
  .map(({ budgets, ks, phi_min, min_cap, up }) => {
    const falling = (numbers: readonly number[]): readonly number[] => [...numbers].sort((a, b) => b - a);
    const [b0 = 3, b1 = 2, b2 = 1] = falling(budgets);
    const [k0 = 3, k1 = 2, k2 = 1] = falling(ks);
    const modeOf = (k: number, budget: number) => ({ k: k / 100, budget: budget / 100, cap_k: k / 100 });
    const modes = { normal: modeOf(k0, b0), cautious: modeOf(k1, b1), defensive: modeOf(k2, b2) };
    return settingsFrom({ allocator: { phi_min, min_cap, up, modes } });
  })
  .filter((made) => settingProblems(made).length === 0);
const anySettings = fc.oneof(fc.constant(DEFAULTS), settings);

describe('allocate: the laws', () => {
  it('0 ≤ w ≤ cap, and w ≤ max_nav_pct′', () => {
    fc.assert(
      fc.property(candidates, mode, anySettings, (all, riskMode, made) => {
        const rows = rowsOf(all, riskMode, made);
        for (const { symbol, cap, tierCap } of all) {
          const row = rows.get(symbol);
          expect(row?.suggested_weight).to.be.within(0, Math.min(cap, tierCap ?? cap));
          expect(row?.suggested_weight).to.be.at.most(row?.suggested_caps.max_nav_pct ?? -1);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('Σw ≤ B ≤ 1, exactly', () => {
    fc.assert(
      fc.property(candidates, mode, anySettings, (all, riskMode, made) => {
        const { budget } = made.allocator.modes[riskMode];
        expect(sumOf(all, riskMode, made) <= micro(budget)).to.equal(true);
      }),
      { numRuns: 250 },
    );
  });

  it('what is left is cash: total and cash add up to 1', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        const { global } = allocationOf(all, riskMode);
        expect(micro(global.total_weight)).to.equal(sumOf(all, riskMode));
        expect(micro(global.total_weight) + micro(global.cash_weight)).to.equal(1_000_000n);
      }),
    );
  });

  it('a disabled symbol has weight 0, and takes nothing from the others', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        const rows = rowsOf(all, riskMode);
        const enabled = rowsOf(
          all.filter((each) => each.enabled),
          riskMode,
        );
        for (const each of all) {
          const row = rows.get(each.symbol);
          if (each.enabled)
            expect(row?.suggested_weight).to.equal(enabled.get(each.symbol)?.suggested_weight);
          else expect(row).to.include({ suggested_weight: 0, reason: 'disabled' });
        }
      }),
    );
  });

  it('own score up, others fixed: own weight never down, no other weight up', () => {
    fc.assert(
      fc.property(candidates, mode, fc.nat(), nano(0, 1), anySettings, (all, riskMode, pick, by, made) => {
        const at = pick % all.length;
        const raised = all.map((each, i) =>
          i === at ? { ...each, score: Math.min(1, each.score + by) } : each,
        );
        const before = rowsOf(all, riskMode, made);
        const after = rowsOf(raised, riskMode, made);
        for (const [i, { symbol }] of all.entries()) {
          const was = before.get(symbol)?.suggested_weight ?? NaN;
          const is = after.get(symbol)?.suggested_weight;
          if (i === at) expect(is).to.be.at.least(was);
          else expect(is).to.be.at.most(was);
        }
      }),
      { numRuns: 250 },
    );
  });

  it('all edges below edge_min: every weight 0', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        const poor = all.map((each) => ({ ...each, edge: Math.min(each.edge, 0.249999999) }));
        expect(sumOf(poor, riskMode)).to.equal(0n);
      }),
    );
  });

  it('all scores at most lo with n ≥ 20: every weight 0', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        const poor = all.map((each) => ({
          ...each,
          count: 30,
          knownR: 20,
          score: Math.min(each.score, 0.35),
        }));
        expect(sumOf(poor, riskMode)).to.equal(0n);
      }),
    );
  });

  it('nothing above the config’s maxima', () => {
    fc.assert(
      fc.property(candidates, mode, anySettings, (all, riskMode, made) => {
        const { up } = made.allocator;
        for (const each of all) {
          const caps = rowsOf(all, riskMode, made).get(each.symbol)?.suggested_caps;
          const ceiling = each.tierCap ?? each.cap;
          expect(caps?.max_nav_pct).to.be.within(0, Math.min(ceiling, each.cap * (1 + up)) + 1e-12);
          expect(caps?.max_trade_nav_pct).to.be.within(0, Math.min(each.maxTrade, caps?.max_nav_pct ?? -1));
          expect(caps?.max_concurrent_positions).to.be.within(0, each.maxCount);
        }
      }),
    );
  });

  it('input order is irrelevant, and the same inputs give the same bytes', () => {
    fc.assert(
      fc.property(candidates, mode, (all, riskMode) => {
        const reversed = [...all].reverse();
        const account = { ...ACCOUNT, risk_mode: riskMode };
        const text = JSON.stringify(allocate(inputsFor(all), account, deskFor(all)));
        expect(JSON.stringify(allocate(inputsFor(reversed), account, deskFor(reversed)))).to.equal(text);
        expect(JSON.stringify(allocate(inputsFor(all), account, deskFor(all)))).to.equal(text);
      }),
    );
  });
});
