import { expect } from 'chai';
import { allocate } from '../../../operators/allocate/allocate';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { settingsFrom } from '../../../src/model/fund/settings';
import { ACCOUNT, deskFor, inputsFor, rowsOf, type Candidate } from './allocation-made';
import { deskOf } from '../made';

const sure: Candidate = {
  symbol: 'A',
  score: 0.55,
  edge: 0.6,
  count: 40,
  knownR: 40,
  quality: 'good',
  enabled: true,
  cap: 0.4,
  tierCap: undefined,
  maxTrade: 0.1,
  maxCount: 4,
};

const rowOf = (over: Partial<Candidate>, ...rest: readonly Candidate[]) =>
  rowsOf([{ ...sure, ...over }, ...rest]).get('A');

describe('allocate, by hand', () => {
  it('a score halfway between lo and hi earns half the cap', () => {
    expect(rowOf({})?.suggested_weight).to.equal(0.2);
  });

  it('edge exactly edge_min counts; a unit below it does not', () => {
    expect(rowOf({ edge: 0.25 })?.suggested_weight).to.equal(0.2);
    expect(rowOf({ edge: 0.249999999 })).to.include({ suggested_weight: 0, reason: 'edge_below_min' });
  });

  it('below 20 known R a symbol is probed: at least phi_min, at most the ramp', () => {
    expect(rowOf({ count: 10, knownR: 10, score: 1 })?.explanation.phi.phi).to.equal(0.525);
    expect(rowOf({ count: 10, knownR: 10, score: 0 })?.explanation.phi.phi).to.equal(0.05);
    expect(rowOf({ count: 0, knownR: 0, score: 1 })?.explanation.phi.phi).to.equal(0.05);
    expect(rowOf({ count: 19, knownR: 19, score: 1 })?.explanation.phi.phi).to.equal(0.9525);
    expect(rowOf({ count: 20, knownR: 20, score: 1 })?.explanation.phi.phi).to.equal(1);
  });

  it('20 trades with fewer than 20 known R have no risk basis', () => {
    expect(rowOf({ count: 20, knownR: 19 })).to.include({ suggested_weight: 0, reason: 'no_risk_basis' });
    expect(rowOf({ count: 19, knownR: 18 })?.suggested_weight).to.be.greaterThan(0);
  });

  it('router quality takes its share, last', () => {
    const phiOf = (quality: Candidate['quality']) => rowOf({ quality })?.explanation.phi.phi;
    expect([phiOf('good'), phiOf('ok'), phiOf('unknown'), phiOf('degraded'), phiOf('broken')]).to.deep.equal([
      0.5, 0.5, 0.3, 0.3, 0.1,
    ]);
    expect(rowOf({ count: 0, knownR: 0, quality: 'broken' })?.explanation.phi.phi).to.equal(0.01);
  });

  it('the ceiling bounds the weight and the cap', () => {
    const row = rowOf({ tierCap: 0.1, score: 1 });
    expect(row?.suggested_weight).to.equal(0.1);
    expect(row?.suggested_caps.max_nav_pct).to.equal(0.1);
  });

  it('candidates beyond the budget are cut in proportion', () => {
    const rows = rowsOf([
      { ...sure, symbol: 'A', score: 1, cap: 0.6 },
      { ...sure, symbol: 'B', score: 1, cap: 0.3 },
      { ...sure, symbol: 'C', score: 1, cap: 0.6 },
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
          caps.map((cap, i) => ({ ...sure, symbol: `S${i}`, score: 1, cap })),
          riskMode,
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

  it('caps grow by at most up, and only on a trusted sample and a good or ok router', () => {
    const capOf = (over: Partial<Candidate>) =>
      rowOf({ score: 1, tierCap: 1, ...over })?.suggested_caps.max_nav_pct;
    expect(capOf({})).to.equal(0.44);
    expect(capOf({ quality: 'ok' })).to.equal(0.44);
    expect(capOf({ quality: 'unknown' })).to.equal(0.4);
    expect(capOf({ count: 19, knownR: 19 })).to.equal(0.4);
    expect(capOf({ score: 0 })).to.equal(0.36);
    expect(capOf({ tierCap: undefined })).to.equal(0.4);
  });

  it('the trade cap shrinks with g, never grows, and stays within the NAV cap', () => {
    const tradeCap = (over: Partial<Candidate>) => rowOf(over)?.suggested_caps.max_trade_nav_pct;
    expect(tradeCap({ score: 1, tierCap: 1 })).to.equal(0.1);
    expect(tradeCap({ score: 0 })).to.equal(0.09);
    expect(tradeCap({ score: 1, maxTrade: 0.9 })).to.equal(0.4);
  });

  it('concurrency is rounded up, within the current number', () => {
    const countOf = (over: Partial<Candidate>, mode: 'normal' | 'cautious' | 'defensive' = 'normal') =>
      rowsOf([{ ...sure, ...over }], mode).get('A')?.suggested_caps.max_concurrent_positions;
    expect(countOf({})).to.equal(4);
    expect(countOf({ score: 0.45 })).to.equal(2);
    expect(countOf({ score: 0.36 })).to.equal(1);
    expect(countOf({ score: 0 })).to.equal(0);
    expect([countOf({}, 'cautious'), countOf({}, 'defensive')]).to.deep.equal([4, 3]);
    const atLeastTwo = settingsFrom({ allocator: { min_concurrent: 2 } });
    const least = (maxCount: number) =>
      rowsOf([{ ...sure, score: 0, maxCount }], 'normal', atLeastTwo).get('A')?.suggested_caps
        .max_concurrent_positions;
    expect([least(4), least(1)]).to.deep.equal([2, 1]);
  });

  it('a traded symbol that is not in the universe appears, with weight 0', () => {
    const inputs = inputsFor([sure, { ...sure, symbol: 'X' }]);
    const rows = allocate(inputs, ACCOUNT, deskFor([sure])).symbols;
    expect(rows.map((row) => [row.symbol, row.suggested_weight, row.reason])).to.deep.equal([
      ['A', 0.2, 'score'],
      ['X', 0, 'not_in_universe'],
    ]);
  });

  it('a symbol that is neither traded nor in the universe does not appear', () => {
    const inputs = inputsFor([sure, { ...sure, symbol: 'X', count: 0, knownR: 0 }]);
    expect(allocate(inputs, ACCOUNT, deskFor([sure])).symbols.map((row) => row.symbol)).to.deep.equal(['A']);
  });

  it('rows are sorted by score, best first, then by symbol; the unscored come last', () => {
    const scored = [0.5, 0.9, 0.5].map((score, i) => ({ ...sure, symbol: `S${i}`, score }));
    const desk = deskFor([...scored, { ...sure, symbol: 'AAA' }]);
    const rows = allocate(inputsFor(scored), ACCOUNT, desk).symbols;
    expect(rows.map((row) => row.symbol)).to.deep.equal(['S1', 'S0', 'S2', 'AAA']);
  });

  it('a symbol with no cap anywhere has weight 0; absent caps stay null', () => {
    const desk = deskOf({ universe: { universe: [{ symbol: 'A' }] } });
    const [row] = allocate(inputsFor([sure]), ACCOUNT, desk).symbols;
    expect(row).to.deep.include({
      suggested_weight: 0,
      reason: 'no_cap',
      suggested_caps: { max_nav_pct: null, max_trade_nav_pct: null, max_concurrent_positions: null },
    });
  });

  it('__proto__ as a symbol is one symbol among others', () => {
    const hostile = { ...sure, symbol: '__PROTO__' };
    const rows = rowsOf([hostile, { ...sure, symbol: 'CONSTRUCTOR' }]);
    expect([...rows.keys()].sort()).to.deep.equal(['CONSTRUCTOR', '__PROTO__']);
  });
});
