import type { Route } from './route';

/**
 * What an attempt cost and how long it took, as far as its row can be believed. An attempt without a fill has no price,
 * so it has neither slippage nor fee: the executor writes ±10000 bps there.
 */

// No fill of a liquid perpetual costs more; a larger number is a fault of the writer.
const MOST_BPS = 2000;
const LEAST_NOTIONAL_USD = 1e-6;

const FILLED_STATUSES: ReadonlySet<string | undefined> = new Set(['FILLED', 'PARTIALLY_FILLED']);

/** Whether an attempt bought or sold something, by its status (in upper case), its quantity or its price. */
export function isFilled(
  status: string | undefined,
  contracts: number | undefined,
  averagePrice: number | undefined,
): boolean {
  return FILLED_STATUSES.has(status) || (contracts ?? 0) > 0 || (averagePrice ?? 0) > 0;
}

/** Whether a route, as written, is that of an order worked over time. */
export function isTwap(route: string | undefined): boolean {
  return route?.trim().toLowerCase() === 'twap';
}

/** Slippage of a fill in bps; undefined where the row does not say or is not believed. */
export function fillSlippageBps({ filled, slippageBps }: Route): number | undefined {
  return filled ? believed(slippageBps) : undefined;
}

/** Fee of a fill in basis points of its notional; undefined where the row does not say or is not believed. */
export function feeBps(route: Route): number | undefined {
  return route.filled ? believed(writtenFeeBps(route)) : undefined;
}

/** The notional, unless it is too small to be one. */
export function notionalOf({ notionalUsd }: Pick<Route, 'notionalUsd'>): number | undefined {
  return notionalUsd !== undefined && notionalUsd >= LEAST_NOTIONAL_USD ? notionalUsd : undefined;
}

/** A fill with a number that is not believed. */
export function isImplausible(route: Route): boolean {
  if (!route.filled) return false;
  const hasNoSize = route.notionalUsd !== undefined && notionalOf(route) === undefined;
  return hasNoSize || [route.slippageBps, writtenFeeBps(route)].some(isBeyond);
}

/** How long the venue took to acknowledge; a TWAP takes its time on purpose. */
export function ackOf({ twap, ackMs }: Route): number | undefined {
  return twap ? undefined : ackMs;
}

/** Whether the attempt fell back to taking; a slice of a TWAP that takes is no fallback. */
export function fallbackOf({ twap, usedFallback }: Route): boolean | undefined {
  return twap ? undefined : usedFallback;
}

function writtenFeeBps(route: Route): number | undefined {
  const notional = notionalOf(route);
  return route.feesUsd === undefined || notional === undefined ? undefined : (route.feesUsd / notional) * 1e4;
}

function believed(bps: number | undefined): number | undefined {
  return isBeyond(bps) ? undefined : bps;
}

function isBeyond(bps: number | undefined): boolean {
  return bps !== undefined && Math.abs(bps) > MOST_BPS;
}
