import type { Close } from '../../../model/event';
import { isObject, own, textOf } from '../../../model/values/json';
import type { RowIdentity } from './decode-close';

/** (symbol, orderId and clientOrderId as written, ts), else (symbol, attempt, ts), else the bytes of the line. */
export function closeIdentity(
  origin: Close['origin'],
  { ts, symbol }: Pick<RowIdentity, 'ts' | 'symbol'>,
  order: string | undefined,
  link: string | undefined,
  line: () => string,
): string {
  const place = `${origin}|${ts}|${symbol.length}|${symbol}`;
  if (order !== undefined) return `${place}|order|${order}`;
  return link === undefined ? `${place}|line|${line()}` : `${place}|attempt|${link}`;
}

/** An id as a link: 12 and "12" name the same attempt, though not the same order. */
export function idText(value: unknown): string | undefined {
  if (isObject(value)) return textOf(own(value, 'digits'));
  return typeof value === 'number' ? String(value) : textOf(value);
}

/** (symbol, attempt, ts), else the bytes of the line. */
export function routeIdentity(
  ts: number,
  symbol: string,
  attempt: string | undefined,
  line: () => string,
): string {
  const place = `${ts}|${symbol.length}|${symbol}`;
  return attempt === undefined ? `${place}|line|${line()}` : `${place}|attempt|${attempt}`;
}

/** The ids that a close may name a row by, each once; an empty one names nothing. */
export function linksOf(attempt: string, intent: string): readonly string[] {
  if (attempt === '') return intent === '' ? [] : [intent];
  return intent === '' || intent === attempt ? [attempt] : [attempt, intent];
}
