import type { Settings } from '../../src/model/fund/settings';

export const QUALITIES = ['good', 'ok', 'degraded', 'broken', 'unknown'] as const;
export type Quality = (typeof QUALITIES)[number];

export const ROUTER_REGIMES = [
  'maker_strong',
  'balanced',
  'slippage_hot',
  'fallback_heavy',
  'broken',
  'unknown',
] as const;
export type RouterRegime = (typeof ROUTER_REGIMES)[number];

/**
 * The numbers a router is classed by, null where too few rows carry one. A missing one meets no threshold. Slip is the
 * p95, latency the ack p50.
 */
export interface RouterNumbers {
  readonly makerFillRate: number | null;
  readonly fallbackRate: number | null;
  readonly slippageBps: number | null;
  readonly latencyMs: number | null;
  /** Orders may start as maker: without the rates of that side the router is unknown. */
  readonly asksMaker: boolean;
}

const atLeast = (value: number | null, bound: number): boolean => value !== null && value >= bound;
const atMost = (value: number | null, bound: number): boolean => value !== null && value <= bound;

// Hiding what is bad must not pay: without these numbers no more can be said than that something is broken.
function isShown(numbers: RouterNumbers): boolean {
  const { makerFillRate, fallbackRate, slippageBps, asksMaker } = numbers;
  return slippageBps !== null && (!asksMaker || (makerFillRate !== null && fallbackRate !== null));
}

/** Quality by the thresholds of `router.quality`. Without a latency it is at most `ok`. */
export function qualityOf(numbers: RouterNumbers, settings: Settings): Quality {
  const { broken, degraded, good } = settings.router.quality;
  const past = (band: typeof broken): boolean =>
    atLeast(numbers.fallbackRate, band.fallback_rate) ||
    atLeast(numbers.slippageBps, band.slippage_bps) ||
    atLeast(numbers.latencyMs, band.latency_ms);
  if (past(broken)) return 'broken';
  if (!isShown(numbers)) return 'unknown';
  if (past(degraded)) return 'degraded';
  const fine =
    atLeast(numbers.makerFillRate, good.maker_fill_rate) &&
    atMost(numbers.fallbackRate, good.fallback_rate) &&
    atMost(numbers.slippageBps, good.slippage_bps) &&
    atMost(numbers.latencyMs, good.latency_ms);
  return fine ? 'good' : 'ok';
}

/** Regime by the thresholds of `router.regime`, the worst first. */
export function routerRegimeOf(numbers: RouterNumbers, settings: Settings): RouterRegime {
  const bounds = settings.router.regime;
  const broken =
    atLeast(numbers.fallbackRate, bounds.broken_fallback_rate) ||
    atMost(numbers.makerFillRate, bounds.broken_maker_fill_rate) ||
    atLeast(numbers.slippageBps, bounds.broken_slippage_bps) ||
    atLeast(numbers.latencyMs, bounds.broken_latency_ms);
  if (broken) return 'broken';
  if (!isShown(numbers)) return 'unknown';
  if (atLeast(numbers.fallbackRate, bounds.fallback_heavy_rate)) return 'fallback_heavy';
  if (atLeast(numbers.slippageBps, bounds.slippage_hot_bps)) return 'slippage_hot';
  const strong =
    atLeast(numbers.makerFillRate, bounds.maker_strong_fill_rate) &&
    atMost(numbers.fallbackRate, bounds.maker_strong_fallback_rate) &&
    atMost(numbers.slippageBps, bounds.maker_strong_slippage_bps);
  return strong ? 'maker_strong' : 'balanced';
}
