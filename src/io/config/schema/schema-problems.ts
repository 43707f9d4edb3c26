import type { ErrorObject } from 'ajv/dist/2020';
import { isObject, objectAt, own, type JsonObject } from '../../../model/values/json';
import { allowed } from './allowed';
import { nearest } from './nearest';
import { pathOf } from './problem';
import { shortJson } from '../text/short-json';
import { validatorOf } from './validators';

/** One way in which a value breaks its schema. */
export interface SchemaProblem {
  /** Keys and indices from the root to what is wrong; ends in the key itself where that is unknown. */
  readonly path: readonly string[];
  /** Which of the two, at `path`, is at fault. */
  readonly at: 'key' | 'value';
  readonly found: string | undefined;
  readonly message: string;
}

/** All that is wrong with `value`, which stays as it is. */
export function schemaProblems(schema: object, value: unknown): readonly SchemaProblem[] {
  const validate = validatorOf(schema);
  return validate(value) ? [] : (validate.errors ?? []).flatMap(problemsOf);
}

function problemsOf(error: ErrorObject): readonly SchemaProblem[] {
  const path = pathOf(error.instancePath);
  const parent: unknown = error.parentSchema;
  const schema = isObject(parent) ? parent : {};
  const text = (param: string): string => String(error.params[param]);
  switch (error.keyword) {
    case 'required':
      return [missingKey(path, text('missingProperty'))];
    case 'additionalProperties':
      return [unknownKey(schema, path, text('additionalProperty'))];
    case 'uniqueItems':
      return [repeatedItem(path, error.data, text('i'), text('j'))];
    default:
      return [wrongValue(schema, path, error)];
  }
}

function missingKey(path: readonly string[], key: string): SchemaProblem {
  return { path, at: 'value', found: undefined, message: `required key ${shortJson(key)} is missing` };
}

const LIST_WIDTH = 100;

function unknownKey(schema: JsonObject, path: readonly string[], key: string): SchemaProblem {
  const keys = Object.keys(objectAt(schema, 'properties'));
  const meant = nearest(key, keys);
  const hint = meant === undefined ? '' : ` (did you mean ${shortJson(meant)}?)`;
  const list = keys.join(', ');
  const choice = list === '' || list.length > LIST_WIDTH ? '' : `; allowed: ${list}`;
  return { path: [...path, key], at: 'key', found: undefined, message: `unknown key${hint}${choice}` };
}

function repeatedItem(path: readonly string[], list: unknown, i: string, j: string): SchemaProblem {
  // ajv compares from the end, or by value from either side.
  const [first, second] = Number(i) < Number(j) ? [i, j] : [j, i];
  const item: unknown = Array.isArray(list) ? list[Number(second)] : undefined;
  return { path: [...path, second], at: 'value', found: shortJson(item), message: `repeats item ${first}` };
}

const SELF_EXPLAINED = new Set(
  'type enum const pattern minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems'.split(' '),
);

function wrongValue(schema: JsonObject, path: readonly string[], error: ErrorObject): SchemaProblem {
  const message = SELF_EXPLAINED.has(error.keyword)
    ? `must be ${allowed(schema)}`
    : (error.message ?? error.keyword);
  const values = own(schema, 'enum');
  const meant =
    typeof error.data === 'string' && Array.isArray(values)
      ? nearest(
          error.data,
          values.filter((value) => typeof value === 'string'),
        )
      : undefined;
  const hint = meant === undefined ? '' : ` (did you mean ${shortJson(meant)}?)`;
  return { path, at: 'value', found: shortJson(error.data), message: `${message}${hint}` };
}
