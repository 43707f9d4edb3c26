import type { Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import type { Fold } from '../../core/fold';

/** Why a published field is null. */
export type Reason =
  | 'no_trades'
  | 'no_wins'
  | 'no_losses'
  | 'no_notional'
  | 'no_risk_basis'
  | 'fewer_than_two'
  | 'too_few_days'
  | 'no_spread'
  | 'too_large'
  | 'no_entry'
  | 'no_quantity';

/** What a metric publishes: its fields, and for each null field the reason. */
export interface MetricResult<View> {
  readonly view: View;
  readonly reasons: Readonly<Record<string, Reason>>;
}

/**
 * One statistic, or a few that share their work, over the trades of a group and window. The fold receives them in
 * order of (ts, symbol, id). Add one: a file here and a line in the registry.
 */
export interface Metric<View extends object, State> {
  readonly name: string;
  /** One sentence for a person at a desk. */
  readonly about: string;
  /** The JSON Schema of each published field. */
  readonly fields: { readonly [K in keyof View]: object };
  fold(settings: Settings): MetricFold<View, State>;
}

/** A fold over trades. A window that trades leave is folded again, unless they can be taken out. */
export type MetricFold<View, State> = Fold<Trade, State, MetricResult<View>> &
  Partial<Invertible<State> & Sliding<State>>;

/** Order has no part in it. */
interface Invertible<State> {
  /** Takes out a trade that was stepped in, whichever it was: the state is that of the trades left. */
  undo(state: State, trade: Trade): State;
}

/** Order counts, but the first trades can be taken out. */
interface Sliding<State> {
  /** Takes out the first trades, in order; `kept`, of which there is one at least, are those after them. */
  slide(state: State, removed: readonly Trade[], kept: readonly Trade[]): State;
}

/** Fields that follow from those of metrics before it. */
export interface DerivedMetric<Before extends object, View extends object> {
  readonly name: string;
  /** One sentence for a person at a desk. */
  readonly about: string;
  /** The JSON Schema of each published field. */
  readonly fields: { readonly [K in keyof View]: object };
  of(before: Before, settings: Settings): MetricResult<View>;
}

/** Collects fields that may be undefined with the reason for it. */
export class Reasons {
  readonly reasons: Record<string, Reason> = {};

  /** `value`, or null with the reason noted. */
  orNull(field: string, value: number | undefined, reason: Reason): number | null {
    if (value !== undefined && Number.isFinite(value)) return value;
    this.reasons[field] = reason;
    return null;
  }
}
