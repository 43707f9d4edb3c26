import { isObject, own, textOf } from '../../../model/values/json';

/** An id as text: 12 and "12" are the same. A finite number, or a text; an integer beyond 2^53 as written. */
export function idText(value: unknown): string | undefined {
  if (isObject(value)) return textOf(own(value, 'digits'));
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  return textOf(value);
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
