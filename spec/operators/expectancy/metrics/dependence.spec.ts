import { expect } from 'chai';
import fc from 'fast-check';
import { groupView } from '../../../../operators/expectancy/group-view';
import { DEFAULTS, tradesOf } from '../../made';

const view = (rs: readonly (number | undefined)[]) => groupView(tradesOf(rs), DEFAULTS);

/** n·(1 − φ)/(1 + φ) by the textbook, two passes. */
function effective(rs: readonly number[]): number {
  const n = rs.length;
  const mean = rs.reduce((sum, r) => sum + r, 0) / n;
  const off = rs.map((r) => r - mean);
  const alone = off.reduce((sum, d) => sum + d * d, 0);
  const together = off.slice(1).reduce((sum, d, i) => sum + d * (off[i] ?? 0), 0);
  const phi = n < 10 || alone < 1e-15 ? 0 : Math.min(0.9, Math.max(0, together / alone));
  return (n * (1 - phi)) / (1 + phi);
}

describe('n_eff: the independent trades that correlated ones stand for', () => {
  it('is by hand', () => {
    // Mean 0, Σd² = 10; neighbours: 4 + 4 agree, one differs.
    const halves = view([1, 1, 1, 1, 1, -1, -1, -1, -1, -1]);
    expect(halves.n_eff).to.be.closeTo((10 * 0.3) / 1.7, 1e-12);
    // Turned at each step: no positive correlation.
    expect(view([1, -1, 1, -1, 1, -1, 1, -1, 1, -1]).n_eff).to.equal(10);
  });

  it('widens the interval: t of n_eff − 1 degrees, on n_eff observations', () => {
    const rs = [...Array.from({ length: 10 }, () => 1), ...Array.from({ length: 10 }, () => -1)];
    const { n_eff, r_interval, std_r } = view(rs);
    // φ = (18 − 1)/20.
    expect(n_eff).to.be.closeTo((20 * 0.15) / 1.85, 1e-12);
    expect(std_r).to.be.closeTo(Math.sqrt(20 / 19), 1e-12);
    expect(r_interval, 'fewer than two independent trades').to.equal(null);
    // Three blocks of twenty: the same Rs as if they took turns, but in a row.
    const blocks = [1, -1, 1].flatMap((r) => Array.from({ length: 20 }, () => r));
    const turns = Array.from({ length: 20 }, () => [1, -1, 1]).flat();
    const [low = NaN, high = NaN] = view(blocks).r_interval ?? [];
    const [near = NaN, far = NaN] = view(turns).r_interval ?? [];
    expect([low + high, near + far].map((sum) => sum / 2)).to.satisfy(
      ([a = 0, b = 0]) => Math.abs(a - b) < 1e-9,
    );
    expect(view(turns).n_eff).to.equal(60);
    expect(high - low).to.be.above(4 * (far - near));
  });

  it('is n below ten trades, where nothing spreads, and null below two', () => {
    expect(view([1, 1, 1, 1, -1, -1, -1, -1, -1]).n_eff).to.equal(9);
    expect(view(Array.from({ length: 30 }, () => 0.1)).n_eff).to.equal(30);
    expect(view([1])).to.include({ n_eff: null, r_interval: null });
    expect(view([1]).reasons).to.include({ n_eff: 'fewer_than_two', r_interval: 'fewer_than_two' });
    expect(view([undefined, undefined]).reasons).to.include({ n_eff: 'no_risk_basis' });
    expect(view([]).reasons).to.include({ n_eff: 'no_trades' });
  });

  it('is never below n/19, and agrees with the textbook', () => {
    const r = fc.oneof(fc.double({ min: -60, max: 5, noNaN: true }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(r, { minLength: 2, maxLength: 60 }), fc.boolean(), (all, isSorted) => {
        const rs = isSorted ? [...all].sort((a, b) => a - b) : all;
        const found = view(rs).n_eff ?? NaN;
        expect(found).to.be.within(rs.length / 19 - 1e-9, rs.length);
        expect(found).to.be.closeTo(effective(rs), 1e-6);
      }),
    );
  });

  it('has no part for trades of unknown R', () => {
    const rs = [1, 2, 1, -1, -2, -1, 0.5, 1, 1, -1, -2, 3];
    expect(view(rs.flatMap((r) => [r, undefined])).n_eff).to.equal(view(rs).n_eff);
  });
});
