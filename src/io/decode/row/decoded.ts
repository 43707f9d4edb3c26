import type { Close } from '../../../model/event';
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
  | 'schema'
  | 'bad_timestamp'
  | 'bad_symbol'
  | 'future'
  | 'unterminated';

/** A row that cannot be used, and what was found where. */
export interface RowFault {
  readonly reason: FaultReason;
  readonly detail: string;
}

export type Decoded =
  | { readonly kind: 'event'; readonly event: Close | Route; readonly nonfinite: number }
  /** A row in order that makes no event: an ack, a fill, a position_close without a P&L. */
  | { readonly kind: 'noted'; readonly ts: number; readonly nonfinite: number }
  | { readonly kind: 'blank' }
  | { readonly kind: 'fault'; readonly fault: RowFault };

export const CLOSES: ReadonlySet<string> = new Set(['order_close', 'trade_close', 'position_close']);
export const TIME_ONLY_EVENTS: ReadonlySet<string> = new Set(['order_ack', 'order_fill']);
