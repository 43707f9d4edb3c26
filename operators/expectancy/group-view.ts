import { studentInterval, type Interval } from '../../src/model/math/interval';
import type { Settings } from '../../src/model/fund/settings';
import type { Trade } from '../../src/model/trade';
import type { Delta } from '../core/timeline';
import type { PooledNames } from '../core/known-names';
import { curveOf, type CurvePoint } from './curve';
import type { MetricResult, Reason } from './metrics/metric';
import type { Meter } from './metrics/meter';
import { METRICS, type GroupMeasures } from './metrics/registry';

/** A group's numbers, with the reason of each null. */
export type GroupView = GroupMeasures & {
  readonly reasons: Readonly<Record<string, Reason>>;
  readonly r_interval_adjusted?: Interval | null;
  readonly clears_bar?: boolean;
  readonly curve?: readonly CurvePoint[];
  /** Of the group that has what no group shown by name has. */
  readonly pooled?: PooledNames;
};

/** One group of trades as it changes. */
export class GroupMeasure {
  private isKnown = false;
  private meter: Meter<GroupMeasures> | undefined;

  /** `cells` adds the bar of that many comparisons. */
  constructor(
    private readonly settings: Settings,
    private readonly cells?: number,
    private readonly withCurve = false,
  ) {}

  /** All numbers of the group: it is now `trades`, in order of (ts, symbol, id), after these changes. */
  view(trades: readonly Trade[], delta: Delta<Trade>): GroupView {
    const { cells } = this;
    const { view, reasons } = this.measure(trades, delta);
    const curve = this.withCurve ? { curve: curveOf(trades) } : {};
    // Nobody else has the view: it is fresh.
    if (cells === undefined) return Object.assign(view, { reasons }, curve);
    const bar = adjustedInterval(view, cells);
    const why = bar === null ? { r_interval_adjusted: reasons['r_interval'] ?? 'fewer_than_two' } : {};
    return Object.assign(
      view,
      {
        r_interval_adjusted: bar,
        clears_bar: bar !== null && (bar[0] > 0 || bar[1] < 0),
        reasons: { ...reasons, ...why },
      },
      curve,
    );
  }

  // Of most groups no second view is taken: it is from the second on that their sums are kept.
  private measure(trades: readonly Trade[], delta: Delta<Trade>): MetricResult<GroupMeasures> {
    if (this.meter !== undefined) return this.meter.measure(trades, delta);
    const meter = METRICS.meter(this.settings);
    if (this.isKnown) this.meter = meter;
    this.isKnown = true;
    return meter.measure(trades, { removed: [], added: trades });
  }
}

/** All numbers of one group of trades, in order of (ts, symbol, id). `cells` adds the bar of that many comparisons. */
export function groupView(
  trades: readonly Trade[],
  settings: Settings,
  cells?: number,
  withCurve = false,
): GroupView {
  return new GroupMeasure(settings, cells, withCurve).view(trades, { removed: [], added: trades });
}

// Bonferroni: among `cells` intervals at this level, all hold at once with 95 %.
function adjustedInterval(view: GroupMeasures, cells: number): Interval | null {
  const { avg_r, std_r, n_eff, r_interval } = view;
  if (avg_r === null || std_r === null || n_eff === null || r_interval === null) return null;
  return studentInterval(avg_r, std_r, n_eff, 1 - 0.05 / cells);
}
