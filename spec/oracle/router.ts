/** Router health of a set of metric rows, its quality and its regime. */
import { mean, quantile, round9n } from './exact';
import { firstNum, type Obj } from './json';
import type { Row } from './records';
import type { Quality, Regime, Router, RouterMetrics } from './types';

export const MIN_SAMPLES = 20;

/** k of n rows. */
export interface Share {
  readonly k: number;
  readonly n: number;
}

export interface Shares {
  readonly maker: Share;
  readonly fallback: Share;
  readonly result: Share;
}

function share(flags: readonly boolean[]): Share {
  return { k: flags.filter((flag) => flag).length, n: flags.length };
}

export function sharesOf(rows: readonly Row[]): Shares {
  const started = rows.filter((row) => row.makerStart === true);
  return {
    maker: share(rows.flatMap((row) => (row.makerFinal === null ? [] : [row.makerFinal]))),
    fallback: share(started.flatMap((row) => (row.fallback === null ? [] : [row.fallback]))),
    result: share(rows.filter((row) => row.hasResult).map((row) => row.clean)),
  };
}

function rate({ k, n }: Share): number | null {
  return n === 0 ? null : k / n;
}

function known(values: readonly (number | null)[]): number[] {
  return values.flatMap((value) => (value === null ? [] : [value]));
}

function fullMetrics(rows: readonly Row[]): RouterMetrics {
  const shares = sharesOf(rows);
  const slips = known(rows.map((row) => row.slip));
  const acks = known(rows.map((row) => row.ack));
  const filled = rows.filter((row) => row.filled).length;
  return {
    maker_fill_rate: rate(shares.maker),
    fallback_rate: rate(shares.fallback),
    slippage_p50: quantile(slips, 0.5),
    slippage_p95: quantile(slips, 0.95),
    ack_latency_p50_ms: quantile(acks, 0.5),
    ack_latency_p95_ms: quantile(acks, 0.95),
    mean_fee_bps: mean(known(rows.map((row) => row.feeBps))),
    mean_slippage_bps: mean(slips),
    sample_count: rows.length,
    filled,
    fill_rate: rows.length === 0 ? null : filled / rows.length,
    source: rows.length === 0 ? 'none' : 'rows',
    maker_final_n: shares.maker.n,
    maker_start_n: rows.filter((row) => row.makerStart === true).length,
    unknown_start_n: rows.filter(hidesItsStart).length,
    fallback_n: shares.fallback.n,
    slippage_n: slips.length,
    ack_n: acks.length,
    result_n: shares.result.n,
  };
}

function snapshotMetrics(entry: Obj): RouterMetrics {
  return {
    ...fullMetrics([]),
    maker_fill_rate: firstNum(entry, ['maker_fill_rate', 'maker_fill_ratio']),
    fallback_rate: firstNum(entry, ['fallback_rate', 'fallback_ratio']),
    slippage_p50: firstNum(entry, ['slippage_p50', 'slip_q50']),
    slippage_p95: firstNum(entry, ['slippage_p95', 'slip_q95']),
    ack_latency_p50_ms: firstNum(entry, ['ack_latency_p50_ms', 'latency_ms']),
    source: 'snapshot',
  };
}

function rounded(m: RouterMetrics): RouterMetrics {
  return {
    ...m,
    maker_fill_rate: round9n(m.maker_fill_rate),
    fallback_rate: round9n(m.fallback_rate),
    slippage_p50: round9n(m.slippage_p50),
    slippage_p95: round9n(m.slippage_p95),
    ack_latency_p50_ms: round9n(m.ack_latency_p50_ms),
    ack_latency_p95_ms: round9n(m.ack_latency_p95_ms),
    mean_fee_bps: round9n(m.mean_fee_bps),
    mean_slippage_bps: round9n(m.mean_slippage_bps),
    fill_rate: round9n(m.fill_rate),
  };
}

/** As published; the thresholds read these, so that a file shows the numbers it was classed by. */
export function metricsOf(rows: readonly Row[]): RouterMetrics {
  return rounded(fullMetrics(rows));
}

/** The numbers that may be judged by; null where too few rows carry one. */
interface Judged {
  readonly maker: number | null;
  readonly fallback: number | null;
  readonly slip: number | null;
  readonly latency: number | null;
  /** Maker terms are asked for: rows start as maker. */
  readonly asksMaker: boolean;
}

// It tells how its maker side went, and not whether it began as one.
function hidesItsStart({ makerStart, makerFinal, fallback }: Row): boolean {
  return makerStart === null && (makerFinal !== null || fallback !== null);
}

function judgedRows(m: RouterMetrics): Judged {
  const enough = (n: number, value: number | null): number | null => (n >= MIN_SAMPLES ? value : null);
  const ofMakers = m.maker_start_n >= MIN_SAMPLES;
  return {
    maker: ofMakers ? enough(m.maker_final_n, m.maker_fill_rate) : null,
    fallback: ofMakers ? enough(m.fallback_n, m.fallback_rate) : null,
    slip: enough(m.slippage_n, m.slippage_p95),
    latency: enough(m.ack_n, m.ack_latency_p50_ms),
    asksMaker: m.maker_start_n > 0 || m.unknown_start_n > 0,
  };
}

function atLeast(x: number | null, threshold: number): boolean {
  return x !== null && x >= threshold;
}

function atMost(x: number | null, threshold: number): boolean {
  return x !== null && x <= threshold;
}

function lacksEvidence({ slip, maker, fallback, asksMaker }: Judged): boolean {
  return slip === null || (asksMaker && (maker === null || fallback === null));
}

function qualityOf(j: Judged, makerTermsMet: boolean): Quality {
  const { maker, fallback, slip, latency } = j;
  if (atLeast(fallback, 0.9) || atLeast(slip, 20) || atLeast(latency, 2500)) return 'broken';
  if (slip === null || (!makerTermsMet && lacksEvidence(j))) return 'unknown';
  if (atLeast(fallback, 0.6) || atLeast(slip, 8) || atLeast(latency, 1500)) return 'degraded';
  const makerGood = makerTermsMet || (atLeast(maker, 0.7) && atMost(fallback, 0.4));
  return makerGood && atMost(slip, 4) && atMost(latency, 800) ? 'good' : 'ok';
}

function regimeOf(j: Judged): Regime {
  const { maker, fallback, slip, latency } = j;
  if (atLeast(fallback, 0.85) || atMost(maker, 0.2) || atLeast(slip, 25) || atLeast(latency, 3000)) {
    return 'broken';
  }
  if (lacksEvidence(j)) return 'unknown';
  if (atLeast(fallback, 0.55)) return 'fallback_heavy';
  if (atLeast(slip, 12)) return 'slippage_hot';
  return atLeast(maker, 0.7) && atMost(fallback, 0.3) && atMost(slip, 5) ? 'maker_strong' : 'balanced';
}

export function routerOf(rows: readonly Row[], entry: Obj | undefined): Router {
  if (rows.length === 0 && entry !== undefined) {
    const m = rounded(snapshotMetrics(entry));
    const judged = {
      maker: m.maker_fill_rate,
      fallback: m.fallback_rate,
      slip: m.slippage_p95,
      latency: m.ack_latency_p50_ms,
      asksMaker: true,
    };
    return { metrics: m, quality: qualityOf(judged, false), regime: regimeOf(judged) };
  }
  const m = metricsOf(rows);
  if (rows.length < MIN_SAMPLES) return { metrics: m, quality: 'unknown', regime: 'unknown' };
  return { metrics: m, quality: qualityOf(judgedRows(m), false), regime: regimeOf(judgedRows(m)) };
}

/** Quality as the maker_first switch reads it: with too few maker rows the maker terms count as met. */
export function switchQuality(rows: readonly Row[]): Quality {
  const m = metricsOf(rows);
  if (rows.length < MIN_SAMPLES) return 'unknown';
  return qualityOf(judgedRows(m), m.maker_start_n < MIN_SAMPLES);
}
