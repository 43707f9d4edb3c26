import { round9 } from './fixed';

/**
 * A view with every number rounded as published (9 decimals, no −0); the same object if none needs rounding. Stages end
 * with it, so that the next stage reads what the files hold. A number that is not finite is a bug in the stage.
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
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? roundItems(value) : roundFields(value);
}

function roundItems(items: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < items.length; i++) {
    const item = roundValue(items[i]);
    if (!Object.is(item, items[i])) (copy ??= items.slice())[i] = item;
  }
  return copy ?? items;
}

// A copy made at once keeps the layout of the original: it is read and written faster than one made field by field.
function roundFields(fields: object): object {
  let copy: Record<string, unknown> | undefined;
  const known = fields as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields)) {
    const value = known[key];
    const item = roundValue(value);
    if (!Object.is(item, value)) (copy ??= { ...fields })[key] = item;
  }
  return copy ?? fields;
}

/** A published p: 6 decimals, since logarithms and exponentials differ in their last bits between machines. */
export function roundedP(p: number): number {
  return Math.round(p * 1e6) / 1e6;
}
