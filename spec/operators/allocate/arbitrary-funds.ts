import fc from 'fast-check';
import { QUALITIES } from '../../../operators/router/router-class';
import { RISK_MODES, type RiskMode } from '../../../src/model/fund/risk-mode';
import type { Candidate, Fund } from './allocation-made';

/** A decimal of nine places between `min` and `max`. */
export const nano = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: Math.round(min * 1e9), max: Math.round(max * 1e9) }).map((units) => units / 1e9);

const share = (min: number, max: number): fc.Arbitrary<number> =>
  fc.oneof(
    nano(min, max),
    fc.integer({ min: min * 100, max: max * 100 }).map((units) => units / 100),
  );

const anyEdge = fc.oneof({ weight: 6, arbitrary: share(0.25, 1) }, { weight: 1, arbitrary: share(0, 1) });

const candidate: fc.Arbitrary<Candidate> = fc
  .record({
    symbol: fc.constant(''),
    score: fc.oneof(share(0, 1), share(0.3, 0.65)),
    edge: anyEdge,
    edgeUsd: anyEdge,
    known: fc.integer({ min: 0, max: 60 }),
    unknown: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 25 }) },
    ),
    dust: fc.integer({ min: 0, max: 25 }),
    usdLosing: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
    quality: fc.constantFrom(...QUALITIES),
    enabled: fc.integer({ min: 0, max: 7 }).map((n) => n > 0),
    cap: fc.oneof(share(0, 1), share(0, 0.3), fc.constantFrom(1, 0.000001, 0.000003, 0.25)),
    tierCap: fc.option(share(0, 1), { nil: undefined }),
    maxTrade: fc.oneof(share(0, 1), share(0, 0.1)),
    maxCount: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ known, unknown, dust, ...rest }) => ({
    ...rest,
    count: known + unknown,
    knownR: known,
    dust: Math.min(dust, unknown),
  }));

export const candidates: fc.Arbitrary<readonly Candidate[]> = fc
  .array(candidate, { minLength: 1, maxLength: 8 })
  .map((all) => all.map((each, i) => ({ ...each, symbol: `S${i}` })));

export const mode: fc.Arbitrary<RiskMode> = fc.constantFrom(...RISK_MODES);

export const fund: fc.Arbitrary<Fund> = fc.record({
  mode,
  equity: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1_000_00, max: 100_000_00 }).map((cents) => cents / 100) },
    { weight: 1, arbitrary: fc.constantFrom(null, 0, -5, 0.01, 1e12) },
  ),
  minNotional: fc.option(
    fc.oneof(
      fc.constantFrom(100, 50, 15),
      fc.integer({ min: 1, max: 300_00 }).map((cents) => cents / 100),
    ),
    { nil: undefined, freq: 4 },
  ),
  maxGross: fc.option(share(0, 1), { nil: undefined, freq: 2 }),
  maxSymbol: fc.option(share(0, 1), { nil: undefined, freq: 2 }),
});
