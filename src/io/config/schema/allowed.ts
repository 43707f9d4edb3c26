import { finite, own, textOf, type JsonObject } from '../../../model/values/json';
import { shortJson } from '../text/short-json';

const TYPES: Readonly<Record<string, string>> = {
  object: 'an object',
  array: 'a list',
  string: 'a string',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
};

const LIMITS = [
  ['minimum', '>='],
  ['exclusiveMinimum', '>'],
  ['maximum', '<='],
  ['exclusiveMaximum', '<'],
] as const;

/** What a schema allows, in words that follow "must be": `a number >= 0 and <= 1, or null`. */
export function allowed(schema: JsonObject): string {
  const values = own(schema, 'enum');
  if (Array.isArray(values)) return `one of ${values.map(shortJson).join(', ')}`;
  if (Object.hasOwn(schema, 'const')) return shortJson(schema['const']);
  return [own(schema, 'type')]
    .flat()
    .map((type) => described(String(type), schema))
    .join(', or ');
}

function described(type: string, schema: JsonObject): string {
  const name = TYPES[type] ?? type;
  switch (type) {
    case 'number':
    case 'integer':
      return [name, numberLimits(schema)].join(' ').trimEnd();
    case 'string':
      return [name, ...textForm(schema)].join(' ');
    case 'array':
      return [name, ...listLength(schema)].join(' ');
    default:
      return name;
  }
}

function numberLimits(schema: JsonObject): string {
  const limits = LIMITS.flatMap(([keyword, sign]) => {
    const limit = finite(own(schema, keyword));
    return limit === undefined ? [] : [`${sign} ${limit}`];
  });
  return limits.join(' and ');
}

function textForm(schema: JsonObject): readonly string[] {
  const pattern = textOf(own(schema, 'pattern'));
  if (pattern === undefined) return [];
  const examples = own(schema, 'examples') ?? [own(schema, 'default')];
  const given = Array.isArray(examples) ? examples.filter((example) => typeof example === 'string') : [];
  const such = given.length === 0 ? [] : [`such as ${given.map(shortJson).join(', ')}`];
  return [...such, `(${pattern})`];
}

function listLength(schema: JsonObject): readonly string[] {
  const least = finite(own(schema, 'minItems'));
  const most = finite(own(schema, 'maxItems'));
  if (least === undefined && most === undefined) return [];
  return [`of ${least ?? 0} to ${most ?? 'any number of'} items`];
}
