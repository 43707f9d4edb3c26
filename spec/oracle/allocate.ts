/** The feedback allocator in integers: caps and scores in 1e-9, factors and weights in 1e-6. */
import { exact, floorDiv, fromNano, maxBig, minBig, nano, round9 } from './exact';
import type { Caps } from './config';
import type { Block, Mode, Quality } from './types';

const UNIT = 1_000_000n;
const LO = nano(0.35);
const HI = nano(0.75);
const EDGE_MIN = nano(0.25);
const PHI_MIN = 50_000n;
const UP = 100_000n;
const FULL = 20;

interface ModeFactors {
  readonly k: bigint;
  readonly budget: bigint;
  readonly capK: bigint;
}
const FACTORS: Readonly<Record<Mode, ModeFactors>> = {
  normal: { k: 1_000_000n, budget: 900_000n, capK: 1_000_000n },
  cautious: { k: 700_000n, budget: 650_000n, capK: 850_000n },
  defensive: { k: 400_000n, budget: 450_000n, capK: 650_000n },
};
const QUALITY: Readonly<Record<Quality, bigint>> = {
  good: 1_000_000n,
  ok: 1_000_000n,
  unknown: 600_000n,
  degraded: 600_000n,
  broken: 200_000n,
};

/** How many trades of a block have a known R. */
export function knownR(block: Block | undefined): number {
  return block === undefined ? 0 : block.count - (block.risk_sources['none'] ?? 0);
}

export function phiOf(score: number, edge: number, block: Block | undefined, factor: bigint): bigint {
  const n = knownR(block);
  if (nano(edge) < EDGE_MIN) return 0n;
  if ((block?.count ?? 0) >= FULL && n < FULL) return 0n;
  let phi = floorDiv((nano(score) - LO) * UNIT, HI - LO);
  phi = maxBig(0n, minBig(UNIT, phi));
  if (n < FULL) {
    const top = PHI_MIN + floorDiv((UNIT - PHI_MIN) * BigInt(n), BigInt(FULL));
    phi = maxBig(PHI_MIN, minBig(top, phi));
  }
  return floorDiv(phi * factor, UNIT);
}

export function symbolPhi(score: number, edge: number, block: Block | undefined, quality: Quality): bigint {
  return phiOf(score, edge, block, QUALITY[quality]);
}

/** Weights of one view: raw = cap · phi, then the mode's factor and the mode's budget. */
export function weightsOf(raws: ReadonlyMap<string, bigint>, mode: Mode): Map<string, number> {
  const { k, budget } = FACTORS[mode];
  let t = 0n;
  for (const raw of raws.values()) t += raw;
  const weights = new Map<string, number>();
  for (const [name, raw] of raws) {
    const weight = t === 0n ? 0n : minBig(floorDiv(raw * k, UNIT), floorDiv(raw * budget, t));
    weights.set(name, round9(Number(weight) / 1e6));
  }
  return weights;
}

/** ⌊min(cap, ceiling) · phi⌋ in 1e-6. */
export function rawOf(cap: bigint, ceiling: bigint, phi: bigint): bigint {
  return floorDiv(minBig(cap, ceiling) * phi, 1_000_000_000n);
}

export function symbolRaw(caps: Caps, phi: bigint): bigint {
  return caps.nav === null ? 0n : rawOf(nano(caps.nav), nano(caps.ceiling ?? caps.nav), phi);
}

/** ⌊min(1, capacity / equity)⌋ in 1e-9 (equity > 0). */
export function strategyCap(capacity: number, equity: number): bigint {
  const one = 1_000_000_000n;
  return maxBig(0n, minBig(one, floorDiv(exact(capacity) * one, exact(equity))));
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

export function suggestedCaps(
  caps: Caps,
  phi: bigint,
  quality: Quality,
  n: number,
  mode: Mode,
): SuggestedCaps {
  const { capK } = FACTORS[mode];
  const times = (a: bigint, b: bigint): bigint => floorDiv(a * b, UNIT);
  const mayRise = (quality === 'good' || quality === 'ok') && n >= FULL;
  const wished = UNIT + times(UP, 2n * phi - UNIT);
  const g = mayRise ? wished : minBig(UNIT, wished);
  let nav: bigint | null = null;
  if (caps.nav !== null) {
    const cap = nano(caps.nav);
    const ceiling = nano(caps.ceiling ?? caps.nav);
    nav = times(minBig(times(cap, g), ceiling), capK);
  }
  let trade: bigint | null = null;
  if (caps.trade !== null) {
    trade = times(times(nano(caps.trade), minBig(UNIT, g)), capK);
    if (nav !== null) trade = minBig(trade, nav);
  }
  return {
    max_nav_pct: nav === null ? null : fromNano(nav),
    max_trade_nav_pct: trade === null ? null : fromNano(trade),
    max_concurrent_positions: concurrentOf(caps.concurrent, phi, mode),
  };
}
