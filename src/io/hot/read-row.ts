import type { Close } from '../../model/event';
import { symbolOf } from '../../model/json';
import type { Route } from '../../model/route';
import { metricRowSchema, orderEventSchema } from '../../model/schemas/rows';
import { CLOSES, NOTED, type LogKind } from '../decoded';
import type { RowLine } from '../row-line';
import { cachedByText } from './cached-by-text';
import { FIELD } from './fields';
import { KIND } from './found-fields';
import { row, scanner, values } from './scanned';
import { ScannedClose } from './scanned-close';
import { ScannedRoute } from './scanned-route';
import { typesOf } from './types';

const METRIC_TYPES = typesOf(metricRowSchema);
const ORDER_TYPES = typesOf(orderEventSchema);
const symbolOfName = cachedByText(symbolOf);

/** A row that was read: its event, or the ts of one that makes no event. */
export type ReadRow = Close | Route | number;

/** What holds for every row of a reading. */
export interface Reading {
  readonly log: LogKind;
  /** A row later than this is from the future. */
  readonly latestTs: number;
  /** An event at or before this is not made. */
  readonly since: number;
  /** Gives what an event holds of its line. */
  readonly lineOf: (bytes: Buffer, start: number, end: number) => RowLine;
}

/**
 * Reads a line that holds nothing unusual, without an object for what is not read. Undefined for every other line: the
 * slow decoder says what it is. What comes back is what the slow decoder gives, value for value; of an event at or before
 * `since`, its ts. The line lies in `bytes` from `start` to `end`; what follows is nothing, or a newline.
 */
export function readRow(bytes: Buffer, start: number, end: number, reading: Reading): ReadRow | undefined {
  return scanner.scan(bytes, start, end) ? readScanned(start, end, reading) : undefined;
}

/** The same of the line that was just scanned. */
export function readScanned(start: number, end: number, reading: Reading): ReadRow | undefined {
  const stamp = values.firstOf(FIELD.event_type, FIELD.event);
  if (stamp >= 0) {
    const type = values.name(stamp);
    return type === undefined ? undefined : readOrder(start, end, type, reading);
  }
  return reading.log === 'orders' ? undefined : readMetric(start, end, reading);
}

function readMetric(
  start: number,
  end: number,
  { latestTs, since, lineOf }: Reading,
): Route | number | undefined {
  if (!areAllowed(METRIC_TYPES)) return undefined;
  const ts = values.time(FIELD.ts);
  const symbol = symbolOfName(values.name(FIELD.symbol));
  if (ts === undefined || ts > latestTs || symbol === undefined) return undefined;
  const attemptField = values.firstOf(FIELD.attempt_id, FIELD.attemptId);
  // An id that is no number is one whatever it says.
  if (ts <= since && !values.has(attemptField, KIND.number) && !values.has(FIELD.intent_id, KIND.number))
    return ts;
  const attempt = values.id(attemptField);
  const intent = values.id(FIELD.intent_id);
  if (attempt === false || intent === false) return undefined;
  if (ts <= since) return ts;
  return new ScannedRoute(ts, symbol, attempt, intent, lineOf(row.bytes, start, end));
}

function readOrder(
  start: number,
  end: number,
  type: string,
  { latestTs, since, lineOf }: Reading,
): Close | number | undefined {
  const isClose = CLOSES.has(type);
  if ((!isClose && !NOTED.has(type)) || !areAllowed(ORDER_TYPES)) return undefined;
  const ts = values.time(isClose ? values.firstOf(FIELD.ts_close, FIELD.ts) : FIELD.ts);
  if (ts === undefined || ts > latestTs) return undefined;
  if (!isClose) return ts;
  const symbol = symbolOfName(values.name(FIELD.symbol));
  const link = values.id(values.firstOf(values.firstOf(FIELD.attempt_id, FIELD.attemptId), FIELD.intent_id));
  const order = orderToken();
  if (symbol === undefined || link === false || order === false) return undefined;
  if (ts <= since) return ts;
  // A position_close of the router's own log carries this field, whatever it says.
  const isMetric = type === 'position_close' && !values.has(FIELD.pnl_at_close_usd, KIND.absent);
  const origin = isMetric ? 'metric' : 'order';
  const realizedUsd = values.number(
    isMetric ? FIELD.pnl_at_close_usd : values.firstOf(FIELD.realizedPnlUsd, FIELD.pnl_usd),
  );
  if (isMetric && realizedUsd === undefined) return ts;
  return new ScannedClose(ts, symbol, order, link, origin, realizedUsd, lineOf(row.bytes, start, end));
}

// Both ids of the order as written; undefined where there is neither, false where they need the slow decoder.
function orderToken(): string | undefined | false {
  const { orderId, clientOrderId } = FIELD;
  if (values.isNothing(orderId) && values.isNothing(clientOrderId)) return undefined;
  const order = idToken(orderId);
  const client = idToken(clientOrderId);
  return order === undefined || client === undefined ? false : `[${order},${client}]`;
}

// A text keeps its quotes, a number has none.
function idToken(field: number): string | undefined {
  if (values.isNothing(field)) return 'null';
  const id = values.id(field);
  if (id === false || id === undefined) return undefined;
  return values.has(field, KIND.number) ? id : `"${id}"`;
}

// What must be there is asked for when it is read.
function areAllowed(types: Uint16Array): boolean {
  const { kinds, found, count } = row;
  for (let n = 0; n < count; n++) {
    const field = found[n] ?? 0;
    if ((((types[field] ?? 0) >> (kinds[field] ?? 0)) & 1) === 0) return false;
  }
  return true;
}
