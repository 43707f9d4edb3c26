import { capsIn, type CapSources } from './caps';
import {
  byCodeUnits,
  finite,
  firstOf,
  isObject,
  objectAt,
  own,
  symbolOf,
  textOf,
  type JsonObject,
} from '../values/json';
import { shareOf, stopPct, thresholdPct } from '../values/percent';
import { exclusionIn, restrictedSymbols, type DisabledBy } from './exclusion';
import type { Settings } from './settings';

/** A symbol of the universe. */
export interface Listing {
  readonly symbol: string;
  readonly enabled: boolean;
  /** Why it is not enabled; undefined where it is. */
  readonly disabledBy: DisabledBy | undefined;
  readonly caps: CapSources;
}

/** A strategy of the registry. */
export interface StrategyListing {
  readonly strategy: string;
  readonly enabled: boolean;
  readonly capacityUsd: number | undefined;
  readonly maxConcurrent: number | undefined;
}

/** How far and how fast the router's policy may be moved (risk_limits.json router_autotune_v6). */
export interface AutotuneBounds {
  readonly minBias: number;
  readonly maxBias: number;
  readonly maxBiasStep: number;
  readonly minOffsetBps: number;
  readonly maxOffsetBps: number;
  readonly maxOffsetStepBps: number;
}

/** The fund's configuration as the stages read it: one frozen object, made once from checked files. */
export interface Desk {
  readonly settings: Settings;
  readonly listings: ReadonlyMap<string, Listing>;
  /** Limits of a symbol that the universe does not list: its own in risk_limits.json, else the fund's. */
  readonly unlistedCaps: (symbol: string) => CapSources;
  /** Undefined without a usable registry: no strategy is allocated then. */
  readonly strategies: readonly StrategyListing[] | undefined;
  readonly stopsPct: ReadonlyMap<string, number>;
  readonly autotune: AutotuneBounds;
  readonly maxDrawdownPct: number;
  /** The most of NAV that all symbols together may hold, a fraction; undefined = configured nowhere. */
  readonly maxGrossExposure: number | undefined;
  /** The smallest order the fund places; undefined = none is configured. */
  readonly minNotionalUsd: number | undefined;
  readonly navFreshnessMs: number;
  /** Fingerprint of all of the above's sources. */
  readonly digest: string;
  /** Codes of what was missing or left out; published with every file. */
  readonly warnings: readonly string[];
}

/** Parsed and schema-checked configs. An optional one that is absent or unusable is undefined. */
export interface DeskFiles {
  readonly settings: Settings;
  readonly limits: unknown;
  readonly universe: unknown;
  readonly registry?: unknown;
  readonly strategies?: unknown;
}

/** Reads the fund's files into a Desk. A symbol listed twice counts as its first row. */
export function toDesk(files: DeskFiles, digest = '', warnings: readonly string[] = []): Desk {
  const limits = isObject(files.limits) ? files.limits : {};
  const global = objectAt(limits, 'global');
  const capsOf = capsIn(limits);
  return Object.freeze({
    settings: files.settings,
    listings: listingsOf(files.universe, capsOf, restrictedSymbols(limits, files.universe)),
    unlistedCaps: (symbol: string) => capsOf(symbol, {}),
    strategies: files.registry === undefined ? undefined : registryOf(files.registry),
    stopsPct: stopsOf(files.strategies),
    autotune: boundsOf(objectAt(limits, 'router_autotune_v6')),
    maxDrawdownPct: thresholdPct(
      finite(own(global, 'max_nav_drawdown_pct')) ?? finite(own(limits, 'max_nav_drawdown_pct')) ?? 10,
    ),
    maxGrossExposure: shareAt(global, 'max_gross_exposure_pct'),
    minNotionalUsd: positiveAt(global, 'min_notional_usdt'),
    navFreshnessMs:
      (finite(own(limits, 'nav_freshness_seconds')) ?? files.settings.nav_freshness_seconds) * 1000,
    digest,
    warnings,
  });
}

function shareAt(place: JsonObject, key: string): number | undefined {
  const value = finite(own(place, key));
  return value === undefined ? undefined : shareOf(value);
}

function positiveAt(place: JsonObject, key: string): number | undefined {
  const value = finite(own(place, key));
  return value !== undefined && value > 0 ? value : undefined;
}

/** Problems of the bounds: an empty range is an error, it is not clamped. */
export function boundProblems(
  desk: Desk,
): readonly { readonly path: readonly string[]; readonly message: string }[] {
  const { minBias, maxBias, minOffsetBps, maxOffsetBps } = desk.autotune;
  const problems: { path: string[]; message: string }[] = [];
  if (minBias > maxBias) {
    problems.push({
      path: ['router_autotune_v6', 'min_bias'],
      message: `min_bias ${minBias} exceeds max_bias ${maxBias}`,
    });
  }
  if (minOffsetBps > maxOffsetBps) {
    const message = `min_offset_bps ${minOffsetBps} exceeds max_offset_bps ${maxOffsetBps}`;
    problems.push({ path: ['router_autotune_v6', 'min_offset_bps'], message });
  }
  return problems;
}

function listingsOf(
  universe: unknown,
  capsOf: ReturnType<typeof capsIn>,
  restricted: ReadonlySet<string>,
): ReadonlyMap<string, Listing> {
  const rows = isObject(universe) ? own(universe, 'universe') : undefined;
  const listings = new Map<string, Listing>();
  for (const row of Array.isArray(rows) ? rows : []) {
    const symbol = isObject(row) ? symbolOf(own(row, 'symbol')) : undefined;
    if (!isObject(row) || symbol === undefined || listings.has(symbol)) continue;
    const disabledBy = exclusionIn(row, restricted.has(symbol));
    const enabled = disabledBy === undefined;
    listings.set(symbol, { symbol, enabled, disabledBy, caps: capsOf(symbol, row) });
  }
  return new Map([...listings].sort(([a], [b]) => byCodeUnits(a, b)));
}

// A list of rows, or a map of id → row, at the top or under `strategies`.
function strategyRows(file: unknown): readonly (readonly [string, JsonObject])[] {
  const rows: unknown = isObject(file) ? (own(file, 'strategies') ?? file) : file;
  const named: (readonly [string, JsonObject])[] = [];
  if (Array.isArray(rows)) {
    for (const row of rows as readonly unknown[]) {
      const id = isObject(row) ? textOf(firstOf(row, ['id', 'strategy_id', 'name'])) : undefined;
      if (isObject(row) && id !== undefined) named.push([id, row]);
    }
  } else if (isObject(rows)) {
    for (const [id, row] of Object.entries(rows)) if (isObject(row)) named.push([id, row]);
  }
  return named;
}

function registryOf(registry: unknown): readonly StrategyListing[] {
  const listings = new Map<string, StrategyListing>();
  for (const [strategy, row] of strategyRows(registry)) {
    if (listings.has(strategy)) continue;
    listings.set(strategy, {
      strategy,
      enabled: own(row, 'enabled') !== false,
      capacityUsd: finite(own(row, 'capacity_usd')),
      maxConcurrent: finite(own(row, 'max_concurrent')),
    });
  }
  return [...listings.values()].sort((a, b) => byCodeUnits(a.strategy, b.strategy));
}

function stopsOf(config: unknown): ReadonlyMap<string, number> {
  const stops = new Map<string, number>();
  for (const [strategy, row] of isObject(config) && own(config, 'strategies') !== undefined
    ? strategyRows(config)
    : []) {
    const params = objectAt(row, 'params');
    const places = [objectAt(params, 'risk'), params, objectAt(row, 'risk'), row];
    const stop = places
      .map((place) => finite(own(place, 'fixed_sl_pct')))
      .find((value) => value !== undefined && value > 0);
    if (stop !== undefined && !stops.has(strategy)) stops.set(strategy, stopPct(stop));
  }
  return stops;
}

function boundsOf(row: JsonObject): AutotuneBounds {
  const read = (key: string, def: number): number => finite(own(row, key)) ?? def;
  return {
    minBias: read('min_bias', 0),
    maxBias: read('max_bias', 1),
    maxBiasStep: read('max_bias_step', 0.05),
    minOffsetBps: read('min_offset_bps', 0.5),
    maxOffsetBps: read('max_offset_bps', 8),
    maxOffsetStepBps: read('max_offset_step_bps', 1),
  };
}
