import type { Close, Fill } from '../../../model/event';
import type { Route } from '../../../model/route';

/** Which log a row stands in. `mixed`: both kinds, told apart by their event type. */
export type LogKind = 'orders' | 'metrics' | 'mixed';

export type FaultReason =
  | 'oversize'
  | 'bad_utf8'
  | 'bad_json'
  | 'not_an_object'
  | 'forbidden_key'
  | 'unknown_event'
  | 'bad_pnl'
  | 'bad_timestamp'
  | 'bad_symbol'
  | 'future'
  | 'unterminated';

/** A row that cannot be used, and what was found where. */
export interface RowFault {
  readonly reason: FaultReason;
  readonly detail: string;
}

/** How much of a row was passed over: values that are not finite, and values of a wrong type. */
export interface MissingValues {
  readonly nonfinite: number;
  readonly mistyped: number;
}

export type Decoded =
  | ({ readonly kind: 'event'; readonly event: Close | Fill | Route } & MissingValues)
  /** A row in order that makes no event. `type`: the name of its kind. */
  | ({ readonly kind: 'noted'; readonly ts: number; readonly type: string } & MissingValues)
  | { readonly kind: 'blank' }
  | { readonly kind: 'fault'; readonly fault: RowFault };
