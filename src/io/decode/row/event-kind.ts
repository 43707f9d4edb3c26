import { editDistance } from '../../config/schema/nearest';

export const CLOSES: ReadonlySet<string> = new Set(['order_close', 'trade_close', 'position_close']);
export const FILL = 'order_fill';
/** Noted kinds that the executor writes all day. Others are noted as well. */
export const NOTED = ['order_ack', 'order_executed', 'order_error', 'order_cancel'] as const;

const READ = [...CLOSES, FILL];
// A misspelt close must be seen, not passed over.
const MOST_EDITS = 2;

/** What an order event is: `noted` has no more than its time; `misspelt` is nearly the name of one that is read. */
export type EventKind = 'close' | 'fill' | 'noted' | 'misspelt';

/** The kind of an event by the name of its type, in any case. */
export function eventKindOf(type: string): { readonly kind: EventKind; readonly name: string } {
  const name = eventNameOf(type);
  if (CLOSES.has(name)) return { kind: 'close', name };
  if (name === FILL) return { kind: 'fill', name };
  return { kind: READ.some((known) => isNear(name, known)) ? 'misspelt' : 'noted', name };
}

/** The name of a type, in whichever case it is written. */
export function eventNameOf(type: string): string {
  return type.trim().toLowerCase();
}

function isNear(name: string, known: string): boolean {
  return Math.abs(name.length - known.length) <= MOST_EDITS && editDistance(name, known) <= MOST_EDITS;
}
