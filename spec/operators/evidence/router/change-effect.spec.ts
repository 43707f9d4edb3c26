import { expect } from 'chai';
import { changeEffect } from '../../../../operators/evidence/router/change-effect';
import { costRowsOf, type CostRows } from '../../../../operators/evidence/router/cost-row';
import { runsOf } from '../../../campaign';
import { chanceOf } from '../chance';
import { DAY, MAKER, market, stepOf, TAKER } from './router-made';

function costs(
  own: readonly [number, number],
  ...controls: readonly (readonly [number, number])[]
): CostRows {
  return costRowsOf([...stepOf('A', own), ...controls.flatMap((after, i) => stepOf(`C${i}`, after))]);
}

describe('changeEffect', () => {
  const at = { symbol: 'A', ts: 2 * DAY };

  it('is the shift against that of the controls, with the largest of three variances', () => {
    // Δ_s 2, V_s 2/3; controls 1 and 3 (V 0 and 2/3): mean 2, b = 2. V_s + b/k = 5/3; b(1 + ½) = 3; V_s + ⅔/4 = 5/6.
    const found = changeEffect(at, costs([2, 4], [2, 2], [3, 5]), []);
    expect(found).to.deep.include({ shift_bps: 2, controls: 2, control_shift_bps: 2, effect_bps: 0, df: 1 });
    expect(found.se_bps).to.be.closeTo(Math.sqrt(3), 1e-12);
    expect(found.hi).to.be.closeTo(12.706204736 * Math.sqrt(3), 1e-6);
    expect(found.shown).to.equal(false);
  });

  it('takes the symbol’s own noise where that is larger', () => {
    // Δ_s 6, V_s = (2·(10·4/20)²)·4/3 = 32/3; controls 0 and 0.
    const found = changeEffect(at, costs([3, 11], [1, 1], [1, 1]), []);
    expect(found.se_bps).to.be.closeTo(Math.sqrt(32 / 3), 1e-12);
  });

  it('shows an effect that no noise explains', () => {
    expect(changeEffect(at, costs([3, 3], [1, 1], [1, 1]), [])).to.include({ lo: 2, hi: 2, shown: true });
  });

  it('takes as controls no symbol with a change of its own in the window', () => {
    const three = costs([3, 3], [1, 1], [1, 1], [9, 9]);
    const change = { symbol: 'C2', ts: 15 * DAY, before: MAKER, after: TAKER };
    expect(changeEffect(at, three, [change]).controls).to.equal(2);
    expect(changeEffect(at, three, [{ ...change, ts: 16 * DAY }]).controls).to.equal(3);
  });

  it('cannot judge with fewer than two controls, or too few rows', () => {
    expect(changeEffect(at, costs([3, 3], [1, 1]), [])).to.include({
      ...{ controls: 1, control_shift_bps: 0, effect_bps: null, shown: null, reason: 'no_controls' },
    });
    expect(changeEffect({ ...at, symbol: 'X' }, costs([3, 3], [1, 1], [1, 1]), [])).to.include({
      ...{ rows_before: 0, shift_bps: null, reason: 'too_few_rows' },
    });
  });

  it('holds a planted −1 bps under a market-wide +.7, and finds one of −4', () => {
    const planted = (bps: number) =>
      market(chanceOf(31), (symbol, day) => (day < 20 ? 0 : symbol === 'C' ? 0.7 + bps : 0.7));
    const small = changeEffect({ symbol: 'C', ts: 20 * DAY }, planted(-1), []);
    expect(-1).to.be.within(small.lo ?? 0, small.hi ?? 0);
    expect(changeEffect({ symbol: 'C', ts: 20 * DAY }, planted(-4), []).shown).to.equal(true);
  });

  it('placebo: where nothing changed, at most 5 % are judged an effect', () => {
    const runs = runsOf('placebo');
    let shown = 0;
    for (let run = 0; run < runs; run++) {
      const found = changeEffect(
        { symbol: 'C', ts: 20 * DAY },
        market(chanceOf(100 + run), () => 0),
        [],
      );
      if (found.shown === true) shown++;
    }
    expect(shown / runs).to.be.at.most(0.05);
  });
});
