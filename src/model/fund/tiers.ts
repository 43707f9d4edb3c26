import { isObject, textOf, type JsonObject } from '../values/json';

/** The key of a tier: names differ neither by case nor by `-`, `_` and blank. Undefined for a row without a tier. */
export function tierKey(name: unknown): string | undefined {
  const key = textOf(name)
    ?.trim()
    .toUpperCase()
    .replace(/[-_\s]/g, '-');
  return key === '' ? undefined : key;
}

/** The tier that a row names: one of this very name, else the first that is spelt alike; undefined for none. */
export function tierNamed(tiers: JsonObject, name: unknown): JsonObject | undefined {
  const key = tierKey(name);
  if (key === undefined) return undefined;
  const alike = Object.entries(tiers).filter(([other]) => tierKey(other) === key);
  const [, tier] = alike.find(([other]) => other === name) ?? alike[0] ?? [];
  return isObject(tier) ? tier : undefined;
}
