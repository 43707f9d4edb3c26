import { round9 } from './fixed';

/**
 * A copy of a view with every number rounded as published (9 decimals, no −0). Stages end with it, so that the
 * next stage reads what the files hold. A number that is not finite has no place in a view: it is our bug.
 */
export function rounded<T>(view: T): T {
  return roundValue(view) as T;
}

// The one cast above: the copy has the shape of the original, number for number.
function roundValue(value: unknown): unknown {
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`a view holds ${value}`);
    return round9(value);
  }
  if (Array.isArray(value)) return value.map(roundValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, roundValue(item)]));
}
