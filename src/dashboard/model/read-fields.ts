import type { FromProperties } from '../../model/schemas/from-schema';
import { count, flagOrNull, intervalOrNull, numberOrNull, numbers, texts } from '../../model/schemas/shapes';
import type { JsonObject } from '../../model/values/json';
import { countAt, flagAt, intervalAt, numberAt, numbersAt, textsAt } from './json-fields';

type Readable =
  | typeof numberOrNull
  | typeof flagOrNull
  | typeof count
  | typeof intervalOrNull
  | typeof texts
  | typeof numbers;

const READERS = new Map<Readable, (object: JsonObject, key: string) => unknown>([
  [numberOrNull, numberAt],
  [flagOrNull, flagAt],
  [count, countAt],
  [intervalOrNull, intervalAt],
  [texts, textsAt],
  [numbers, numbersAt],
]);

/** The fields of a schema as an object of any version has them: null, 0 or empty where it has none of that form. */
export function readFields<Fields extends Readonly<Record<string, Readable>>>(
  fields: Fields,
  object: JsonObject,
): FromProperties<Fields> {
  const read = Object.entries(fields).map(([key, schema]) => [key, READERS.get(schema)?.(object, key)]);
  return Object.fromEntries(read) as FromProperties<Fields>;
}
