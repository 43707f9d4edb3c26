import { expect } from 'chai';
import fc from 'fast-check';
import { regimeOf, REGIME_CELLS, PATHS, SLIPPAGE_BANDS } from '../../src/model/regime';
import { route } from '../operators/made';

describe('regimeOf: a partition of 20 cells', () => {
  const flag = fc.constantFrom(true, false, undefined);
  it('every row falls in one known cell', () => {
    const slip = fc.option(fc.double({ min: -9, max: 9, noNaN: true }), { nil: undefined });
    const cells = PATHS.flatMap((path) => SLIPPAGE_BANDS.map((band) => `${path}|${band}`));
    expect(cells.length).to.equal(REGIME_CELLS);
    fc.assert(
      fc.property(flag, flag, slip, (makerStart, makerFinal, slippageBps) => {
        expect(cells).to.include(regimeOf(route('r', { makerStart, makerFinal, slippageBps })));
      }),
    );
  });

  it('the path is told by the maker flags', () => {
    const path = (makerStart?: boolean, makerFinal?: boolean) =>
      regimeOf(route('r', { makerStart, makerFinal }));
    expect([path(true, true), path(true, false), path(true)]).to.deep.equal([
      'maker|none',
      'maker_to_taker|none',
      'unknown|none',
    ]);
    expect([path(false, true), path(false), path(undefined, true)]).to.deep.equal([
      'taker|none',
      'taker|none',
      'unknown|none',
    ]);
    expect(regimeOf(undefined)).to.equal('unknown|none');
  });

  it('the bands are < 0, ≤ 1, ≤ 5 and above', () => {
    const band = (slippageBps: number) => regimeOf(route('r', { slippageBps })).split('|')[1];
    expect([-0.001, 0, 1, 1.001, 5, 5.001].map(band)).to.deep.equal([
      'improved',
      'low',
      'low',
      'mid',
      'mid',
      'high',
    ]);
  });
});
