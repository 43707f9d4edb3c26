import { ExactMoments } from '../../src/model/math/exact-moments';
import type { Route } from '../../src/model/route';
import { feeBps, isImplausible, fillSlippageBps } from '../../src/model/route-costs';
import { EvidenceCount } from './evidence-count';
import { Share, type By, type HitCount, type Spread } from './tallies';

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
  /** Rows of attempts that bought or sold something. */
  readonly filled: number;
  /** Fills with a slippage, a fee or a notional that is not believed. */
  readonly implausible: number;
  /** Rows with is_maker_final that are true. */
  readonly makerFill: HitCount;
  /** Rows with maker_start that are true: they started as maker. */
  readonly makerStart: HitCount;
  /** Rows that tell how a maker side went, but not how they started. */
  readonly unknownStarts: number;
  /** Maker starts that say whether they used the fallback, and did. */
  readonly fallback: HitCount;
  /** Rows with a result that filled at once: FILLED, not cancelled, no retry. */
  readonly cleanFill: HitCount;
  /** Maker starts with is_maker_final that are true: what the quote offset is judged by. */
  readonly makerStartFill: HitCount;
  /** Maker starts that say how they ended, and without a fill. */
  readonly unfilledMaker: HitCount;
  readonly slippage: Spread;
  readonly ack: Spread;
  readonly meanFeeBps: number | undefined;
  readonly feeRows: number;
  readonly maker: SideCost;
  readonly taker: SideCost;
}

/** As much of it as a score and a quality follow from. */
export type RouterBasis = Pick<
  RouterStats,
  | ('rows' | 'makerFill' | 'makerStart' | 'unknownStarts' | 'fallback' | 'cleanFill')
  | ('slippage' | 'ack' | 'meanFeeBps')
>;

/** The rates that thin evidence is shrunk towards. */
export type RouterRates = Pick<RouterStats, 'makerFill' | 'fallback' | 'cleanFill'>;

/** The stats of rows, in any order. */
export function routerStats(routes: readonly Route[]): RouterStats {
  const count = new RouterCount();
  for (const route of routes) count.add(route);
  return count.stats();
}

/** The stats of rows that are added and removed; they depend on the present rows alone. */
export class RouterCount extends EvidenceCount {
  private filled = 0;
  private implausible = 0;
  private readonly makerStartFill = new Share();
  private readonly unfilledMaker = new Share();
  private readonly maker = new ExactMoments();
  private readonly taker = new ExactMoments();
  private last: RouterStats | undefined;

  /** The same object again until the next change. */
  stats(): RouterStats {
    return (this.last ??= this.measure());
  }

  protected override shift(route: Route, by: By): void {
    super.shift(route, by);
    this.last = undefined;
    if (route.filled) this.filled += by;
    if (isImplausible(route)) this.implausible += by;
    this.shiftStart(route, by);
    this.shiftCost(route, by);
  }

  private measure(): RouterStats {
    return {
      ...this.evidence(),
      filled: this.filled,
      implausible: this.implausible,
      makerStartFill: this.makerStartFill.tally(),
      unfilledMaker: this.unfilledMaker.tally(),
      feeRows: this.fees.count,
      maker: sideCost(this.maker),
      taker: sideCost(this.taker),
    };
  }

  private shiftStart({ makerStart, makerFinal, status, filled }: Route, by: By): void {
    if (makerStart !== true) return;
    this.makerStartFill.shift(makerFinal, by);
    this.unfilledMaker.shift(filled || status !== undefined ? !filled : undefined, by);
  }

  private shiftCost(route: Route, by: By): void {
    const { makerStart, status } = route;
    const fee = feeBps(route);
    const slippage = fillSlippageBps(route);
    if (makerStart === undefined || status !== 'FILLED' || fee === undefined || slippage === undefined)
      return;
    (makerStart ? this.maker : this.taker).shift(fee + slippage, by);
  }
}

function sideCost(costs: ExactMoments): SideCost {
  return { rows: costs.count, sum: costs.sum(), variance: costs.variance() };
}

export const NO_ROUTER_STATS = routerStats([]);
