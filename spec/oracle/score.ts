/** The score of a symbol or strategy: nine parts in [0, 1], their weights, and an integer sum. */
import { edgeOf, KAPPA } from './edge';
import { fromNano, nano, round9, sum } from './exact';
import { metricsOf, sharesOf, type Share, type Shares } from './router';
import type { Row, Trade } from './records';
import type { Block, Score } from './types';

const PRIOR = 0.4;
const PSEUDO_ROWS = 10;

/** In 1e-6. */
const WEIGHTS: readonly (readonly [string, bigint])[] = [
  ['edge', 350_000n],
  ['hit_rate', 100_000n],
  ['gain', 150_000n],
  ['cost', 150_000n],
  ['reliability', 100_000n],
  ['tail', 50_000n],
  ['latency', 50_000n],
  ['liquidity', 25_000n],
  ['volatility', 25_000n],
];

/** Published as one number each: what the trades say, and what the router's rows say. */
const TOGETHER: readonly (readonly [string, readonly string[]])[] = [
  ['expectancy', ['edge', 'hit_rate', 'gain']],
  ['router', ['cost', 'reliability', 'tail', 'latency', 'liquidity']],
];

export interface ScoreInput {
  readonly block: Block | undefined;
  readonly trades: readonly Trade[];
  readonly rows: readonly Row[];
  readonly pooled: Shares;
  readonly volatility: number | null;
}

function gainOf(trades: readonly Trade[]): number {
  const rs = trades.flatMap((t) => (t.r === null ? [] : [t.r]));
  const up = round9(sum(rs.filter((r) => r > 0)));
  const down = round9(-sum(rs.filter((r) => r < 0)));
  const c = KAPPA / 4;
  return (up + c) / (up + down + 2 * c);
}

function shrunk(own: Share, pooled: Share): number | null {
  if (own.n === 0 || pooled.n === 0) return null;
  return (own.k + (PSEUDO_ROWS * pooled.k) / pooled.n) / (own.n + PSEUDO_ROWS);
}

function costOf(fee: number | null, slip: number | null): { value: number; missing: boolean } {
  const cost = (bps: number): number => 1 / (1 + Math.max(0, bps) / 10);
  if (fee !== null && slip !== null) return { value: cost(fee + slip), missing: false };
  const only = fee ?? slip;
  return { value: only === null ? PRIOR : Math.min(PRIOR, cost(only)), missing: true };
}

export function volatilityPart(scale: number | null, label: string | null): number | null {
  if (scale !== null) return 1 / (1 + 2 * Math.abs(scale - 1));
  const parts = new Map([
    ['quiet', 0.8],
    ['normal', 1],
    ['hot', 0.5],
    ['panic', 0.2],
  ]);
  return parts.get((label ?? '').trim().toLowerCase()) ?? null;
}

export function scoreOf(input: ScoreInput): Score {
  const { block, trades, rows, pooled } = input;
  const m = metricsOf(rows);
  const own = sharesOf(rows);
  const cost = costOf(m.mean_fee_bps, m.mean_slippage_bps);
  const maker = shrunk(own.maker, pooled.maker);
  const fallback = shrunk(own.fallback, pooled.fallback);
  const reliability = maker === null || fallback === null ? null : maker * (1 - fallback);
  const parts = new Map<string, number | null>([
    ['edge', block?.edge ?? round9(edgeOf([], []).edge)],
    ['hit_rate', ((block?.wins ?? 0) + KAPPA / 2) / ((block?.count ?? 0) + KAPPA)],
    ['gain', gainOf(trades)],
    ['cost', cost.value],
    ['reliability', reliability],
    ['tail', m.slippage_p95 === null ? null : 1 / (1 + Math.max(0, m.slippage_p95) / 10)],
    ['latency', m.ack_latency_p95_ms === null ? null : 1 / (1 + Math.max(0, m.ack_latency_p95_ms) / 1000)],
    ['liquidity', shrunk(own.result, pooled.result)],
    ['volatility', input.volatility],
  ]);
  const components: Record<string, number> = {};
  const contributions: Record<string, number> = {};
  const priors: string[] = [];
  const weighed = new Map<string, bigint>();
  let score = 0n;
  for (const [name, weight] of WEIGHTS) {
    const value = parts.get(name) ?? null;
    if (value === null || (name === 'cost' && cost.missing)) priors.push(name);
    const part = nano(Math.max(0, Math.min(1, value ?? PRIOR)));
    const contribution = (weight * part) / 1_000_000n;
    components[name] = fromNano(part);
    contributions[name] = fromNano(contribution);
    weighed.set(name, weight * part);
    score += contribution;
  }
  for (const [name, members] of TOGETHER) {
    const weight = WEIGHTS.filter(([part]) => members.includes(part)).reduce((total, [, w]) => total + w, 0n);
    const value = members.reduce((total, part) => total + (weighed.get(part) ?? 0n), 0n);
    components[name] = fromNano(value / weight);
  }
  const p_dd = block?.p_dd ?? round9(edgeOf([], []).pDd);
  return {
    score: fromNano(score),
    components,
    contributions,
    priors,
    execution_judged: rows.length > 0,
    p_dd,
    is_mature: block?.is_mature ?? false,
  };
}
