import { ExactSum } from '../src/model/exact-sum';
import { quantile } from '../src/model/quantile';
import { feeBps, type Route } from '../src/model/route';

/** A rate with what it was counted from. */
export interface Tally {
  readonly hits: number;
  readonly rows: number;
}

/** Cost in bps of one side's filled rows: fee and slippage both known. */
export interface SideCost {
  readonly rows: number;
  readonly sum: number;
  /** Sample variance; undefined below two rows. */
  readonly variance: number | undefined;
}

/** Everything that the router's rows of a window say of one symbol (or strategy). Undefined = no row says. */
export interface RouterStats {
  readonly rows: number;
  /** Rows with is_maker_final that are true. */
  readonly makerFill: Tally;
  /** Rows that started as maker. */
  readonly makerStarts: number;
  /** Maker starts that say whether they used the fallback, and did. */
  readonly fallback: Tally;
  /** Rows with a result that filled at once: FILLED, not cancelled, no retry. */
  readonly cleanFill: Tally;
  /** Maker starts with is_maker_final that are true: what the quote offset is judged by. */
  readonly makerStartFill: Tally;
  /** Maker starts with a status that did not fill. */
  readonly unfilledMaker: Tally;
  readonly slippage: Spread;
  readonly ack: Spread;
  readonly meanFeeBps: number | undefined;
  readonly feeRows: number;
  readonly maker: SideCost;
  readonly taker: SideCost;
}

export interface Spread {
  readonly rows: number;
  readonly mean: number | undefined;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
}

/** Counts rows of one symbol, in any order. */
export function routerStats(routes: readonly Route[]): RouterStats {
  const started = routes.filter((route) => route.makerStart === true);
  const fees = routes.flatMap((route) => feeBps(route) ?? []);
  return {
    rows: routes.length,
    makerFill: tally(routes, (route) => route.makerFinal),
    makerStarts: started.length,
    fallback: tally(started, (route) => route.usedFallback),
    cleanFill: tally(routes, filledAtOnce),
    makerStartFill: tally(started, (route) => route.makerFinal),
    unfilledMaker: tally(started, (route) =>
      route.status === undefined ? undefined : route.status !== 'FILLED',
    ),
    slippage: spread(routes.flatMap((route) => route.slippageBps ?? [])),
    ack: spread(routes.flatMap((route) => route.ackMs ?? [])),
    meanFeeBps: meanOf(fees),
    feeRows: fees.length,
    maker: sideCost(routes, true),
    taker: sideCost(routes, false),
  };
}

function tally(routes: readonly Route[], of: (route: Route) => boolean | undefined): Tally {
  let hits = 0;
  let rows = 0;
  for (const route of routes) {
    const hit = of(route);
    if (hit === undefined) continue;
    rows++;
    if (hit) hits++;
  }
  return { hits, rows };
}

function filledAtOnce(route: Route): boolean | undefined {
  if (!route.reported) return undefined;
  return route.status === 'FILLED' && route.cancelled !== true && (route.retries ?? 0) === 0;
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    rows: sorted.length,
    mean: meanOf(sorted),
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
  };
}

function sideCost(routes: readonly Route[], maker: boolean): SideCost {
  const costs: number[] = [];
  for (const route of routes) {
    const fee = feeBps(route);
    if (
      route.status !== 'FILLED' ||
      route.makerStart !== maker ||
      fee === undefined ||
      route.slippageBps === undefined
    )
      continue;
    costs.push(fee + route.slippageBps);
  }
  const sum = sumOf(costs);
  const mean = sum / costs.length;
  const variance =
    costs.length < 2 ? undefined : sumOf(costs.map((cost) => (cost - mean) ** 2)) / (costs.length - 1);
  return { rows: costs.length, sum, variance };
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : sumOf(values) / values.length;
}

function sumOf(values: readonly number[]): number {
  const sum = new ExactSum();
  for (const value of values) sum.add(value);
  return sum.value();
}
