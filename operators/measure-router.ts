import { isWithin, newerSnapshot, type RouterSnapshot } from '../src/model/event';
import { published } from '../src/model/fixed';
import { byCodeUnits } from '../src/model/json';
import { labelOfBias, type Route, type RouterEntry, type RouterPolicy } from '../src/model/route';
import { rounded } from '../src/model/round';
import { horizonMs, primaryWindow, type Settings } from '../src/model/settings';
import type { Fold } from './fold';
import type { Fact } from './join-attempts';
import {
  qualityOf,
  routerRegimeOf,
  type Quality,
  type RouterNumbers,
  type RouterRegime,
} from './router-class';
import { routerStats, type RouterStats } from './router-stats';
import { Timeline } from './timeline';

/** The router's health in the numbers that are published. */
export interface RouterMetrics {
  readonly maker_fill_rate: number | null;
  readonly fallback_rate: number | null;
  readonly slippage_p50: number | null;
  readonly slippage_p95: number | null;
  readonly ack_latency_p50_ms: number | null;
  readonly ack_latency_p95_ms: number | null;
  readonly mean_fee_bps: number | null;
  readonly mean_slippage_bps: number | null;
  readonly unfilled_maker_share: number | null;
  readonly sample_count: number;
  readonly maker_start_count: number;
  readonly source: 'rows' | 'snapshot' | 'none';
}

/** The router's policy for a symbol, as now or as proposed. */
export interface Policy {
  readonly maker_first: boolean;
  readonly taker_bias: number;
  readonly bias_label: string;
  readonly offset_bps: number;
}

/** One symbol: health, class, current policy, and the counts that scores and suggestions are made of. */
export interface SymbolRouter {
  readonly metrics: RouterMetrics;
  readonly quality: Quality;
  readonly regime: RouterRegime;
  readonly current_policy: Policy;
  readonly evidence: RouterStats;
}

export interface RouterView {
  readonly symbols: ReadonlyMap<string, SymbolRouter>;
  /** Over all symbols' rows of the window: what thin evidence is shrunk towards. */
  readonly pooled: RouterStats;
  /** Volatility scale of router_health.json per symbol. */
  readonly volatilityScale: ReadonlyMap<string, number>;
}

export interface RouterState {
  readonly routes: Timeline<Route>;
  snapshot: RouterSnapshot | undefined;
}

/** Router health per symbol in the primary window. */
export function measureRouter(settings: Settings): Fold<Fact, RouterState, RouterView> {
  const horizon = horizonMs(settings);
  return {
    init: () => ({ routes: new Timeline(), snapshot: undefined }),
    step(state, fact) {
      if (fact.kind === 'routed') state.routes.put(fact.route);
      else if (fact.kind === 'unrouted') state.routes.remove(fact.route);
      else if (fact.kind === 'router') state.snapshot = newerSnapshot(state.snapshot, fact);
      return state;
    },
    view({ routes, snapshot }, asOf) {
      const current = isWithin(snapshot, asOf, horizon) ? snapshot : undefined;
      return routerOf(routes.between(asOf - horizon, asOf), current, settings, asOf);
    },
  };
}

/** The same over plain arrays: the horizon's rows in order of (ts, symbol, id), and the latest router_health.json. */
export function routerOf(
  routes: readonly Route[],
  snapshot: RouterSnapshot | undefined,
  settings: Settings,
  asOf: number,
): RouterView {
  const held = rowsIn(routes, settings, asOf);
  const rowsOf = bySymbol(held);
  const pastOf = bySymbol(routes);
  const entries = snapshot?.symbols ?? new Map<string, RouterEntry>();
  const names = [...new Set([...pastOf.keys(), ...entries.keys()])].sort(byCodeUnits);
  const symbols = names.map((symbol) => {
    const view = symbolRouter(
      rowsOf.get(symbol) ?? [],
      pastOf.get(symbol) ?? [],
      entries.get(symbol),
      settings,
    );
    return [symbol, rounded(view)] as const;
  });
  const scales = [...entries].flatMap(([symbol, entry]) =>
    entry.volatilityScale === undefined ? [] : [[symbol, entry.volatilityScale] as const],
  );
  return { symbols: new Map(symbols), pooled: rounded(routerStats(held)), volatilityScale: new Map(scales) };
}

/** Router rows of the primary window; with a window of the last N trades, those of the horizon. */
function rowsIn(routes: readonly Route[], settings: Settings, asOf: number): readonly Route[] {
  const window = primaryWindow(settings);
  const known = routes.filter((route) => route.ts <= asOf);
  return window.kind === 'last' ? known : known.filter((route) => route.ts > asOf - window.widthMs);
}

function bySymbol(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) {
    const group = groups.get(route.symbol);
    if (group === undefined) groups.set(route.symbol, [route]);
    else group.push(route);
  }
  return groups;
}

/** A symbol without rows and without an entry: nothing known, the default policy. */
export function unknownRouter(settings: Settings): SymbolRouter {
  return symbolRouter([], [], undefined, settings);
}

function symbolRouter(
  rows: readonly Route[],
  past: readonly Route[],
  entry: RouterEntry | undefined,
  settings: Settings,
): SymbolRouter {
  const evidence = routerStats(rows);
  const current_policy = currentPolicy(past, entry);
  if (rows.length === 0 && entry !== undefined) {
    const metrics = entryMetrics(entry);
    const numbers = numbersOf(metrics, true);
    return {
      metrics,
      quality: qualityOf(numbers, settings),
      regime: routerRegimeOf(numbers, settings),
      current_policy,
      evidence,
    };
  }
  const metrics = rowMetrics(evidence);
  const numbers = numbersOf(metrics, evidence.makerStarts >= settings.router.min_samples);
  const known = rows.length > 0 && rows.length >= settings.router.min_samples;
  return {
    metrics,
    quality: known ? qualityOf(numbers, settings) : 'unknown',
    regime: known ? routerRegimeOf(numbers, settings) : 'unknown',
    current_policy,
    evidence,
  };
}

function rowMetrics(evidence: RouterStats): RouterMetrics {
  return {
    maker_fill_rate: rateOf(evidence.makerFill),
    fallback_rate: rateOf(evidence.fallback),
    slippage_p50: published(evidence.slippage.p50),
    slippage_p95: published(evidence.slippage.p95),
    ack_latency_p50_ms: published(evidence.ack.p50),
    ack_latency_p95_ms: published(evidence.ack.p95),
    mean_fee_bps: published(evidence.meanFeeBps),
    mean_slippage_bps: published(evidence.slippage.mean),
    unfilled_maker_share: rateOf(evidence.unfilledMaker),
    sample_count: evidence.rows,
    maker_start_count: evidence.makerStarts,
    source: evidence.rows > 0 ? 'rows' : 'none',
  };
}

function entryMetrics(entry: RouterEntry): RouterMetrics {
  return {
    maker_fill_rate: published(entry.makerFillRate),
    fallback_rate: published(entry.fallbackRate),
    slippage_p50: published(entry.slippageP50),
    slippage_p95: published(entry.slippageP95),
    ack_latency_p50_ms: published(entry.ackP50Ms),
    ack_latency_p95_ms: null,
    mean_fee_bps: null,
    mean_slippage_bps: null,
    unfilled_maker_share: null,
    sample_count: 0,
    maker_start_count: 0,
    source: 'snapshot',
  };
}

/** The numbers a router is classed by; the maker side only where enough maker orders stand behind it. */
export function numbersOf(metrics: RouterMetrics, makerSideKnown: boolean): RouterNumbers {
  return {
    makerFillRate: makerSideKnown ? metrics.maker_fill_rate : null,
    fallbackRate: makerSideKnown ? metrics.fallback_rate : null,
    slippageBps: metrics.slippage_p95,
    latencyMs: metrics.ack_latency_p50_ms,
  };
}

export function rateOf({ hits, rows }: { readonly hits: number; readonly rows: number }): number | null {
  return rows === 0 ? null : published(hits / rows);
}

// Per field: the latest row that has it, else the snapshot, else the defaults of SPEC 4.5.
function currentPolicy(past: readonly Route[], entry: RouterEntry | undefined): Policy {
  const latest = (has: (policy: RouterPolicy) => boolean): RouterPolicy | undefined =>
    latestRow(past, (route) => route.policy !== undefined && has(route.policy))?.policy ?? entry?.policy;
  const taker_bias = published(latest((policy) => policy.bias !== undefined)?.bias) ?? 0.5;
  return {
    maker_first: latest((policy) => policy.makerFirst !== undefined)?.makerFirst ?? true,
    taker_bias,
    bias_label: labelOfBias(taker_bias),
    offset_bps: published(latest((policy) => policy.offsetBps !== undefined)?.offsetBps) ?? 2,
  };
}

// The latest by ts, then by line, of rows in order of time.
function latestRow(past: readonly Route[], has: (route: Route) => boolean): Route | undefined {
  const latest = past.findLast(has);
  if (latest === undefined) return undefined;
  let best = latest;
  for (let i = past.lastIndexOf(latest) - 1; past[i]?.ts === latest.ts; i--) {
    const other = past[i];
    if (other !== undefined && other.line > best.line && has(other)) best = other;
  }
  return best;
}
