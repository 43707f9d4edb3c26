import type { Seeded } from './seeded';

/** How one symbol trades and routes in one history. */
export interface Market {
  readonly symbol: string;
  readonly attempts: number;
  /** How likely a field is stated. */
  readonly says: number;
  readonly makerStart: number;
  readonly makerFinal: number;
  readonly fallback: number;
  readonly filled: number;
  readonly slipBps: number;
  readonly takerSlipBps: number;
  readonly ackMs: number;
  readonly feeBps: number;
  readonly takerFeeBps: number;
  readonly meanR: number;
  readonly spreadR: number;
  readonly notional: number;
  /** Positions that an executor trades, for each position side. */
  readonly positions: number;
  readonly hedged: boolean;
  /** Order ids beyond 2^53. */
  readonly bigIds: boolean;
  /** How many attempts of a filled one are not. */
  readonly unfilled: number;
  /** Round numbers only, so that thresholds are met exactly. */
  readonly coarse: boolean;
}

const NAMES = [
  'BTCUSDT',
  'ETHUSDT',
  'SOLUSDT',
  'XRPUSDT',
  '__PROTO__',
  'CONSTRUCTOR',
  '<IMG SRC=X>',
  'A|B',
  'ÉTHUSDT',
] as const;

export function marketsOf(rng: Seeded): readonly Market[] {
  const coarse = rng.chance(0.4);
  const size = rng.pick([4, 12, 40, 90, 180]);
  const names = rng.shuffled(NAMES).slice(0, rng.int(1, size > 100 ? 2 : 5));
  return names.map((symbol) => marketOf(rng, symbol, size, coarse));
}

function marketOf(rng: Seeded, symbol: string, size: number, coarse: boolean): Market {
  const bad = rng.chance(0.3);
  return {
    symbol,
    attempts: rng.chance(0.1) ? 0 : rng.int(size > 100 ? 100 : 0, size),
    says: rng.pick([1, 1, 0.98, 0.9, 0.6]),
    makerStart: rng.pick([0, 0.4, 0.5, 0.6, 0.8, 1]),
    makerFinal: rng.pick([0.1, 0.2, 0.5, 0.7, 0.9]),
    fallback: rng.pick(bad ? [0.55, 0.6, 0.85, 0.9, 1] : [0, 0.1, 0.3, 0.4]),
    filled: rng.pick([0.3, 0.6, 0.95, 1]),
    slipBps: rng.pick(bad ? [4, 8, 12, 20, 25] : [-1, 0, 0.5, 1, 2]),
    takerSlipBps: rng.pick([-1, 0, 0.5, 2, 6]),
    ackMs: rng.pick(bad ? [800, 1500, 2500, 3000] : [50, 100, 300]),
    feeBps: rng.pick([-0.5, 0, 2]),
    takerFeeBps: rng.pick([0, 2, 4, 5]),
    meanR: rng.pick([-0.5, -0.1, 0, 0.1, 0.4, 0.8, 1.5]),
    spreadR: rng.pick([0, 0.5, 1, 3]),
    notional: rng.pick([100, 185.38, 5000]),
    positions: rng.pick([0, 0, 4, 15, 40]),
    hedged: rng.chance(0.5),
    bigIds: rng.chance(0.3),
    unfilled: rng.pick([0, 0, 0.5, 3]),
    coarse,
  };
}

/** A symbol as some writer spells it. */
export function spelled(rng: Seeded, symbol: string): string {
  return rng.chance(0.1) ? rng.pick([symbol.toLowerCase(), ` ${symbol} `, `\t${symbol}`]) : symbol;
}
