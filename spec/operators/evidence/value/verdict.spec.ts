import { expect } from 'chai';
import { valueBlock, type ValueBlock } from '../../../../operators/evidence/value/value-block';
import { verdictOf } from '../../../../operators/evidence/value/verdict';
import { valueInference } from '../../../../operators/evidence/value/value-inference';
import { unitTrades } from '../../../../operators/evidence/value/unit-trades';
import { meanOf } from '../../../../operators/evidence/value/identity';
import { equalEdges } from '../../../bench/intervals/processes';
import { chanceOf } from '../chance';
import { RESAMPLING, tradesOf, type TradeRow } from './value-made';

/** 12 trades a day; the multiple knows the value with this correlation, and all values are moved by `mean`. */
function blockOf(days: number, knowing: number, mean: number): ValueBlock {
  const { normal } = chanceOf(11);
  const rows = Array.from({ length: 12 * days }, (_, i): TradeRow => {
    const x = normal();
    return [Math.min(1, Math.max(0, 0.5 + knowing * x + 0.1 * normal())), mean + x, 'A', Math.floor(i / 12)];
  });
  return valueBlock(tradesOf(rows), RESAMPLING);
}

describe('verdictOf', () => {
  it('does not judge fewer than 10 days or 30 trades', () => {
    const none = { total: 'not_enough', selection: 'not_enough' };
    expect(verdictOf(blockOf(9, 0.2, -1), 0)).to.deep.equal(none);
    expect(verdictOf(blockOf(10, 0.2, -1), 0).total).to.equal('helped');
    const few = Array.from({ length: 29 }, (_, i): TradeRow => [0.5, -1, 'A', i]);
    expect(verdictOf(valueBlock(tradesOf(few), RESAMPLING), 0)).to.deep.equal(none);
  });

  it('says of a total whether its interval lies on one side of 0', () => {
    expect(verdictOf(blockOf(20, 0, -1), 0).total).to.equal('helped');
    expect(verdictOf(blockOf(20, 0, 1), 0).total).to.equal('hurt');
    expect(verdictOf(blockOf(20, 0, 0), 0).total).to.equal('not_shown');
  });

  it('says of choosing whether it is worth something at equal size', () => {
    expect(verdictOf(blockOf(20, 0.2, -1), 0).selection).to.equal('skill');
    expect(verdictOf(blockOf(20, -0.2, -1), 0).selection).to.equal('negative');
    expect(verdictOf(blockOf(20, 0, -1), 0).selection).to.equal('not_shown');
  });

  it('asks for the 99 % interval before it says negative, of selection and at equal size', () => {
    const block = blockOf(20, 0, 0);
    const { per_unit, selection } = block.inference;
    if (per_unit === null || selection === null) throw new Error('no size');
    const at = (t: number, chosen = t): string => {
      const inference = {
        ...block.inference,
        per_unit: { ...per_unit, value: t * (per_unit.se ?? 0) },
        selection: { ...selection, value: chosen * (selection.se ?? 0) },
      };
      return verdictOf({ ...block, inference }, 0).selection;
    };
    // t(.975, 19) = 2.093, t(.995, 19) = 2.861.
    expect([2.2, 2, -2, -2.8, -2.9].map((t) => at(t))).to.deep.equal([
      ...['skill', 'not_shown', 'not_shown', 'not_shown', 'negative'],
    ]);
    expect([at(-2.9, -2.8), at(-2.8, -2.9)]).to.deep.equal(['not_shown', 'not_shown']);
  });

  it('calls equal edges negative in at most 2 of 100 histories, also where little size was advised', () => {
    const histories = 300;
    let negative = 0;
    for (let seed = 1; seed <= histories; seed++) {
      const trades = unitTrades(equalEdges(-0.1, 20, seed));
      const inference = valueInference(trades);
      const block = { n: trades.values.length, active_days: 20, mean_m: meanOf(trades.multiples), inference };
      if (verdictOf(block, 0).selection === 'negative') negative++;
    }
    expect(negative).to.be.at.most(0.02 * histories);
  });

  it('does not judge choosing where over 10 % of entries are unknown, or without any size', () => {
    expect(verdictOf(blockOf(20, 0.2, -1), 0.11).selection).to.equal('not_judged');
    expect(verdictOf(blockOf(20, 0.2, -1), 0.1).selection).to.equal('skill');
    const down = Array.from({ length: 40 }, (_, i): TradeRow => [0, -1, 'A', i]);
    expect(verdictOf(valueBlock(tradesOf(down), RESAMPLING), 0)).to.deep.equal({
      total: 'helped',
      selection: 'none',
    });
  });
});
