import { expect } from 'chai';
import fc from 'fast-check';
import { allocate } from '../../../operators/allocate/allocate';
import type { PublishedNumbers } from '../../../operators/allocate/allocation-inputs';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { ACCOUNT, inputsFor, micro } from './allocation-made';
import { mode, nano } from './arbitrary-funds';
import { DEFAULTS, deskOf } from '../made';
import { phiOf, weightOf } from '../recompute';

const numbers = (over: Partial<PublishedNumbers> = {}): PublishedNumbers => ({
  score: 0.475,
  edge: 0.6,
  edgeUsd: 0.6,
  count: 40,
  knownR: 40,
  dustUnknownR: 0,
  usdLosing: false,
  rUsd: null,
  pDd: null,
  usdAndRDisagree: false,
  avgR: null,
  hitRate: null,
  expectancy: null,
  drawdownAwareR: null,
  rInterval: null,
  ...over,
});

function strategiesOf(
  numbersByName: Readonly<Record<string, Partial<PublishedNumbers>>>,
  registry: unknown,
  equity: number | null = 1000,
  riskMode: RiskMode = 'normal',
  limits: object = {},
) {
  const strategies = new Map(Object.entries(numbersByName).map(([id, over]) => [id, numbers(over)]));
  const account = { ...ACCOUNT, equity_usd: equity, risk_mode: riskMode };
  const rows = allocate({ ...inputsFor([]), strategies }, account, deskOf({ registry, limits })).strategies;
  return new Map(rows.map((row) => [row.strategy, row]));
}

describe('allocate, strategies', () => {
  it('are capped by capacity over equity, at most 1', () => {
    const registry = { small: { capacity_usd: 400 }, large: { capacity_usd: 5000 } };
    const rows = strategiesOf({ small: {}, large: {} }, registry);
    expect(rows.get('small')).to.include({ base_cap: 0.4, suggested_weight: 0.2 });
    expect(rows.get('large')).to.include({ base_cap: 1, suggested_weight: 0.5 });
  });

  it('share a budget of their own', () => {
    const rows = strategiesOf(
      { a: { score: 1 }, b: { score: 1 } },
      { a: { capacity_usd: 1e4 }, b: { capacity_usd: 1e4 } },
    );
    expect([...rows.values()].map((row) => [row.suggested_weight, row.reason])).to.deep.equal([
      [0.45, 'budget'],
      [0.45, 'budget'],
    ]);
  });

  it('are null, with the reason, where equity is unknown', () => {
    for (const equity of [null, 0, -5]) {
      const row = strategiesOf({ a: {} }, { a: { capacity_usd: 400 } }, equity).get('a');
      expect(row).to.include({ suggested_weight: null, reason: 'equity_unknown' });
    }
  });

  it('are 0, with the reason, where disabled, unlisted, or of unknown capacity', () => {
    const rows = strategiesOf(
      { off: {}, stray: {}, vague: {} },
      { off: { capacity_usd: 400, enabled: false }, vague: {} },
    );
    expect([...rows.values()].map((row) => [row.strategy, row.suggested_weight, row.reason])).to.deep.equal([
      ['off', 0, 'disabled'],
      ['stray', 0, 'not_in_registry'],
      ['vague', 0, 'no_cap'],
    ]);
  });

  it('are sorted by score, best first, then by name; the unscored come last', () => {
    const rows = strategiesOf({ c: { score: 0.5 }, b: { score: 0.5 }, d: { score: 0.9 } }, { a: {}, b: {} });
    expect([...rows.keys()]).to.deep.equal(['d', 'b', 'c', 'a']);
  });

  it('an unlisted strategy without trades is not there', () => {
    expect(strategiesOf({ gone: { count: 0, knownR: 0 } }, { idle: {} }).has('gone')).to.equal(false);
  });

  it('a strategy of which the files say only half has no score', () => {
    for (const half of [{ score: null }, { edge: null }])
      expect(strategiesOf({ a: half }, { a: { capacity_usd: 400 } }).get('a')).to.include({
        suggested_weight: 0,
        reason: 'no_score',
      });
  });

  it('a listed strategy without trades is there, unscored', () => {
    const row = strategiesOf({}, { idle: { capacity_usd: 400 } }).get('idle');
    expect(row).to.include({ suggested_weight: 0, reason: 'no_score', score: null });
  });

  it('max_concurrent falls with phi and mode', () => {
    const registry = { a: { capacity_usd: 400, max_concurrent: 4 } };
    const count = (over: Partial<PublishedNumbers>, riskMode: RiskMode = 'normal') =>
      strategiesOf({ a: over }, registry, 1000, riskMode).get('a')?.suggested_max_concurrent;
    expect([count({}), count({ score: 0.4125 }), count({ score: 0 }), count({}, 'defensive')]).to.deep.equal([
      4, 2, 0, 3,
    ]);
    expect(strategiesOf({ a: {} }, { a: {} }).get('a')?.suggested_max_concurrent).to.equal(null);
  });

  it('a money edge below edge_min leaves nothing, however sure the edge in R', () => {
    const row = strategiesOf({ a: { edge: 0.92, edgeUsd: 0.108 } }, { a: { capacity_usd: 400 } }).get('a');
    expect(row).to.include({ suggested_weight: 0, reason: 'usd_edge_below_min' });
    expect(row?.rationale.join(' ')).to.include('Money and R disagree');
  });

  it('carry their size in USD, and have no minimum order', () => {
    const limits = { global: { min_notional_usdt: 600, max_gross_exposure_pct: 0.1 } };
    const row = strategiesOf({ a: {} }, { a: { capacity_usd: 400 } }, 1000, 'normal', limits).get('a');
    expect(row).to.include({ suggested_weight: 0.1, suggested_size_usd: 100, reason: 'budget' });
    expect(row?.explanation.weight).to.include({ min_weight: null, min_notional_usd: null });
  });

  it('a maximum of 0 positions leaves nothing', () => {
    const row = strategiesOf({ a: {} }, { a: { capacity_usd: 400, max_concurrent: 0 } }).get('a');
    expect(row).to.include({ suggested_weight: 0, reason: 'cap_is_zero' });
  });

  it('without a registry no strategy is allocated', () => {
    expect(strategiesOf({ a: {} }, undefined).size).to.equal(0);
  });

  it('keep the laws: 0 ≤ w ≤ cap, Σw ≤ B, and the explanation gives each weight', () => {
    const one = fc.record({
      score: nano(0, 1),
      edge: nano(0, 1),
      count: fc.nat(40),
      capacity: fc.integer({ min: 0, max: 3000 }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 6 }), mode, (all, riskMode) => {
        const named = all.map((each, i) => [`s${i}`, each] as const);
        const registry = Object.fromEntries(
          named.map(([id, { capacity }]) => [id, { capacity_usd: capacity }]),
        );
        const standings = Object.fromEntries(
          named.map(([id, { score, edge, count }]) => [id, { score, edge, count, knownR: count }]),
        );
        let sum = 0n;
        for (const { suggested_weight, base_cap, explanation } of strategiesOf(
          standings,
          registry,
          1000,
          riskMode,
        ).values()) {
          expect(suggested_weight).to.be.within(0, base_cap ?? -1);
          expect(explanation.phi.quality_factor).to.equal(1);
          expect(micro(explanation.phi.phi)).to.equal(phiOf(explanation.phi));
          expect(micro(suggested_weight ?? NaN)).to.equal(weightOf(explanation.phi, explanation.weight));
          sum += micro(suggested_weight ?? NaN);
        }
        expect(sum <= micro(DEFAULTS.allocator.modes[riskMode].budget)).to.equal(true);
      }),
    );
  });
});
