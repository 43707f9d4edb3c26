import type { Interval } from '../../src/model/math/interval';
import { rounded } from '../../src/model/math/round';
import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Delta } from '../core/timeline';
import type { PooledNames } from '../core/known-names';
import { BarredGroup, withBar, type Bar, type BarBasis, type Reasoned } from './bar';
import { curveOf, type CurvePoint } from './curve';
import type { MetricResult } from './metrics/metric';
import type { Meter } from './metrics/meter';
import { METRICS, type CutMeasures, type GroupMeasures } from './metrics/registry';

/** What a group has beside its numbers. */
export interface GroupExtras extends Reasoned, Partial<Bar> {
  readonly curve?: readonly CurvePoint[];
  /** Of the group that has what no group shown by name has. */
  readonly pooled?: PooledNames;
  /** Of a group of sizes: the least and the greatest entry notional. */
  readonly notional_usd?: Interval | null;
}

/** A group's numbers, with the reason of each null. */
export type GroupView = GroupMeasures & GroupExtras;

/** The same of a group of a cut. */
export type CutView = CutMeasures & GroupExtras;

/** One group of trades as it changes. */
export class GroupMeasure<Measures extends BarBasis> {
  private isKnown = false;
  private meter: Meter<Measures> | undefined;

  constructor(
    private readonly newMeter: () => Meter<Measures>,
    private readonly withCurve = false,
  ) {}

  /** All numbers of the group: it is now `trades`, in order of (ts, symbol, id), after these changes. */
  measure(
    trades: readonly Trade[],
    delta: Delta<Trade>,
    extras: Partial<GroupExtras> = {},
  ): BarredGroup<Measures & GroupExtras> {
    const { view, reasons } = this.meterOf(trades, delta);
    const { avg_r, std_r, n_eff, r_interval } = view;
    const curve = this.withCurve ? { curve: curveOf(trades) } : {};
    const basis = { avg_r, std_r, n_eff, r_interval };
    // Nobody else has the view: it is fresh.
    return new BarredGroup(rounded(Object.assign(view, { reasons }, curve, extras)), basis);
  }

  // Of most groups no second view is taken: it is from the second on that their sums are kept.
  private meterOf(trades: readonly Trade[], delta: Delta<Trade>): MetricResult<Measures> {
    if (this.meter !== undefined) return this.meter.measure(trades, delta);
    const meter = this.newMeter();
    if (this.isKnown) this.meter = meter;
    this.isKnown = true;
    return meter.measure(trades, { removed: [], added: trades });
  }
}

/** All numbers of one group of trades, in order of (ts, symbol, id). `cells` adds the bar of that many comparisons. */
export function groupView(trades: readonly Trade[], settings: Settings, cells?: number): GroupView {
  const { view, reasons } = METRICS.measure(trades, settings);
  const group = { ...view, reasons };
  return cells === undefined ? group : withBar(group, view, cells);
}
