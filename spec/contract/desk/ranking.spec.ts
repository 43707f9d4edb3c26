import { expect } from 'chai';
import { BAD_ROW, closesOf, deskAt, GOOD_ROW, listing, repeat, rowOf, rowsOf } from '../scenario';

/** What ranks higher, and what may not be held however high it ranks. */
describe('the ranking of symbols', () => {
  it('more expectancy on the same router scores more: +1 R a trade above +0.1 R', async () => {
    const closes = [...closesOf('AUSDT', repeat(20, 1)), ...closesOf('BUSDT', repeat(20, 0.1))];
    const rows = [...rowsOf('AUSDT', 25, GOOD_ROW), ...rowsOf('BUSDT', 25, GOOD_ROW)];
    const { scores, allocation } = await deskAt({ closes, rows });
    expect(scores.symbols.map((row) => row.symbol)).to.deep.equal(['AUSDT', 'BUSDT']);
    const [a, b] = [rowOf(scores.symbols, 'AUSDT'), rowOf(scores.symbols, 'BUSDT')];
    expect(a.score).to.be.above(b.score);
    // Only what the trades earn tells them apart: gain (20 + 5)/(20 + 10) against (2 + 5)/(2 + 10).
    const { edge, expectancy } = a.components;
    expect(a.components).to.include({ ...b.components, edge, expectancy, gain: 0.833333333 });
    expect(expectancy).to.be.above(b.components.expectancy);
    // B's E_dd is 20·0.1/40 = 0.05, the hurdle itself.
    expect(b.components.edge).to.equal(0.5);
    expect(b.components.gain).to.be.closeTo(7 / 12, 1e-9);
    // Both score above 0.6: each has earned all of its cap.
    const weights = [a, b].map(({ symbol }) => rowOf(allocation.symbols, symbol).suggested_weight);
    expect(weights).to.deep.equal([0.25, 0.25]);
  });

  it('a better router under the same trades scores more: cost 1/(1 + 0.1) against 1/(1 + 3.5)', async () => {
    const closes = [...closesOf('AUSDT', repeat(20, 0.5)), ...closesOf('BUSDT', repeat(20, 0.5))];
    const rows = [...rowsOf('AUSDT', 25, BAD_ROW), ...rowsOf('BUSDT', 25, GOOD_ROW)];
    const { scores, suggestions } = await deskAt({ closes, rows });
    const [a, b] = [rowOf(scores.symbols, 'AUSDT'), rowOf(scores.symbols, 'BUSDT')];
    expect(b.score).to.be.above(a.score);
    // 1 bps of fee; 5 bps of fee and 30 of slippage.
    expect(b.components.cost).to.be.closeTo(1 / 1.1, 1e-9);
    expect(a.components.cost).to.be.closeTo(1 / 4.5, 1e-9);
    // p95 of 30 bps and of 3 s; half of all 50 rows are clean, so B has (25 + 5)/35 and A 5/35.
    expect([a.components.tail, a.components.latency]).to.deep.equal([0.25, 0.25]);
    expect(b.components.liquidity).to.be.closeTo(30 / 35, 1e-9);
    expect(a.components.liquidity).to.be.closeTo(5 / 35, 1e-9);
    const states = suggestions.symbols.map(({ symbol, quality, regime }) => [symbol, quality, regime]);
    expect(states).to.deep.equal([
      ['AUSDT', 'broken', 'broken'],
      ['BUSDT', 'good', 'maker_strong'],
    ]);
  });

  it('a disabled symbol with the best score holds nothing, and says why', async () => {
    const closes = [...closesOf('AUSDT', repeat(20, 1)), ...closesOf('BUSDT', repeat(20, 0.1))];
    const universe = [{ ...listing('AUSDT'), enabled: false }, listing('BUSDT')];
    const { scores, allocation } = await deskAt({ closes, universe });
    expect(scores.symbols[0]?.symbol).to.equal('AUSDT');
    const row = rowOf(allocation.symbols, 'AUSDT');
    expect([row.suggested_weight, row.reason]).to.deep.equal([0, 'disabled']);
    expect(row.rationale.join(' ')).to.match(/disabled/i);
    expect(rowOf(allocation.symbols, 'BUSDT').suggested_weight).to.be.above(0);
  });

  it('a traded symbol that the universe does not list holds nothing, and says why', async () => {
    const { allocation } = await deskAt({ closes: closesOf('CUSDT', repeat(20, 1)) });
    const row = rowOf(allocation.symbols, 'CUSDT');
    expect([row.suggested_weight, row.reason]).to.deep.equal([0, 'not_in_universe']);
  });
});
