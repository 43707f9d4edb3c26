import { expect } from 'chai';
import type { RiskMode } from '../../../../src/model/fund/risk-mode';
import { settingsFrom } from '../../../../src/model/fund/settings';
import { rowsOf, SURE, type Candidate, type Fund } from '../allocation-made';

const rowOf = (over: Partial<Candidate>, fund: Partial<Fund> = {}) =>
  rowsOf([{ ...SURE, ...over }], fund).get('A');

describe('the caps of a row, by hand', () => {
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
});
