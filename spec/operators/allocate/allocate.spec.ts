import { expect } from 'chai';
import { allocate } from '../../../operators/allocate/allocate';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { ACCOUNT, deskFor, inputsFor, rowsOf, SURE, type Candidate, type Fund } from './allocation-made';
import { deskOf } from '../made';

const rowOf = (over: Partial<Candidate>, fund: Partial<Fund> = {}) =>
  rowsOf([{ ...SURE, ...over }], fund).get('A');

describe('allocate, by hand', () => {
  it('a score halfway between lo and hi earns half the cap', () => {
    expect(rowOf({})?.suggested_weight).to.equal(0.2);
  });

  it('where money and R disagree the rationale says so, either way', () => {
    const lines = (over: Partial<Candidate>) => rowOf(over)?.rationale.join(' ');
    expect(lines({ edge: 0.92, edgeUsd: 0.108 })).to.include(
      'disagree: the edge is 0.92 in R and 0.108 in USD',
    );
    expect(lines({ edge: 0.019, edgeUsd: 0.576 })).to.include('disagree');
    expect(lines({ edge: 0.9, edgeUsd: 0.25 })).not.to.include('disagree');
    expect(lines({ edge: 0.1, edgeUsd: 0.249 })).not.to.include('disagree');
  });

  it('the ceiling bounds the weight and the cap', () => {
    const row = rowOf({ tierCap: 0.1, score: 1 });
    expect(row?.suggested_weight).to.equal(0.1);
    expect(row?.suggested_caps.max_nav_pct).to.equal(0.1);
    expect(rowOf({ tierCap: 0.3, score: 1 }, { maxSymbol: 0.05 })?.suggested_weight).to.equal(0.05);
  });

  it('all symbols together stay within the gross exposure that the fund allows', () => {
    const rows = rowsOf(
      ['A', 'B'].map((symbol) => ({ ...SURE, symbol, score: 1 })),
      { maxGross: 0.1 },
    );
    expect([...rows.values()].map((row) => [row.suggested_weight, row.reason])).to.deep.equal([
      [0.05, 'budget'],
      [0.05, 'budget'],
    ]);
  });

  it('candidates beyond the budget are cut in proportion', () => {
    const rows = rowsOf([
      { ...SURE, symbol: 'A', score: 1, cap: 0.6 },
      { ...SURE, symbol: 'B', score: 1, cap: 0.3 },
      { ...SURE, symbol: 'C', score: 1, cap: 0.6 },
    ]);
    expect([...rows.values()].map((row) => [row.symbol, row.suggested_weight, row.reason])).to.deep.equal([
      ['A', 0.36, 'budget'],
      ['B', 0.18, 'budget'],
      ['C', 0.36, 'budget'],
    ]);
  });

  it('candidates that come to the budget exactly are not cut by it, and do not say so', () => {
    const reasonsOf = (riskMode: RiskMode, ...caps: readonly number[]) =>
      [
        ...rowsOf(
          caps.map((cap, i) => ({ ...SURE, symbol: `S${i}`, score: 1, cap })),
          { mode: riskMode },
        ).values(),
      ].map((row) => [row.suggested_weight, row.reason]);
    expect(reasonsOf('normal', 0.6, 0.3)).to.deep.equal([
      [0.6, 'score_above_hi'],
      [0.3, 'score_above_hi'],
    ]);
    expect(reasonsOf('defensive', 0.75, 0.375)).to.deep.equal([
      [0.3, 'mode'],
      [0.15, 'mode'],
    ]);
  });

  it('a traded symbol that is not in the universe appears, with weight 0', () => {
    const inputs = inputsFor([SURE, { ...SURE, symbol: 'X' }]);
    const rows = allocate(inputs, ACCOUNT, deskFor([SURE])).symbols;
    expect(rows.map((row) => [row.symbol, row.suggested_weight, row.reason])).to.deep.equal([
      ['A', 0.2, 'score'],
      ['X', 0, 'not_in_universe'],
    ]);
  });

  it('a symbol that is neither traded nor in the universe does not appear', () => {
    const inputs = inputsFor([SURE, { ...SURE, symbol: 'X', count: 0, knownR: 0 }]);
    expect(allocate(inputs, ACCOUNT, deskFor([SURE])).symbols.map((row) => row.symbol)).to.deep.equal(['A']);
  });

  it('rows are sorted by score, best first, then by symbol; the unscored come last', () => {
    const scored = [0.5, 0.9, 0.5].map((score, i) => ({ ...SURE, symbol: `S${i}`, score }));
    const desk = deskFor([...scored, { ...SURE, symbol: 'AAA' }]);
    const rows = allocate(inputsFor(scored), ACCOUNT, desk).symbols;
    expect(rows.map((row) => row.symbol)).to.deep.equal(['S1', 'S0', 'S2', 'AAA']);
  });

  it('a symbol with no cap anywhere has weight 0; absent caps stay null', () => {
    const desk = deskOf({ universe: { universe: [{ symbol: 'A' }] } });
    const [row] = allocate(inputsFor([SURE]), ACCOUNT, desk).symbols;
    expect(row).to.deep.include({
      suggested_weight: 0,
      reason: 'no_cap',
      suggested_caps: { max_nav_pct: null, max_trade_nav_pct: null, max_concurrent_positions: null },
    });
  });

  it('a cap of 0 allows no position: weight 0, and the reason', () => {
    for (const none of [{ cap: 0 }, { tierCap: 0 }, { maxTrade: 0 }, { maxCount: 0 }])
      expect(rowOf(none)).to.include({ suggested_weight: 0, reason: 'cap_is_zero' });
  });

  it('__proto__ as a symbol is one symbol among others', () => {
    const hostile = { ...SURE, symbol: '__PROTO__' };
    const rows = rowsOf([hostile, { ...SURE, symbol: 'CONSTRUCTOR' }]);
    expect([...rows.keys()].sort()).to.deep.equal(['CONSTRUCTOR', '__PROTO__']);
  });
});
