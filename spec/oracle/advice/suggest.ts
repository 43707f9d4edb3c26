/** The router auto-tune suggestion of one symbol: bias, offset and maker_first. */
import { floorDiv, maxBig, mean, minBig, nano, round9, sum, variance } from '../exact';
import { firstNum, get, type Obj } from '../json';
import { policyOf } from '../decode';
import { type CurrentPolicy, currentPolicy, published } from './policy';
import { MIN_SAMPLES, switchQuality } from '../router';
import type { Row } from '../records';
import type { Mode, Router, Suggestion } from '../types';

const PSEUDO_ROWS = 10;
const SIDE_ROWS = 20;
const Z = 1.64;

interface Bounds {
  readonly minBias: bigint;
  readonly maxBias: bigint;
  readonly biasStep: bigint;
  readonly minOffset: bigint;
  readonly maxOffset: bigint;
  readonly offsetStep: bigint;
}

function boundsOf(limits: unknown): Bounds {
  const own = get(limits, 'router_autotune_v6');
  const read = (key: string, otherwise: number): bigint => nano(firstNum(own, [key]) ?? otherwise);
  return {
    minBias: read('min_bias', 0),
    maxBias: read('max_bias', 1),
    biasStep: read('max_bias_step', 0.05),
    minOffset: read('min_offset_bps', 0.5),
    maxOffset: read('max_offset_bps', 8),
    offsetStep: read('max_offset_step_bps', 1),
  };
}

/** Costs (fee + slippage bps) of the filled rows that began as maker, or not. */
function costs(rows: readonly Row[], makerStart: boolean): number[] {
  return rows.flatMap((row) => {
    if (row.status !== 'FILLED' || row.makerStart !== makerStart) return [];
    return row.feeBps === null || row.slip === null ? [] : [row.feeBps + row.slip];
  });
}

interface Side {
  readonly cost: number | null;
  readonly n: number;
  readonly v: number | null;
}

function sideOf(rows: readonly Row[], all: readonly Row[], makerStart: boolean): Side {
  const own = costs(rows, makerStart);
  const pool = mean(costs(all, makerStart));
  const cost = pool === null ? null : (sum(own) + PSEUDO_ROWS * pool) / (own.length + PSEUDO_ROWS);
  return { cost, n: own.length, v: variance(own) };
}

interface Evidence {
  readonly maker: Side;
  readonly taker: Side;
  /** C_T − C_M: positive when maker is cheaper. Null where a side has fewer than 20 rows. */
  readonly advantage: number | null;
}

function evidenceOf(rows: readonly Row[], all: readonly Row[]): Evidence {
  const maker = sideOf(rows, all, true);
  const taker = sideOf(rows, all, false);
  const enough = maker.n >= SIDE_ROWS && taker.n >= SIDE_ROWS;
  const known = maker.cost !== null && taker.cost !== null;
  return { maker, taker, advantage: enough && known ? taker.cost - maker.cost : null };
}

/** Share of the maker attempts with a status or a fill that have no fill. */
function unfilledShare(rows: readonly Row[]): number | null {
  const tried = rows.filter((row) => row.makerStart === true && (row.status !== null || row.filled));
  if (tried.length === 0) return null;
  return tried.filter((row) => !row.filled).length / tried.length;
}

function moved(current: bigint, move: bigint, low: bigint, high: bigint): bigint {
  return minBig(maxBig(current + move, minBig(low, current)), maxBig(high, current));
}

function biasMove(rows: readonly Row[], evidence: Evidence, step: bigint): bigint {
  const { advantage, maker, taker } = evidence;
  if (advantage === null) return 0n;
  const se = Math.sqrt((maker.v ?? 0) / maker.n + (taker.v ?? 0) / taker.n);
  if (Math.abs(advantage) <= Math.max(Z * se, 0.5)) return 0n;
  if (advantage > 0 && (unfilledShare(rows) ?? 0) > 0.5) return 0n;
  const five = nano(5);
  const size = floorDiv(step * minBig(nano(Math.abs(advantage)), five), five);
  return advantage > 0 ? -size : size;
}

/** g = (k + 7)/(n + 10) − 7/10 = (10k − 7n)/(10(n + 10)): the move is exact. */
function offsetMove(rows: readonly Row[], step: bigint, mode: Mode): bigint {
  const tried = rows.filter((row) => row.makerStart === true && row.makerFinal !== null);
  const n = tried.length;
  const k = tried.filter((row) => row.makerFinal === true).length;
  const p = (k + 7) / (n + 10);
  const g = (10 * k - 7 * n) / (10 * (n + 10));
  const se = Math.sqrt((p * (1 - p)) / (n + 10));
  if (n < 20 || Math.abs(g) <= Z * se || mode === 'defensive') return 0n;
  const top = BigInt(10 * k - 7 * n);
  const bottom = BigInt(n + 10);
  return top > 0n ? floorDiv(step * top, 3n * bottom) : -floorDiv(step * -top, 7n * bottom);
}

function wantedMakerFirst(current: boolean, rows: readonly Row[], evidence: Evidence): boolean {
  if (rows.filter((row) => row.slip !== null).length < MIN_SAMPLES) return current;
  const quality = switchQuality(rows);
  const advantage = evidence.advantage ?? 0;
  if (current && quality === 'broken' && advantage <= 0) return false;
  if (!current && quality === 'good' && advantage >= 0) return true;
  return current;
}

/** Expected cost of a policy; null where a side it needs has no row anywhere. */
function expectedCost(policy: CurrentPolicy, evidence: Evidence): number | null {
  const { maker, taker } = evidence;
  if (!policy.makerFirst) return taker.cost;
  if (maker.cost === null || taker.cost === null) return null;
  const bias = Number(policy.bias) / 1e9;
  return (1 - bias) * maker.cost + bias * taker.cost;
}

export interface SuggestInput {
  /** The symbol's rows in the window, in the horizon, and all symbols' rows in the window. */
  readonly rows: readonly Row[];
  readonly past: readonly Row[];
  readonly all: readonly Row[];
  readonly entry: Obj | undefined;
  readonly router: Router;
  readonly limits: unknown;
  readonly mode: Mode;
}

export function suggestionOf(input: SuggestInput): Suggestion {
  const { rows, mode, router } = input;
  const bounds = boundsOf(input.limits);
  const evidence = evidenceOf(rows, input.all);
  const current = currentPolicy(input.past, policyOf(get(input.entry, 'policy')));
  const bias = moved(current.bias, biasMove(rows, evidence, bounds.biasStep), bounds.minBias, bounds.maxBias);
  const offset = moved(
    current.offset,
    offsetMove(rows, bounds.offsetStep, mode),
    bounds.minOffset,
    bounds.maxOffset,
  );
  const makerFirst = wantedMakerFirst(current.makerFirst, rows, evidence);
  let proposed: CurrentPolicy = { makerFirst, bias, offset };
  if (mode === 'defensive' && makerFirst !== current.makerFirst) {
    const before = expectedCost(current, evidence);
    const after = expectedCost(proposed, evidence);
    const dearer = before === null || after === null || round9(after) > round9(before);
    if (dearer) proposed = { ...proposed, makerFirst: current.makerFirst };
  }
  return {
    current_policy: published(current),
    proposed_policy: published(proposed),
    quality: router.quality,
    regime: router.regime,
  };
}
