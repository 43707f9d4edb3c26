import { expect } from 'chai';
import { settingsFrom } from '../../../../src/model/fund/settings';
import { rowsOf, SURE, type Candidate, type Fund } from '../allocation-made';
import { DEFAULTS } from '../../made';

/** 100 USD of 10,000 are a weight of 0.01. */
const FUND: Partial<Fund> = { equity: 10_000, minNotional: 100 };

const rowsIn = (all: readonly Partial<Candidate>[], fund: Partial<Fund> = {}, settings = DEFAULTS) =>
  [
    ...rowsOf(
      all.map((over, i) => ({ ...SURE, symbol: `S${i}`, ...over })),
      { ...FUND, ...fund },
      settings,
    ).values(),
  ].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
const weightsIn = (...given: Parameters<typeof rowsIn>) =>
  rowsIn(...given).map((row) => [row.suggested_weight, row.reason]);

/** Phi 0.05 of a cap of 0.1: a weight of 0.005. */
const NEW: Partial<Candidate> = { count: 0, knownR: 0, score: 0, cap: 0.1 };

describe('the minimum order', () => {
  it('raises a probe whose own weight is less', () => {
    const [row] = rowsIn([NEW]);
    expect(row).to.include({ suggested_weight: 0.01, reason: 'raised_to_min_notional' });
    expect(row).to.include({ suggested_size_usd: 100, min_notional_usd: 100 });
    expect(row?.suggested_caps.max_nav_pct).to.equal(0.01);
    expect(row?.rationale.join(' ')).to.include(
      'raised from 0.5 % to the minimum order of 100 USD (1 % of equity)',
    );
  });

  it('raises a proven symbol too, where its weight is above 0', () => {
    expect(weightsIn([{ score: 0.351, cap: 0.1 }])).to.deep.equal([[0.01, 'raised_to_min_notional']]);
    expect(weightsIn([{ score: 0.35, cap: 0.1 }])).to.deep.equal([[0, 'score_below_lo']]);
  });

  it('is rounded up: of 9,999 USD, 100 are 0.010002', () => {
    expect(rowsIn([NEW], { equity: 9999 })[0]).to.include({ suggested_weight: 0.010002 });
    expect(rowsIn([NEW], { equity: 9999 })[0]?.suggested_size_usd).to.equal(100.009998);
  });

  it('leaves a weight of just as much alone', () => {
    expect(weightsIn([{ ...NEW, cap: 0.2 }])).to.deep.equal([[0.01, 'probe_floor']]);
  });

  it('cannot be held where the cap, in its mode, is less', () => {
    expect(weightsIn([{ ...NEW, cap: 0.009 }])).to.deep.equal([[0, 'cannot_probe']]);
    expect(weightsIn([{ ...NEW, cap: 0.02 }], { mode: 'defensive' })).to.deep.equal([[0, 'cannot_probe']]);
    expect(weightsIn([{ ...NEW, cap: 0.025 }], { mode: 'defensive' })).to.deep.equal([
      [0.01, 'raised_to_min_notional'],
    ]);
  });

  it('cannot be placed where one order may not be as large, however large the weight', () => {
    expect(weightsIn([{ ...NEW, maxTrade: 0.009 }])).to.deep.equal([[0, 'cannot_probe']]);
    expect(weightsIn([{ score: 1, maxTrade: 0.009 }])).to.deep.equal([[0, 'cannot_probe']]);
    expect(weightsIn([{ ...NEW, maxTrade: 0.01 }])).to.deep.equal([[0.01, 'raised_to_min_notional']]);
  });

  it('is set aside before the others share the budget', () => {
    // 0.9 − 0.01 over a raw of 0.8 and 0.4.
    expect(weightsIn([{ score: 1, cap: 0.8 }, { score: 1, cap: 0.4 }, NEW])).to.deep.equal([
      [0.593333, 'budget'],
      [0.296666, 'budget'],
      [0.01, 'raised_to_min_notional'],
    ]);
  });

  it('what the budget cuts below it is set aside as well', () => {
    // A raw of 0.012 in one of 1.812 is 0.00596 of the budget; then 0.89 are left for a raw of 1.8.
    expect(
      weightsIn([
        { score: 1, cap: 0.9 },
        { score: 1, cap: 0.9 },
        { ...NEW, cap: 0.24 },
      ]),
    ).to.deep.equal([
      [0.445, 'budget'],
      [0.445, 'budget'],
      [0.01, 'raised_to_min_notional'],
    ]);
  });

  it('of half the budget, the first by (n, symbol) have the right to it', () => {
    // 100 of 500 USD are 0.2; 0.45/0.2 is two.
    const fund = { equity: 500 };
    const all = [
      { ...NEW, count: 3, knownR: 3 },
      { ...NEW, count: 2, knownR: 2 },
      { ...NEW, count: 3, knownR: 3 },
    ];
    const wide = all.map((each) => ({ ...each, cap: 0.5 }));
    expect(weightsIn(wide, fund)).to.deep.equal([
      [0.2, 'raised_to_min_notional'],
      [0.2, 'raised_to_min_notional'],
      [0, 'cannot_probe'],
    ]);
    expect(rowsIn(wide, fund).map((row) => row.explanation.weight.rank)).to.deep.equal([2, 1, 3]);
    expect(weightsIn([...wide, { score: 0.36, cap: 0.5 }], fund)[3]).to.deep.equal([0, 'below_min_notional']);
  });

  it('the right goes by no score and no mode: one that earns nothing keeps its place', () => {
    const fund = { equity: 500 };
    const wide = ['A', 'B', 'C'].map(() => ({ score: 0.36, cap: 0.5 }));
    expect(weightsIn(wide, fund).map(([weight]) => weight)).to.deep.equal([0.2, 0.2, 0]);
    const [first, ...rest] = wide;
    expect(weightsIn([{ ...first, score: 0.3 }, ...rest], fund).map(([weight]) => weight)).to.deep.equal([
      0, 0.2, 0,
    ]);
    for (const barred of [
      { edge: 0 },
      { edgeUsd: 0 },
      { usdLosing: true },
      { count: 99, knownR: 1 },
      { enabled: false },
    ])
      expect(weightsIn([{ ...first, ...barred }, ...rest], fund).map(([weight]) => weight)).to.deep.equal([
        0, 0.2, 0.2,
      ]);
  });

  it('never takes more than the strictest budget, whatever the settings', () => {
    const modes = { defensive: { budget: 0.1 } };
    const settings = settingsFrom({ allocator: { modes } });
    const wide = ['A', 'B', 'C'].map(() => ({ ...NEW, cap: 0.5 }));
    const weights = weightsIn(wide, { equity: 1250, mode: 'defensive' }, settings);
    expect(weights).to.deep.equal([
      [0.08, 'raised_to_min_notional'],
      [0, 'cannot_probe'],
      [0, 'cannot_probe'],
    ]);
  });

  it('is none where none is configured, and cannot be told where equity is unknown', () => {
    expect(weightsIn([NEW], { minNotional: undefined })).to.deep.equal([[0.005, 'probe_floor']]);
    expect(weightsIn([NEW], { minNotional: 0 })).to.deep.equal([[0.005, 'probe_floor']]);
    for (const equity of [null, 0, -3]) {
      const [row] = rowsIn([NEW], { equity });
      expect(row).to.include({ suggested_weight: 0.005, suggested_size_usd: null, reason: 'equity_unknown' });
      expect(row?.explanation.weight.min_weight).to.equal(null);
    }
  });

  it('of an account that is far too small leaves everything in cash', () => {
    expect(weightsIn([NEW, { score: 1 }], { equity: 110 })).to.deep.equal([
      [0, 'cannot_probe'],
      [0, 'below_min_notional'],
    ]);
    expect(weightsIn([{ score: 1 }], { equity: 1e-9, minNotional: 1e12 })[0]?.[0]).to.equal(0);
  });
});
