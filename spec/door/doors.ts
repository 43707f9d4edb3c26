import { expect } from 'chai';
import { from } from 'rxjs';
import { partsOf, type NamedShape } from '../../src/door/shape';
import { guarded } from '../../src/door/guarded';
import { NOUNS } from '../../src/door/nouns';
import { SIGNATURES } from '../../src/door/signatures';
import * as intel from '../../src/index';
import { UsageError } from '../../src/io/files/failures';

/** The exports as users of the package get them. */

/** All but the one that asks for itself. */
export const FUNCTIONS = Object.entries(intel).filter(
  ([name, value]) => typeof value === 'function' && name !== 'attachIntel',
);
export const JUNK: readonly unknown[] = [
  undefined,
  null,
  true,
  7,
  7n,
  'text',
  Symbol('text'),
  [],
  {},
  new Map(),
  () => 7,
];

type Callable = (...args: readonly unknown[]) => unknown;

export function door(name: string): Callable {
  return callable(name, Object.fromEntries(FUNCTIONS)[name]);
}

export function callable(name: string, exported: unknown): Callable {
  const behind = guarded(name, exported);
  if (typeof behind !== 'function') throw new Error(`${name} is no function`);
  return (...args) => {
    const isClass = /^class /.test(String(exported));
    const answer: unknown = isClass
      ? Reflect.construct(behind, args)
      : Reflect.apply(behind, undefined, args);
    return answer;
  };
}

export function parametersOf(name: string): readonly NamedShape[] {
  return partsOf((SIGNATURES[name] ?? '').replace('async ', ''));
}

/** A value of a type, the least that it asks for. */
export function sampleOf(type: string): unknown {
  const [only = ''] = type.split(' | ');
  if (only.endsWith('[]')) return [];
  if (only.startsWith("'")) return only.slice(1, -1);
  const noun = NOUNS[only];
  if (noun !== undefined)
    return Object.fromEntries(partsOf(noun.fields).map((field) => [field.name, sampleOf(field.type)]));
  const made = { number: 1, string: 'x', boolean: false, function: () => 1, Map: new Map(), Set: new Set() };
  const others = { array: [], Iterable: [], any: 1, Buffer: Buffer.from('x'), 'Observable<Batch>': from([]) };
  return { ...made, ...others, object: {}, Readable: process.stdin, undefined }[only];
}

/** What goes wrong in a call, thrown or rejected. */
export async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  }
}

export async function messageOf(call: () => unknown): Promise<string> {
  const failure = await failureOf(call);
  expect(failure, String(failure)).to.be.instanceOf(UsageError);
  return failure instanceof Error ? failure.message : '';
}
