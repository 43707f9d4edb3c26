import { expect } from 'chai';
import fc from 'fast-check';
import { foldOver } from '../../../../operators/core/fold';
import { pain, type PainView } from '../../../../operators/expectancy/metrics/pain';
import { settingsFrom } from '../../../../src/model/fund/settings';
import type { Trade } from '../../../../src/model/trade';
import { DEFAULTS, tradeOf, tradesOf } from '../../made';

const { kappa: KAPPA, lambda: LAMBDA } = DEFAULTS.expectancy;
const EPSILON = 1e-12;

const view = (trades: readonly Trade[], settings = DEFAULTS): PainView =>
  foldOver(pain.fold(settings), trades, 0).view;

const multiple = fc.oneof(
  // Losses count in full.
  fc.double({ min: -60, max: 5, noNaN: true }),
  fc.integer({ min: -60, max: 5 }),
  fc.constantFrom(-1, 0, 1),
);
const multiples = fc.array(multiple, { maxLength: 60 });
/** Some closes share a moment. */
const moments = fc.array(fc.tuple(multiple, fc.integer({ min: 1, max: 12 })), { maxLength: 40 });

const inOrder = (pairs: readonly (readonly [number, number])[]): readonly Trade[] =>
  pairs
    .map(([r, ts], i) => tradeOf(r, ts, { id: `t${String(i).padStart(3, '0')}` }))
    .sort((a, b) => a.ts - b.ts);

/** L: the mean of the losses over all trades. */
const lossOf = (rs: readonly number[]): number =>
  rs.reduce((sum, r) => sum + Math.max(0, -r), 0) / Math.max(1, rs.length);

describe('pain, E_dd and edge: the laws', () => {
  it('0 ≤ pain ≤ L', () => {
    fc.assert(
      fc.property(moments, (pairs) => {
        const { pain_r } = view(inOrder(pairs));
        if (pairs.length === 0) expect(pain_r).to.equal(null);
        else expect(pain_r).to.be.within(0, lossOf(pairs.map(([r]) => r)) + EPSILON);
      }),
    );
  });

  it('sh·(m − λ·L) ≤ E_dd ≤ sh·m', () => {
    fc.assert(
      fc.property(moments, (pairs) => {
        const rs = pairs.map(([r]) => r);
        const n = rs.length;
        const shrink = n / (n + KAPPA);
        const mean = n === 0 ? 0 : rs.reduce((sum, r) => sum + r, 0) / n;
        const { drawdown_aware_r } = view(inOrder(pairs));
        expect(drawdown_aware_r).to.be.at.most(shrink * mean + EPSILON);
        expect(drawdown_aware_r).to.be.at.least(shrink * (mean - LAMBDA * lossOf(rs)) - EPSILON);
      }),
    );
  });

  it('raising any R never lowers E, E_dd or edge: exactly', () => {
    const lift = fc.oneof(
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.double({ min: 0, max: 1e-9, noNaN: true }),
    );
    fc.assert(
      fc.property(moments, fc.nat(), lift, (pairs, pick, by) => {
        fc.pre(pairs.length > 0);
        const at = pick % pairs.length;
        const raised = pairs.map(([r, ts], i) => [i === at ? Math.min(5, r + by) : r, ts] as const);
        const before = view(inOrder(pairs));
        const after = view(inOrder(raised));
        expect(after.shrunk_r).to.be.at.least(before.shrunk_r);
        expect(after.drawdown_aware_r).to.be.at.least(before.drawdown_aware_r);
        expect(after.edge).to.be.at.least(before.edge);
      }),
      { numRuns: 1000 },
    );
  });

  it('E_dd(c·R) = c·E_dd(R) for c ≥ 0, unclipped', () => {
    fc.assert(
      fc.property(multiples, fc.double({ min: 0, max: 1, noNaN: true }), (rs, c) => {
        const scaled = view(tradesOf(rs.map((r) => c * r))).drawdown_aware_r;
        expect(scaled).to.be.closeTo(c * view(tradesOf(rs)).drawdown_aware_r, EPSILON);
      }),
    );
  });

  it('without trades E_dd = E = μ0 and pain is null', () => {
    const settings = settingsFrom({ expectancy: { prior_r: 0.3 } });
    expect(view([], settings)).to.include({ shrunk_r: 0.3, drawdown_aware_r: 0.3, pain_r: null });
    expect(view([])).to.include({ shrunk_r: 0, drawdown_aware_r: 0, pain_r: null });
  });

  it('all losses after all wins has the largest pain of all orders', () => {
    const signs = fc.array(fc.boolean(), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(signs, fc.double({ min: 0.1, max: 5, noNaN: true }), (wins, size) => {
        const rs = wins.map((win) => (win ? size : -size));
        const worst = [...rs].sort((a, b) => b - a);
        const most = view(tradesOf(worst)).pain_r ?? NaN;
        expect(view(tradesOf(rs)).pain_r).to.be.at.most(most + EPSILON);
      }),
      { numRuns: 500 },
    );
  });

  it('every order in which each loss is directly followed by a win has pain 0', () => {
    const blocks = fc.array(fc.boolean(), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(blocks, fc.double({ min: 0.1, max: 5, noNaN: true }), (pairs, size) => {
        const rs = pairs.flatMap((lossThenWin) => (lossThenWin ? [-size, size] : [size]));
        expect(view(tradesOf(rs)).pain_r).to.equal(0);
      }),
    );
  });

  it('trades of unknown R have no part', () => {
    fc.assert(
      fc.property(multiples, (rs) => {
        const holes = rs.flatMap((r) => [r, undefined]);
        expect(view(tradesOf(holes))).to.deep.equal(view(tradesOf(rs)));
      }),
    );
  });

  it('closes of one moment are one step: their order has no part', () => {
    fc.assert(
      fc.property(moments, (pairs) => {
        const trades = inOrder(pairs);
        const reversed = [...trades].reverse().sort((a, b) => a.ts - b.ts);
        expect(view(reversed)).to.deep.equal(view(trades));
      }),
    );
  });
});
