import type { Settings } from '../../src/model/settings';
import type { Trade } from '../../src/model/trade';
import { foldOver } from '../fold';
import { counts } from './counts';
import { drawdown } from './drawdown';
import type { Measured, Metric } from './metric';
import { money } from './money';
import { multiples } from './multiples';
import { pain } from './pain';
import { streak } from './streak';

type Measure<View> = (trades: readonly Trade[], settings: Settings) => Measured<View>;

/** Metrics taken together: their fields side by side in one view. */
export class MetricSet<View extends object> {
  private constructor(
    readonly entries: readonly {
      readonly name: string;
      readonly about: string;
      readonly fields: Readonly<Record<string, object>>;
    }[],
    /** All fields over trades in order of (ts, symbol, id). */
    readonly measure: Measure<View>,
  ) {}

  static readonly empty = new MetricSet<object>([], () => ({ view: {}, reasons: {} }));

  with<More extends object, State>(metric: Metric<More, State>): MetricSet<View & More> {
    return new MetricSet<View & More>(
      [...this.entries, { ...metric, fields: { ...metric.fields } }],
      (trades, settings) => {
        const before = this.measure(trades, settings);
        const { view, reasons } = foldOver(metric.fold(settings), trades, trades.at(-1)?.ts ?? 0);
        return { view: { ...before.view, ...view }, reasons: { ...before.reasons, ...reasons } };
      },
    );
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
  .with(drawdown)
  .with(streak)
  .with(pain);

/** All fields of a group. */
export type GroupMeasures = ReturnType<(typeof METRICS)['measure']>['view'];
