import { unitOf } from '../io/config/setting-rows';
import { isObject, own, type JsonObject } from '../model/values/json';
import { UNITS, type Word, type Words } from './words/word';

/** A schema in which every property says what it is, and every number in what it is counted. */
export function described(name: string, schema: JsonObject, words: Words): JsonObject {
  return withWords(schema, [name], words);
}

// Where several schemas lie on a level (`anyOf`, `items`, …) they share the words of the property above.
const INSIDE = ['items', 'additionalProperties'] as const;

function withWords(schema: JsonObject, path: readonly string[], words: Words): JsonObject {
  const inner = (value: unknown, at = path): unknown =>
    isObject(value) ? withWords(value, at, words) : value;
  const changed: Record<string, unknown> = { ...schema };
  for (const key of INSIDE) if (isObject(schema[key])) changed[key] = inner(schema[key]);
  for (const key of ['anyOf', 'oneOf'] as const)
    if (Object.hasOwn(schema, key)) changed[key] = optionsIn(schema, key).map((option) => inner(option));
  changed['$defs'] = mapped(schema['$defs'], (value, key) => inner(value, [...path, `$${key}`]));
  changed['properties'] = mapped(schema['properties'], (value, key) =>
    property(value, [...path, key], words),
  );
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
}

function property(schema: unknown, path: readonly string[], words: Words): unknown {
  if (!isObject(schema)) return schema;
  const rest = Object.entries(withWords(schema, path, words)).filter(([key]) => key !== 'description');
  return Object.fromEntries([['description', descriptionOf(schema, path, words)], ...rest]);
}

function descriptionOf(schema: JsonObject, path: readonly string[], words: Words): string {
  const stated = own(schema, 'description');
  const [text, unit] = typeof stated === 'string' ? [stated, settingUnit(schema, path)] : wordOf(path, words);
  const sentence = text.endsWith('.') ? text : `${text}.`;
  if (!countsSomething(schema)) return sentence;
  if (unit === undefined) throw new Error(`${path.join('.')} is a number; say in what it is counted`);
  return `${sentence} Unit: ${unit}.`;
}

function wordOf(path: readonly string[], words: Words): readonly [string, string?] {
  for (let from = 0; from < path.length; from++) {
    const key = path.slice(from).join('.');
    const word: Word | undefined = Object.hasOwn(words, key) ? words[key] : undefined;
    if (word !== undefined) return typeof word === 'string' ? [word] : [word[0], UNITS[word[1]]];
  }
  throw new Error(`${path.join('.')} has no words: add them in src/schemas/words`);
}

// The settings say theirs in their own schema.
function settingUnit(schema: JsonObject, path: readonly string[]): string {
  const unit = unitOf(path.slice(1).join('.'), schema);
  return unit === 'number' || unit === '' ? UNITS.none : unit;
}

// Whether a value of this schema is a number, or holds numbers without a name of their own.
function countsSomething(schema: JsonObject): boolean {
  const types = [own(schema, 'type')].flat();
  if (types.includes('number') || types.includes('integer')) return true;
  if (typeof own(schema, 'const') === 'number') return true;
  const inside = [...INSIDE.map((key) => own(schema, key)), ...optionsIn(schema, 'anyOf')];
  return inside.some(
    (part) => isObject(part) && own(part, 'properties') === undefined && countsSomething(part),
  );
}

function optionsIn(schema: JsonObject, key: 'anyOf' | 'oneOf'): readonly unknown[] {
  const options = own(schema, key);
  return Array.isArray(options) ? options : [];
}

function mapped(value: unknown, change: (value: unknown, key: string) => unknown): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
}
