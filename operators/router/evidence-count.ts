import { ExactMoments } from '../../src/model/math/exact-moments';
import type { Route } from '../../src/model/route';
import { ackOf, fallbackOf, feeBps, fillSlippageBps } from '../../src/model/route-costs';
import type { RouterBasis, RouterRates } from './router-stats';
import { Share, Values, type By } from './tallies';

/** The rates of rows that are added and removed; they depend on the present rows alone. */
export class RateCount {
  protected readonly makerFill = new Share();
  protected readonly fallback = new Share();
  protected readonly cleanFill = new Share();

  add(route: Route): void {
    this.shift(route, 1);
  }

  /** Takes out a row that is there. */
  remove(route: Route): void {
    this.shift(route, -1);
  }

  rates(): RouterRates {
    return {
      makerFill: this.makerFill.tally(),
      fallback: this.fallback.tally(),
      cleanFill: this.cleanFill.tally(),
    };
  }

  protected shift(route: Route, by: By): void {
    this.makerFill.shift(route.makerFinal, by);
    if (route.makerStart === true) this.fallback.shift(fallbackOf(route), by);
    this.cleanFill.shift(filledAtOnce(route), by);
  }
}

/** The same with all else that a score and a quality follow from. */
export class EvidenceCount extends RateCount {
  rows = 0;
  protected readonly fees = new ExactMoments();
  private unknownStarts = 0;
  private readonly makerStart = new Share();
  private readonly slippage = new Values();
  private readonly ack = new Values();

  evidence(): RouterBasis {
    return {
      rows: this.rows,
      makerFill: this.makerFill.tally(),
      makerStart: this.makerStart.tally(),
      unknownStarts: this.unknownStarts,
      fallback: this.fallback.tally(),
      cleanFill: this.cleanFill.tally(),
      slippage: this.slippage.spread(),
      ack: this.ack.spread(),
      meanFeeBps: this.fees.mean(),
    };
  }

  protected override shift(route: Route, by: By): void {
    super.shift(route, by);
    const { makerStart, makerFinal } = route;
    this.rows += by;
    this.makerStart.shift(makerStart, by);
    if (makerStart === undefined && (makerFinal !== undefined || fallbackOf(route) !== undefined))
      this.unknownStarts += by;
    this.slippage.shift(fillSlippageBps(route), by);
    this.ack.shift(ackOf(route), by);
    const fee = feeBps(route);
    if (fee !== undefined) this.fees.shift(fee, by);
  }
}

function filledAtOnce(route: Route): boolean | undefined {
  if (!route.reported) return undefined;
  return route.status === 'FILLED' && route.cancelled !== true && (route.retries ?? 0) === 0;
}
