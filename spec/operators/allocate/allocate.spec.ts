import { expect } from 'chai';
import { allocate } from '../../../operators/allocate/allocate';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { settingsFrom } from '../../../src/model/fund/settings';
import { ACCOUNT, deskFor, inputsFor, rowsOf, SURE, type Candidate, type Fund } from './allocation-made';
import { deskOf } from '../made';

const rowOf = (over: Partial<Candidate>, fund: Partial<Fund> = {}) =>
  rowsOf([{ ...SURE, ...over }], fund).get('A');

describe('allocate, by hand', () => {
  it('a score halfway between lo and hi earns half the cap', () => {
    expect(rowOf({})?.suggested_weight).to.equal(0.2);
  });

  it('either edge exactly edge_min counts; a unit below it does not', () => {
    expect(rowOf({ edge: 0.25, edgeUsd: 0.25 })?.suggested_weight).to.equal(0.2);
    expect(rowOf({ edge: 0.249999999 })).to.include({ suggested_weight: 0, reason: 'edge_below_min' });
    expect(rowOf({ edgeUsd: 0.249999999 })).to.include({ suggested_weight: 0, reason: 'usd_edge_below_min' });
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

  it('below 20 known R a symbol is probed: at least phi_min, at most the ramp', () => {
    const phiOf = (known: number, score: number) =>
      rowOf({ count: known, knownR: known, score })?.explanation.phi.phi;
    expect([phiOf(10, 1), phiOf(10, 0), phiOf(0, 1), phiOf(19, 1), phiOf(20, 1)]).to.deep.equal([
      0.525, 0.05, 0.05, 0.9525, 1,
    ]);
  });

  it('20 trades with fewer than 20 known R have no risk basis, dust left out', () => {
    expect(rowOf({ count: 20, knownR: 19 })).to.include({ suggested_weight: 0, reason: 'no_risk_basis' });
    expect(rowOf({ count: 19, knownR: 18 })?.suggested_weight).to.be.greaterThan(0);
    expect(rowOf({ count: 20, knownR: 19, dust: 1 })?.suggested_weight).to.be.greaterThan(0);
    expect(rowOf({ count: 21, knownR: 19, dust: 1 })).to.include({ reason: 'no_risk_basis' });
  });

  it('a sure loss in USD leaves nothing', () => {
    expect(rowOf({ usdLosing: true })).to.include({ suggested_weight: 0, reason: 'usd_losing' });
  });

  it('router quality takes its share, last', () => {
    const phiOf = (quality: Candidate['quality']) => rowOf({ quality })?.explanation.phi.phi;
    expect([phiOf('good'), phiOf('ok'), phiOf('unknown'), phiOf('degraded'), phiOf('broken')]).to.deep.equal([
      0.5, 0.5, 0.3, 0.5, 0.3,
    ]);
    expect(rowOf({ count: 0, knownR: 0, quality: 'broken' })?.explanation.phi.phi).to.equal(0.03);
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

  it('caps follow phi: twice phi below half, then up to 1 + up on a trusted sample and a good or ok router', () => {
    const capOf = (over: Partial<Candidate>) =>
      rowOf({ score: 1, tierCap: 1, ...over })?.suggested_caps.max_nav_pct;
    expect(capOf({})).to.equal(0.44);
    expect(capOf({ quality: 'ok' })).to.equal(0.44);
    expect(capOf({ quality: 'degraded' })).to.equal(0.4);
    expect(capOf({ quality: 'unknown' })).to.equal(0.4);
    expect(capOf({ count: 19, knownR: 19 })).to.equal(0.4);
    expect(capOf({ tierCap: undefined })).to.equal(0.4);
    // phi ½ is g = 1; phi ¼ is g = ½; phi 0 is g = 0.
    expect([0.475, 0.4125, 0].map((score) => capOf({ score }))).to.deep.equal([0.4, 0.2, 0]);
    expect(capOf({ edgeUsd: 0 })).to.equal(0);
  });

  it('the trade cap shrinks with g, never grows, and stays within the NAV cap', () => {
    const tradeCap = (over: Partial<Candidate>) =>
      rowOf({ maxTrade: 0.1, ...over })?.suggested_caps.max_trade_nav_pct;
    expect(tradeCap({ score: 1, tierCap: 1 })).to.equal(0.1);
    expect(tradeCap({ score: 0 })).to.equal(0);
    expect(tradeCap({ score: 1, maxTrade: 0.9 })).to.equal(0.4);
  });

  it('both caps leave room for the weight: it is 0.1, g 0.5 of a trade cap of 0.15 would be 0.075', () => {
    const row = rowOf({ score: 0.4125, maxTrade: 0.15 });
    expect(row?.suggested_weight).to.equal(0.1);
    expect(row?.suggested_caps).to.include({ max_nav_pct: 0.2, max_trade_nav_pct: 0.1 });
    expect(row?.explanation.max_trade_nav?.binding).to.equal('weight');
  });

  it('concurrency is rounded up, within the current number', () => {
    const countOf = (over: Partial<Candidate>, mode: RiskMode = 'normal') =>
      rowOf(over, { mode })?.suggested_caps.max_concurrent_positions;
    expect(countOf({})).to.equal(4);
    expect(countOf({ score: 0.4125 })).to.equal(2);
    expect(countOf({ score: 0.36 })).to.equal(1);
    expect(countOf({ score: 0 })).to.equal(0);
    expect([countOf({}, 'cautious'), countOf({}, 'defensive')]).to.deep.equal([4, 3]);
    const atLeastTwo = settingsFrom({ allocator: { min_concurrent: 2 } });
    const least = (maxCount: number) =>
      rowsOf([{ ...SURE, score: 0, maxCount }], {}, atLeastTwo).get('A')?.suggested_caps
        .max_concurrent_positions;
    expect([least(4), least(1)]).to.deep.equal([2, 1]);
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
