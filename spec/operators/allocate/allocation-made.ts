import fc from 'fast-check';
import { allocate } from '../../../operators/allocate/allocate';
import type { AccountView } from '../../../operators/account/measure-account';
import type { AllocationInputs, PublishedNumbers } from '../../../operators/allocate/allocation-inputs';
import { QUALITIES, type Quality } from '../../../operators/router/router-class';
import type { AllocationFile, AllocationRow } from '../../../operators/allocate/allocation-file';
import { stampOf } from '../../../operators/core/header';
import type { Desk } from '../../../src/model/fund/desk';
import { RISK_MODES, type RiskMode } from '../../../src/model/fund/risk-mode';
import type { Settings } from '../../../src/model/fund/settings';
import { DEFAULTS, deskOf } from '../made';

/** One candidate: what the files say of it and what is configured. */
export interface Candidate {
  readonly symbol: string;
  readonly score: number;
  readonly edge: number;
  readonly edgeUsd: number;
  readonly count: number;
  readonly knownR: number;
  readonly dust: number;
  readonly usdLosing: boolean;
  readonly quality: Quality;
  readonly enabled: boolean;
  readonly cap: number;
  /** The tier's per_symbol_nav_pct: a ceiling, where configured. */
  readonly tierCap: number | undefined;
  readonly maxTrade: number;
  readonly maxCount: number;
}

/** What concerns all candidates. */
export interface Fund {
  readonly mode: RiskMode;
  readonly equity: number | null;
  readonly minNotional: number | undefined;
  readonly maxGross: number | undefined;
  readonly maxSymbol: number | undefined;
}

export const FUND: Fund = {
  mode: 'normal',
  equity: 1000,
  minNotional: undefined,
  maxGross: undefined,
  maxSymbol: undefined,
};

/** Plain contents of a candidate, for specs that override what matters. */
export const SURE: Candidate = {
  symbol: 'A',
  score: 0.475,
  edge: 0.6,
  edgeUsd: 0.6,
  count: 40,
  knownR: 40,
  dust: 0,
  usdLosing: false,
  quality: 'good',
  enabled: true,
  cap: 0.4,
  tierCap: undefined,
  maxTrade: 1,
  maxCount: 4,
};

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

const numbersOf = (of: Candidate): PublishedNumbers => ({
  score: of.score,
  edge: of.edge,
  edgeUsd: of.edgeUsd,
  count: of.count,
  knownR: of.knownR,
  dustUnknownR: of.dust,
  usdLosing: of.usdLosing,
  rUsd: 0,
  usdAndRDisagree: false,
  avgR: 0,
  hitRate: 0.5,
  expectancy: 0,
  drawdownAwareR: 0,
  rInterval: null,
});

export const ACCOUNT: AccountView = {
  equity_usd: 1000,
  equity_ts: 1,
  peak_equity_usd: 1000,
  peak_span_h: 24,
  drawdown_pct: 0,
  drawdown_source: 'nav',
  risk_mode: 'normal',
  executor_risk_mode: null,
  reasons: [],
  nav_jump_ts: null,
  weights: null,
  unpriced_positions: [],
  unknown_positions: [],
};

export function deskFor(all: readonly Candidate[], settings: Settings = DEFAULTS, of: Fund = FUND): Desk {
  const tiers = Object.fromEntries(
    all.flatMap((each) =>
      each.tierCap === undefined ? [] : [[each.symbol, { per_symbol_nav_pct: each.tierCap }]],
    ),
  );
  const rows = all.map((each) => ({ symbol: each.symbol, enabled: each.enabled, tier: each.symbol }));
  const limits = all.map((each): readonly [string, object] => {
    const caps = {
      max_nav_pct: each.cap,
      max_trade_nav_pct: each.maxTrade,
      max_concurrent_positions: each.maxCount,
    };
    return [each.symbol, caps];
  });
  return deskOf({
    settings,
    universe: { universe: rows },
    limits: {
      global: {
        tiers,
        min_notional_usdt: of.minNotional,
        max_gross_exposure_pct: of.maxGross,
        max_symbol_exposure_pct: of.maxSymbol,
      },
      per_symbol: Object.fromEntries(limits),
    },
  });
}

export function inputsFor(all: readonly Candidate[]): AllocationInputs {
  return {
    header: { ...stampOf(1), window: '7d', lookback_days: 7 },
    metadata: { events_digest: '', config_digest: '', complete: true, warnings: [] },
    account: undefined,
    symbols: new Map(all.map((each) => [each.symbol, numbersOf(each)])),
    strategies: new Map(),
    routers: new Map(
      all.map(({ symbol, quality }) => [
        symbol,
        { quality, regime: 'balanced', current: null, proposed: null },
      ]),
    ),
  };
}

export function allocationOf(
  all: readonly Candidate[],
  over: Partial<Fund> = {},
  settings: Settings = DEFAULTS,
): AllocationFile {
  const of = { ...FUND, ...over };
  const account = { ...ACCOUNT, risk_mode: of.mode, equity_usd: of.equity };
  return allocate(inputsFor(all), account, deskFor(all, settings, of));
}

export function rowsOf(
  all: readonly Candidate[],
  over: Partial<Fund> = {},
  settings: Settings = DEFAULTS,
): ReadonlyMap<string, AllocationRow> {
  return new Map(allocationOf(all, over, settings).symbols.map((row) => [row.symbol, row]));
}

/** A weight as its integer of 1e-6. */
export const micro = (weight: number): bigint => BigInt(Math.round(weight * 1e6));
