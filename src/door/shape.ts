import { shortJson } from '../io/config/text/short-json';
import { NOUNS } from './nouns';

/** What is wrong with a value: where below it, what was found there, and what is allowed. */
export interface ShapeProblem {
  readonly path: string;
  readonly found: string;
  readonly allowed: string;
}

/** Says what is wrong with a value; undefined where nothing is. */
export type Shape = (value: unknown) => ShapeProblem | undefined;

/** A named part: a parameter, or a field. */
export interface NamedShape {
  readonly name: string;
  readonly optional: boolean;
  readonly type: string;
  readonly shape: Shape;
}

/** Reads `name: type, name?: type, …`. */
export function partsOf(text: string): readonly NamedShape[] {
  return text === ''
    ? []
    : text.split(', ').map((part) => {
        const [, name = '', mark = '', type = ''] = /^([\w$]+)(\??): (.+)$/.exec(part) ?? [];
        const optional = mark === '?';
        return { name, optional, type, shape: shapeOf(optional ? `${type} | undefined` : type) };
      });
}

const known = new Map<string, Shape>();

/** The shape that a type names: `number`, `Desk`, `string[]`, `'each' | 'last'`, … */
export function shapeOf(type: string): Shape {
  const before = known.get(type);
  if (before !== undefined) return before;
  const shape = newShape(type);
  known.set(type, shape);
  return shape;
}

function newShape(type: string): Shape {
  const types = type.split(' | ');
  const [only = '', other] = types;
  if (other !== undefined) return unionOf(types);
  if (only.endsWith('[]')) return listOf(only);
  const literal = /^'(.*)'$/.exec(only)?.[1];
  if (literal !== undefined) return test(only, (value) => value === literal);
  const plain = PLAIN[only];
  if (plain !== undefined) return test(only, plain);
  return nounOf(only);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const has = (value: unknown, ...methods: readonly string[]): boolean =>
  isRecord(value) && methods.every((method) => typeof value[method] === 'function');

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  any: () => true,
  undefined: (value) => value === undefined,
  null: (value) => value === null,
  number: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  function: (value) => typeof value === 'function',
  object: (value) => isRecord(value) && !Array.isArray(value),
  array: (value) => Array.isArray(value),
  Map: (value) => has(value, 'get', 'has', 'entries'),
  Set: (value) => has(value, 'has', 'values'),
  Iterable: (value) => typeof value === 'string' || (isRecord(value) && Symbol.iterator in value),
  'Observable<Batch>': (value) => has(value, 'subscribe', 'pipe'),
  Readable: (value) => has(value, 'pipe', 'on'),
  Buffer: (value) => Buffer.isBuffer(value),
};

function test(allowed: string, holds: (value: unknown) => boolean): Shape {
  return (value) => (holds(value) ? undefined : { path: '', found: foundIn(value), allowed });
}

function unionOf(types: readonly string[]): Shape {
  const shapes = types.map(shapeOf);
  return (value) => {
    const problems: ShapeProblem[] = [];
    for (const shape of shapes) {
      const problem = shape(value);
      if (problem === undefined) return undefined;
      problems.push(problem);
    }
    // A noun that is one in part tells what it lacks.
    const within = problems.find(({ path }) => path !== '');
    return within ?? { path: '', found: foundIn(value), allowed: types.map(described).join(' | ') };
  };
}

function listOf(type: string): Shape {
  const itemType = type.slice(0, -2);
  const item = shapeOf(itemType);
  return (value) => {
    if (itemType === 'number' && ArrayBuffer.isView(value)) return undefined;
    if (!Array.isArray(value))
      return { path: '', found: foundIn(value), allowed: `an array of ${described(itemType)}` };
    for (let i = 0; i < value.length; i++) {
      const problem = item(value[i]);
      if (problem !== undefined) return { ...problem, path: `[${i}]${problem.path}` };
    }
    return undefined;
  };
}

function nounOf(noun: string): Shape {
  const fields = partsOf(NOUNS[noun]?.fields ?? '');
  return (value) => {
    if (!isRecord(value) || Array.isArray(value))
      return { path: '', found: foundIn(value), allowed: described(noun) };
    for (const { name, shape } of fields) {
      const problem = shape(value[name]);
      if (problem !== undefined)
        return { ...problem, path: `.${name}${problem.path}`, allowed: inNoun(problem, noun) };
    }
    return undefined;
  };
}

// What a noun is made of is told where the noun itself is missing; who makes one, also where a field of it is wrong.
function inNoun({ path, allowed }: ShapeProblem, noun: string): string {
  if (path !== '' || NOUNS[allowed.split(/[, ]/)[0] ?? ''] !== undefined) return allowed;
  const from = NOUNS[noun]?.from;
  return `${allowed} (${noun}${from === undefined ? '' : `, as ${from} gives it`})`;
}

function described(type: string): string {
  const noun = NOUNS[type];
  if (noun === undefined) return type;
  return noun.from === undefined ? `${type} { ${noun.fields} }` : `${type}, as ${noun.from} gives it`;
}

function foundIn(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  return safely(() => shortJson(value)) ?? 'an object';
}

// What is shown may have a toJSON that throws, or hold itself.
function safely(show: () => string): string | undefined {
  try {
    return show();
  } catch {
    return undefined;
  }
}
