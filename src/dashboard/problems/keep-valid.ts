import { schemaProblems } from '../../io/config/schema/schema-problems';
import type { Schema } from '../../io/json/read-state-file';
import { isObject } from '../../model/values/json';

/** A document held against its schema: the part of it that is sound, and how it differs. */
export interface ValidPart<T> {
  /** Undefined where no part is left that the schema takes. */
  readonly valid: T | undefined;
  /** How many differences there are, and the first of them in words. */
  readonly differences: number;
  readonly first: string | undefined;
}

const MOST_DIFFERENCES = 100_000;
const GROUPS =
  /^(symbols|strategies|symbol_strategies|regimes|hours|policy_qualities|taker_biases|sides|exit_reasons|venues|months|weekdays|sizes|holding_times)$/;

/**
 * What is sound of a document: keys that the schema does not know are left out, and so are the rows and groups that
 * break it. The document stays as it is.
 */
export function keepValid<T extends object>(schema: Schema<T>, document: unknown): ValidPart<T> {
  const problems = schemaProblems(schema, document);
  if (isValid(schema, document, problems)) return { valid: document, differences: 0, first: undefined };
  const [problem] = problems;
  const where = problem?.path.join('.') ?? '';
  const first = `${where === '' ? '' : `${where} `}${problem?.message ?? ''}`;
  const differences = problems.length;
  if (differences > MOST_DIFFERENCES) return { valid: undefined, differences, first };
  const copy = structuredClone(document);
  const invalid = new Map<unknown[], Set<number>>();
  for (const { path, at } of problems) {
    if (at === 'key') dropKey(copy, path);
    else if (!dropPart(copy, path, invalid)) return { valid: undefined, differences, first };
  }
  for (const [list, indices] of invalid)
    list.splice(0, list.length, ...list.filter((_, i) => !indices.has(i)));
  const valid = isValid(schema, copy, schemaProblems(schema, copy)) ? copy : undefined;
  return { valid, differences, first };
}

function isValid<T extends object>(
  _schema: Schema<T>,
  value: unknown,
  problems: readonly unknown[],
): value is T {
  return isObject(value) && problems.length === 0;
}

function dropKey(root: unknown, path: readonly string[]): void {
  const parent = at(root, path.slice(0, -1));
  if (isObject(parent)) Reflect.deleteProperty(parent, path.at(-1) ?? '');
}

// The first list on the way loses the item, or the first map of groups its group. False: neither is on the way.
function dropPart(root: unknown, path: readonly string[], invalid: Map<unknown[], Set<number>>): boolean {
  for (const [depth, key] of path.entries()) {
    const parent = at(root, path.slice(0, depth));
    if (Array.isArray(parent)) {
      const list: unknown[] = parent;
      const indices = invalid.get(list) ?? new Set();
      invalid.set(list, indices.add(Number(key)));
      return true;
    }
    const isGroup = depth > 0 && GROUPS.test(path[depth - 1] ?? '');
    // Of two problems of one group the second finds it gone.
    if (isGroup && (parent === undefined || isObject(parent))) {
      if (parent !== undefined) Reflect.deleteProperty(parent, key);
      return true;
    }
  }
  return false;
}

function at(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (Array.isArray(value)) value = value[Number(key)];
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key];
    else return undefined;
  }
  return value;
}
