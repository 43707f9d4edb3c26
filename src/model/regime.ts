import type { Route } from './route';
import { fillSlippageBps } from './route-costs';

export const PATHS = ['maker', 'maker_to_taker', 'taker', 'unknown'] as const;
export const SLIPPAGE_BANDS = ['improved', 'low', 'mid', 'high', 'none'] as const;

/** All cells of the partition: 20. */
export const REGIME_CELLS = PATHS.length * SLIPPAGE_BANDS.length;

type Path = (typeof PATHS)[number];
type Band = (typeof SLIPPAGE_BANDS)[number];

/** How the order was filled and at what slippage: one cell of a partition, `maker|low`. */
export function regimeOf(route: Route | undefined): string {
  return `${pathOf(route)}|${bandOf(route && fillSlippageBps(route))}`;
}

function pathOf(route: Route | undefined): Path {
  if (route?.makerStart === undefined) return 'unknown';
  if (!route.makerStart) return 'taker';
  if (route.makerFinal === undefined) return 'unknown';
  return route.makerFinal ? 'maker' : 'maker_to_taker';
}

function bandOf(slippageBps: number | undefined): Band {
  if (slippageBps === undefined) return 'none';
  if (slippageBps < 0) return 'improved';
  if (slippageBps <= 1) return 'low';
  return slippageBps <= 5 ? 'mid' : 'high';
}
