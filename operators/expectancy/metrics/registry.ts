import type { Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import { memoizeByRef } from '../../core/memoize-by-ref';
import { claims } from './claim-chances';
import { counts } from './counts';
import { dependence } from './dependence';
import { drawdown } from './drawdown';
import { maturity } from './maturity';
import { meterOf, type Meter } from './meter';
import type { DerivedMetric, MetricResult, Metric } from './metric';
import { money } from './money';
import { moneyEdge } from './money-edge';
import { multiples } from './multiples';
import { pain } from './pain';
import { positions } from './positions';
import { riskBasis } from './risk-basis';
import { streak } from './streak';

/** Metrics taken together: their fields side by side in one view. */
class MetricSet<View extends object> {
  private constructor(
    readonly entries: readonly {
      readonly name: string;
      readonly about: string;
      readonly fields: Readonly<Record<string, object>>;
    }[],
    /** All fields of one group of trades as it changes. */
    readonly meter: (settings: Settings) => Meter<View>,
  ) {}

  static readonly empty = new MetricSet<object>([], () => ({ measure: () => ({ view: {}, reasons: {} }) }));

  with<More extends object, State>(metric: Metric<More, State>): MetricSet<View & More> {
    // A fold holds nothing of a group: one serves them all.
    const foldOf = memoizeByRef((settings: Settings) => metric.fold(settings));
    return new MetricSet<View & More>(
      [...this.entries, { ...metric, fields: { ...metric.fields } }],
      (settings) => {
        const others = this.meter(settings);
        const own = meterOf(foldOf(settings));
        return {
          measure(trades, changes) {
            // Each measure is fresh: its fields join those before in place.
            const before = others.measure(trades, changes);
            const { view, reasons } = own.measure(trades, changes);
            return {
              view: Object.assign(before.view, view),
              reasons: Object.assign(before.reasons, reasons),
            };
          },
        };
      },
    );
  }

  /** Adds fields that follow from those before. */
  derive<More extends object>(metric: DerivedMetric<View, More>): MetricSet<View & More> {
    return new MetricSet<View & More>(
      [...this.entries, { ...metric, fields: { ...metric.fields } }],
      (settings) => {
        const others = this.meter(settings);
        return {
          measure(trades, changes) {
            const before = others.measure(trades, changes);
            const { view, reasons } = metric.of(before.view, settings);
            return {
              view: Object.assign(before.view, view),
              reasons: Object.assign(before.reasons, reasons),
            };
          },
        };
      },
    );
  }

  /** All fields over trades in order of (ts, symbol, id). */
  measure(trades: readonly Trade[], settings: Settings): MetricResult<View> {
    return this.meter(settings).measure(trades, { removed: [], added: trades });
  }

  /** The JSON Schema properties of all fields. */
  get fields(): Readonly<Record<string, object>> {
    return Object.assign({}, ...this.entries.map((entry) => entry.fields)) as Record<string, object>;
  }
}

/** Every metric, in the order of its fields in the files. */
export const METRICS = MetricSet.empty
  .with(counts)
  .with(money)
  .with(multiples)
  .with(dependence)
  .with(drawdown)
  .with(streak)
  .with(pain)
  .derive(claims)
  .with(riskBasis)
  .derive(moneyEdge)
  .with(positions)
  .derive(maturity);

/** Those of them that a cut has: what it earned, in USD and R, and how sure that is. */
export const CUT_METRICS = MetricSet.empty.with(counts).with(money).with(multiples).with(dependence);

/** All fields of a group. */
export type GroupMeasures = ReturnType<(typeof METRICS)['measure']>['view'];

/** The fields of a group of a cut. */
export type CutMeasures = ReturnType<(typeof CUT_METRICS)['measure']>['view'];
