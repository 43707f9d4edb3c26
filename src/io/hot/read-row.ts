import { symbolOf } from '../../model/json';
import { metricRowSchema, orderEventSchema } from '../../model/schemas/rows';
import { CLOSES, NOTED, type Decoded, type LogKind } from '../decoded';
import type { RowLine } from '../row-line';
import { FIELD } from './fields';
import { KIND } from './row-scanner';
import { row, values } from './scanned';
import { ScannedClose } from './scanned-close';
import { ScannedRoute } from './scanned-route';
import { typesOf } from './types';

const METRIC_TYPES = typesOf(metricRowSchema);
const ORDER_TYPES = typesOf(orderEventSchema);

/**
 * Reads a line that holds nothing unusual, without an object for what is not read. Undefined for every other line: the
 * slow decoder says what it is. What comes back is what the slow decoder gives, value for value.
 */
export function readRow(
  bytes: Buffer,
  log: LogKind,
  latestTs: number,
  lineOf: (bytes: Buffer) => RowLine,
): Decoded | undefined {
  if (!row.scan(bytes)) return undefined;
  const stamp = values.firstOf(FIELD.event_type, FIELD.event);
  if (stamp < 0) return log === 'orders' ? undefined : readMetric(bytes, latestTs, lineOf);
  const type = values.name(stamp);
  return type === undefined ? undefined : readOrder(bytes, type, latestTs, lineOf);
}

function readMetric(
  bytes: Buffer,
  latestTs: number,
  lineOf: (bytes: Buffer) => RowLine,
): Decoded | undefined {
  if (!areAllowed(METRIC_TYPES)) return undefined;
  const ts = values.time(FIELD.ts);
  const symbol = symbolOf(values.name(FIELD.symbol));
  if (ts === undefined || ts > latestTs || symbol === undefined) return undefined;
  const attempt = values.id(values.firstOf(FIELD.attempt_id, FIELD.attemptId));
  const intent = values.id(FIELD.intent_id);
  if (attempt === false || intent === false) return undefined;
  const line = lineOf(bytes);
  const place = `${ts}|${symbol.length}|${symbol}`;
  const id = attempt === undefined ? `${place}|line|${line.text()}` : `${place}|attempt|${attempt}`;
  const event = new ScannedRoute(ts, symbol, id, linksOf(attempt ?? '', intent ?? ''), line);
  return { kind: 'event', event, nonfinite: 0 };
}

function linksOf(attempt: string, intent: string): readonly string[] {
  if (attempt === '') return intent === '' ? [] : [intent];
  return intent === '' || intent === attempt ? [attempt] : [attempt, intent];
}

function readOrder(
  bytes: Buffer,
  type: string,
  latestTs: number,
  lineOf: (bytes: Buffer) => RowLine,
): Decoded | undefined {
  const isClose = CLOSES.has(type);
  if ((!isClose && !NOTED.has(type)) || !areAllowed(ORDER_TYPES)) return undefined;
  const ts = values.time(isClose ? values.firstOf(FIELD.ts_close, FIELD.ts) : FIELD.ts);
  if (ts === undefined || ts > latestTs) return undefined;
  if (!isClose) return { kind: 'noted', ts, nonfinite: 0 };
  const symbol = symbolOf(values.name(FIELD.symbol));
  const link = values.id(values.firstOf(values.firstOf(FIELD.attempt_id, FIELD.attemptId), FIELD.intent_id));
  const order = orderToken();
  if (symbol === undefined || link === false || order === false) return undefined;
  // A position_close of the router's own log carries this field, whatever it says.
  const isMetric = type === 'position_close' && !values.has(FIELD.pnl_at_close_usd, KIND.absent);
  const origin = isMetric ? 'metric' : 'order';
  const realizedUsd = values.number(
    isMetric ? FIELD.pnl_at_close_usd : values.firstOf(FIELD.realizedPnlUsd, FIELD.pnl_usd),
  );
  if (isMetric && realizedUsd === undefined) return { kind: 'noted', ts, nonfinite: 0 };
  const line = lineOf(bytes);
  const place = `${origin}|${ts}|${symbol.length}|${symbol}`;
  const named = link === undefined ? undefined : `${place}|attempt|${link}`;
  const id = order === undefined ? (named ?? `${place}|line|${line.text()}`) : `${place}|order|${order}`;
  const event = new ScannedClose(ts, symbol, id, link === '' ? undefined : link, origin, realizedUsd, line);
  return { kind: 'event', event, nonfinite: 0 };
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

function areAllowed(types: Uint16Array): boolean {
  const { kinds } = row;
  for (let field = 0; field < kinds.length; field++)
    if ((((types[field] ?? 0) >> (kinds[field] ?? 0)) & 1) === 0) return false;
  return true;
}
