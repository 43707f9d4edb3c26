import { published } from '../../src/model/math/fixed';
import type { RouterEntry, Route } from '../../src/model/route';
import type { FromSchema } from '../../src/model/schemas/from-schema';
import {
  qualityOf,
  routerRegimeOf,
  type RouterNumbers,
  type Quality,
  type RouterRegime,
} from './router-class';
import type { routerMetrics } from './router-schema';
import { NO_ROUTER_STATS, type RouterBasis, type RouterStats } from './router-stats';
import type { HitCount } from './tallies';
import type { Settings } from '../../src/model/fund/settings';
import { currentPolicy, type Policy } from './current-policy';

/** One symbol: health, class, current policy, and the counts that scores and suggestions are made of. */
export interface SymbolRouter {
  readonly metrics: RouterMetrics;
  readonly quality: Quality;
  readonly regime: RouterRegime;
  readonly current_policy: Policy;
  readonly evidence: RouterStats;
}

/** A symbol without rows and without an entry: nothing known, the default policy. */
export function unknownRouter(settings: Settings): SymbolRouter {
  return symbolRouter(NO_ROUTER_STATS, [], undefined, settings);
}

/** A symbol's router from the stats of its rows of the window, its rows of the horizon (for the policy) and its snapshot entry. */
export function symbolRouter(
  evidence: RouterStats,
  past: readonly Route[],
  entry: RouterEntry | undefined,
  settings: Settings,
): SymbolRouter {
  const isStated = evidence.rows === 0 && entry !== undefined;
  const metrics = isStated ? entryMetrics(entry) : rowMetrics(evidence);
  const numbers = classNumbers(evidence, entry, settings);
  return {
    metrics,
    quality: numbers === undefined ? 'unknown' : qualityOf(numbers, settings),
    regime: numbers === undefined ? 'unknown' : routerRegimeOf(numbers, settings),
    current_policy: currentPolicy(past, entry),
    evidence,
  };
}

/** The quality of a symbol's router alone, of the same rows and entry. */
export function routerQuality(
  evidence: RouterBasis,
  entry: RouterEntry | undefined,
  settings: Settings,
): Quality {
  const numbers = classNumbers(evidence, entry, settings);
  return numbers === undefined ? 'unknown' : qualityOf(numbers, settings);
}

// What a router is classed by; undefined where too little is known of it.
function classNumbers(
  evidence: RouterBasis,
  entry: RouterEntry | undefined,
  settings: Settings,
): RouterNumbers | undefined {
  const { rows } = evidence;
  if (rows === 0 && entry !== undefined) return statedNumbers(entryRates(entry));
  if (rows === 0 || rows < settings.router.min_samples) return undefined;
  return countedNumbers(rowRates(evidence), evidence, settings);
}

/** The router's health in the numbers that are published. */
export type RouterMetrics = FromSchema<typeof routerMetrics>;

// The metrics that counted rows give.
function rowMetrics(evidence: RouterStats): RouterMetrics {
  const rates = rowRates(evidence);
  return {
    maker_fill_rate: rates.maker_fill_rate,
    fallback_rate: rates.fallback_rate,
    slippage_p50: published(evidence.slippage.p50),
    slippage_p95: rates.slippage_p95,
    ack_latency_p50_ms: rates.ack_latency_p50_ms,
    ack_latency_p95_ms: published(evidence.ack.p95),
    mean_fee_bps: published(evidence.meanFeeBps),
    mean_slippage_bps: published(evidence.slippage.mean),
    unfilled_maker_share: rateOf(evidence.unfilledMaker),
    sample_count: evidence.rows,
    rows: evidence.rows,
    filled: evidence.filled,
    fill_rate: rateOf({ hits: evidence.filled, rows: evidence.rows }),
    implausible: evidence.implausible,
    maker_start_count: evidence.makerStart.hits,
    carriers: {
      maker_start: evidence.makerStart.rows,
      is_maker_final: evidence.makerFill.rows,
      used_fallback: evidence.fallback.rows,
      slippage: evidence.slippage.rows,
      fee: evidence.feeRows,
      ack_latency: evidence.ack.rows,
      result: evidence.cleanFill.rows,
    },
    source: evidence.rows > 0 ? 'rows' : 'none',
  };
}

// The metrics that router_health.json states.
function entryMetrics(entry: RouterEntry): RouterMetrics {
  return {
    ...rowMetrics(NO_ROUTER_STATS),
    ...entryRates(entry),
    slippage_p50: published(entry.slippageP50),
    source: 'snapshot',
  };
}

type ClassRates = Pick<
  RouterMetrics,
  'maker_fill_rate' | 'fallback_rate' | 'slippage_p95' | 'ack_latency_p50_ms'
>;

function rowRates({ makerFill, fallback, slippage, ack }: RouterBasis): ClassRates {
  return {
    maker_fill_rate: rateOf(makerFill),
    fallback_rate: rateOf(fallback),
    slippage_p95: published(slippage.p95),
    ack_latency_p50_ms: published(ack.p50),
  };
}

function entryRates(entry: RouterEntry): ClassRates {
  return {
    maker_fill_rate: published(entry.makerFillRate),
    fallback_rate: published(entry.fallbackRate),
    slippage_p95: published(entry.slippageP95),
    ack_latency_p50_ms: published(entry.ackP50Ms),
  };
}

function statedNumbers(metrics: ClassRates): RouterNumbers {
  return {
    makerFillRate: metrics.maker_fill_rate,
    fallbackRate: metrics.fallback_rate,
    slippageBps: metrics.slippage_p95,
    latencyMs: metrics.ack_latency_p50_ms,
    asksMaker: true,
  };
}

/** The numbers a router is classed by: those that enough rows carry. */
export function countedNumbers(
  metrics: ClassRates,
  { makerStart, makerFill, fallback, slippage, ack, unknownStarts }: RouterBasis,
  { router: { min_samples } }: Settings,
): RouterNumbers {
  const carriedBy = (rows: number, value: number | null): number | null =>
    rows >= min_samples ? value : null;
  const makers = makerStart.hits;
  return {
    makerFillRate: carriedBy(Math.min(makers, makerFill.rows), metrics.maker_fill_rate),
    fallbackRate: carriedBy(Math.min(makers, fallback.rows), metrics.fallback_rate),
    slippageBps: carriedBy(slippage.rows, metrics.slippage_p95),
    latencyMs: carriedBy(ack.rows, metrics.ack_latency_p50_ms),
    asksMaker: makers > 0 || unknownStarts > 0,
  };
}

function rateOf({ hits, rows }: HitCount): number | null {
  return rows === 0 ? null : published(hits / rows);
}
