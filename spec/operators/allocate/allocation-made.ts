import { allocate } from '../../../operators/allocate/allocate';
import type { AccountView } from '../../../operators/account/measure-account';
import type { AllocationInputs, PublishedNumbers } from '../../../operators/allocate/allocation-inputs';
import type { Quality } from '../../../operators/router/router-class';
import type { AllocationFile, AllocationRow } from '../../../operators/allocate/allocation-file';
import { isoUtc } from '../../../src/model/values/time';
import type { Desk } from '../../../src/model/fund/desk';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
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

const numbersOf = (of: Candidate): PublishedNumbers => ({
  score: of.score,
  edge: of.edge,
  edgeUsd: of.edgeUsd,
  count: of.count,
  knownR: of.knownR,
  dustUnknownR: of.dust,
  usdLosing: of.usdLosing,
  rUsd: 0,
  pDd: 0.5,
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
    header: { generated_ts: isoUtc(1), updated_ts: 0.001, as_of: isoUtc(1), window: '7d', lookback_days: 7 },
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
