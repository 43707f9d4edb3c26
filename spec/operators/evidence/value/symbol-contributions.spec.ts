import { expect } from 'chai';
import fc from 'fast-check';
import { holm } from '../../../../operators/evidence/statistics/holm';
import { twoSidedP } from '../../../../operators/evidence/statistics/inference';
import { contributionsOf } from '../../../../operators/evidence/value/contributions';
import { symbolContributions } from '../../../../operators/evidence/value/symbol-contributions';
import { valueInference } from '../../../../operators/evidence/value/value-inference';
import { chanceOf } from '../chance';
import { anyTrades, tradesOf, type TradeRow } from './value-made';

/** 40 days of three trades a day of each symbol at a tenth of their size; the first earns `edge` a trade, the others nothing. */
function rowsOf(symbols: readonly string[], edge: number, seed: number): readonly TradeRow[] {
  const { normal } = chanceOf(seed);
  return Array.from({ length: 40 * 3 }, (_, i) => Math.floor(i / 3)).flatMap((day) =>
    symbols.map((symbol, s): TradeRow => [0.1, (s === 0 ? edge : 0) + normal(), symbol, day]),
  );
}

const NAMES = Array.from({ length: 20 }, (_, i) => `S${String(i).padStart(2, '0')}`);

describe('symbolContributions', () => {
  it('gives each symbol the p of its total over its own trades and days, and Holm’s over all of them', () => {
    const rows = rowsOf(NAMES.slice(0, 4), -0.6, 5);
    const found = symbolContributions(tradesOf(rows));
    const ps = Object.fromEntries(
      NAMES.slice(0, 4).map((name) => {
        const { total } = valueInference(tradesOf(rows.filter(([, , symbol]) => symbol === name)));
        return [name, twoSidedP(total?.t ?? NaN, total?.df ?? NaN)];
      }),
    );
    const adjusted = holm(ps);
    for (const [name, p] of Object.entries(ps)) {
      expect(found[name]?.p, name).to.be.closeTo(p, 5e-7);
      expect(found[name]?.p_holm, name).to.be.closeTo(adjusted[name] ?? NaN, 2e-6);
    }
    expect(found['S00']?.p_holm).to.be.closeTo(4 * (ps['S00'] ?? NaN), 2e-6);
  });

  it('of twenty symbols that gain nothing, some seem to, and none after so many looks', () => {
    let seeming = 0;
    let believed = 0;
    for (let seed = 1; seed <= 10; seed++)
      for (const { p, p_holm } of Object.values(symbolContributions(tradesOf(rowsOf(NAMES, 0, seed))))) {
        if ((p ?? 1) < 0.05) seeming++;
        if ((p_holm ?? 1) < 0.05) believed++;
      }
    expect(seeming).to.be.above(4);
    expect(believed).to.be.below(2);
    expect(symbolContributions(tradesOf(rowsOf(NAMES, -0.8, 1)))['S00']?.p_holm).to.be.below(0.01);
  });

  it('has no p where the trades or the days are too few for a verdict, and such a symbol is no look', () => {
    const rows = rowsOf(NAMES.slice(0, 2), -0.3, 5);
    const alone = symbolContributions(tradesOf(rows));
    const few = Array.from({ length: 29 }, (_, i): TradeRow => [0.1, 1 - (i % 3), 'FEW', i]);
    const found = symbolContributions(tradesOf([...rows, ...few]));
    expect(found['FEW']).to.include({ n: 29, p: null, p_holm: null });
    for (const name of ['S00', 'S01'])
      expect([found[name]?.p, found[name]?.p_holm]).to.deep.equal([alone[name]?.p, alone[name]?.p_holm]);
    const short = rows.filter(([, , , day]) => day < 9).map(([m, x, , day]): TradeRow => [m, x, 'NINE', day]);
    expect(symbolContributions(tradesOf(short))['NINE']).to.include({ p: null, p_holm: null });
  });

  it('changes nothing about the sums, and depends on no order', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const trades = tradesOf(rows);
        const found = symbolContributions(trades);
        expect(symbolContributions(tradesOf(rows.toReversed()))).to.deep.equal(found);
        for (const [name, part] of Object.entries(
          contributionsOf(trades.multiples, trades.values, trades.symbols),
        ))
          expect(found[name]).to.include(part);
      }),
    );
  });
});
