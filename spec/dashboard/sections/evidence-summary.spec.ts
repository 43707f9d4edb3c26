import { expect } from 'chai';
import { evidenceSummary } from '../../../src/dashboard/sections/evidence-summary';

const part = (exposure: number, selection: number): object => ({
  n: 3,
  mean_m: 0.5,
  gain: 0,
  exposure,
  selection,
  p_holm: 0.25,
});

const FILE = {
  as_of: '2026-01-11T00:00:00.000Z',
  eligible: 7,
  verdict: { bps: { total: 'helped', selection: 'none', sentence: 'It would have helped.' } },
  calibration: {
    p_dd: {
      n: 9,
      brier: 0.2,
      bins: [
        { lo: 0, hi: 0.1, n: 0, mean_p: 0, share: 0, interval: null },
        { lo: 0.3, hi: 0.4, n: 9, mean_p: 0.35, share: 1 / 3, interval: [0.12, 0.65] },
      ],
    },
  },
  contributions: { symbols: { usd: { B: part(1, 1), A: part(-1, 1), C: part(0, -9) } } },
  curve: [
    [1000, 2, 1, 0, 3],
    [2000, 4, 2, 1, 5],
  ],
};

describe('evidenceSummary', () => {
  it('gives the sentence, the curve by columns, bins that hold claims, and symbols by what they changed', () => {
    const summary = evidenceSummary(FILE);
    expect(summary).to.deep.include({
      as_of: FILE.as_of,
      trades: 7,
      is_enough: true,
      sentence: 'It would have helped.',
    });
    expect(summary.curve).to.deep.equal({
      ts_ms: [1000, 2000],
      traded: [2, 4],
      advised: [1, 2],
      lo: [0, 1],
      hi: [3, 5],
    });
    expect(summary.claims).to.deep.equal({
      n: 9,
      brier: 0.2,
      bins: [{ n: 9, mean_p: 0.35, share: 1 / 3, interval: [0.12, 0.65] }],
    });
    expect(summary.symbols.map(({ symbol }) => symbol)).to.deep.equal(['C', 'A', 'B']);
    expect(summary.symbols[0]).to.deep.equal({
      symbol: 'C',
      n: 3,
      mean_m: 0.5,
      exposure_usd: 0,
      choosing_usd: -9,
      p_holm: 0.25,
    });
  });

  it('has no verdict where there is too little, and where the file does not say', () => {
    const verdict = { bps: { total: 'not_enough', sentence: 'Too few days.' } };
    for (const file of [{ ...FILE, verdict }, { ...FILE, verdict: 3 }, {}])
      expect(evidenceSummary(file).is_enough).to.equal(false);
  });

  it('takes what is there in its form, and leaves the rest', () => {
    const odd = {
      ...FILE,
      curve: [[1, 2, 3, 4], 'x', [1, 2, 3, 4, null], [5, 6, 7, 8, 9]],
      contributions: { symbols: { usd: { __proto__x: part(1, 1), constructor: 'no' } } },
      calibration: {
        p_dd: {
          n: -1,
          brier: '0',
          bins: [null, { n: 2 }, { n: 1, mean_p: 0.5, share: 1, interval: [2, 1] }],
        },
      },
    };
    const summary = evidenceSummary(odd);
    expect(summary.curve.ts_ms).to.deep.equal([5]);
    expect(summary.symbols.map(({ symbol }) => symbol)).to.deep.equal(['__proto__x']);
    expect(summary.claims).to.deep.equal({
      n: 0,
      brier: null,
      bins: [{ n: 1, mean_p: 0.5, share: 1, interval: null }],
    });
  });
});
