/** The feedback allocator in integers: caps and scores in 1e-9, factors and weights in 1e-6. */
import type { Caps } from '../config';
import { EDGE_MIN } from '../edge';
import { exact, floorDiv, fromNano, maxBig, minBig, nano, round9 } from '../exact';
import type { Block, Mode, Quality } from '../types';

export const UNIT = 1_000_000n;
const BILLION = 1_000_000_000n;
const LO = nano(0.35);
const HI = nano(0.6);
const PHI_MIN = 50_000n;
const UP = 100_000n;
const FULL = 20;

interface ModeFactors {
  readonly k: bigint;
  readonly budget: bigint;
  readonly capK: bigint;
}
export const FACTORS: Readonly<Record<Mode, ModeFactors>> = {
  normal: { k: 1_000_000n, budget: 900_000n, capK: 1_000_000n },
  cautious: { k: 700_000n, budget: 650_000n, capK: 850_000n },
  defensive: { k: 400_000n, budget: 450_000n, capK: 650_000n },
};
export const QUALITY: Readonly<Record<Quality, bigint>> = {
  good: 1_000_000n,
  ok: 1_000_000n,
  degraded: 1_000_000n,
  unknown: 600_000n,
  broken: 600_000n,
};

/** What is judged of a symbol or strategy. */
export interface Evidence {
  readonly score: number;
  readonly edge: number;
  readonly edgeUsd: number;
  readonly block: Block | undefined;
}

/** How many positions of a block have a known R. */
export function knownR(block: Block | undefined): number {
  return block === undefined ? 0 : block.count - (block.risk_sources['none'] ?? 0);
}

/** Nothing says that it must not trade: both edges, a basis of risk, no loss that is sure. */
export function mayTrade({ edge, edgeUsd, block }: Evidence): boolean {
  if (nano(edge) < nano(EDGE_MIN) || nano(edgeUsd) < nano(EDGE_MIN)) return false;
  const count = (block?.count ?? 0) - (block?.dust_unknown_r ?? 0);
  return !(count >= FULL && knownR(block) < FULL) && block?.usd_losing !== true;
}

export function phiOf(evidence: Evidence, factor: bigint): bigint {
  if (!mayTrade(evidence)) return 0n;
  const n = knownR(evidence.block);
  let phi = floorDiv((nano(evidence.score) - LO) * UNIT, HI - LO);
  phi = maxBig(0n, minBig(UNIT, phi));
  if (n < FULL) {
    const top = PHI_MIN + floorDiv((UNIT - PHI_MIN) * BigInt(n), BigInt(FULL));
    phi = maxBig(PHI_MIN, minBig(top, phi));
  }
  return floorDiv(phi * factor, UNIT);
}

/** min(cap, ceiling) in 1e-9; 0 without a cap. */
export function bound({ nav, ceiling }: Caps): bigint {
  return nav === null ? 0n : minBig(nano(nav), nano(ceiling ?? nav));
}

/** Of a cap in 1e-9 a share in 1e-6, in 1e-6. */
export function scaled(cap: bigint, share: bigint): bigint {
  return floorDiv(cap * share, BILLION);
}

/** ⌈minimum / equity⌉ in 1e-6; null without a minimum. */
export function leastWeight(minimum: number | null, equity: number | null): bigint | null {
  if (minimum === null || minimum <= 0 || equity === null || equity <= 0) return null;
  return -floorDiv(-exact(minimum) * UNIT, exact(equity));
}

/** ⌊min(1, capacity / equity)⌋ in 1e-9 (equity > 0). */
export function strategyCap(capacity: number, equity: number): bigint {
  return maxBig(0n, minBig(BILLION, floorDiv(exact(capacity) * BILLION, exact(equity))));
}

export function concurrentOf(current: number | null, phi: bigint, mode: Mode): number | null {
  if (current === null) return null;
  const top = BigInt(current) * FACTORS[mode].capK * minBig(UNIT, 2n * phi);
  return Number(-floorDiv(-top, UNIT * UNIT));
}

export interface SuggestedCaps {
  readonly max_nav_pct: number | null;
  readonly max_trade_nav_pct: number | null;
  readonly max_concurrent_positions: number | null;
}

/** The caps that follow phi; `weight` in 1e-6. */
export function suggestedCaps(x: {
  readonly caps: Caps;
  readonly phi: bigint;
  readonly quality: Quality;
  readonly n: number;
  readonly mode: Mode;
  readonly weight: bigint;
}): SuggestedCaps {
  const { caps, phi, mode } = x;
  const { capK } = FACTORS[mode];
  const times = (a: bigint, b: bigint): bigint => floorDiv(a * b, UNIT);
  const mayRise = (x.quality === 'good' || x.quality === 'ok') && x.n >= FULL;
  const grown = UNIT + times(UP, 2n * phi - UNIT);
  const above = mayRise ? grown : minBig(UNIT, grown);
  const g = 2n * phi >= UNIT ? above : 2n * phi;
  const weight = x.weight * 1000n;
  let nav: bigint | null = null;
  if (caps.nav !== null) {
    const ceiling = nano(caps.ceiling ?? caps.nav);
    nav = maxBig(times(minBig(times(nano(caps.nav), g), ceiling), capK), weight);
  }
  let trade: bigint | null = null;
  if (caps.trade !== null) {
    const current = nano(caps.trade);
    trade = maxBig(times(times(current, minBig(UNIT, g)), capK), minBig(weight, current));
    if (nav !== null) trade = minBig(trade, nav);
  }
  return {
    max_nav_pct: nav === null ? null : fromNano(nav),
    max_trade_nav_pct: trade === null ? null : fromNano(trade),
    max_concurrent_positions: concurrentOf(caps.concurrent, phi, mode),
  };
}

/** A weight in 1e-6 as it is published. */
export function published(weight: bigint): number {
  return round9(Number(weight) / 1e6);
}
