import { UsageError } from '../io/files/failures';
import { partsOf, shapeOf, type NamedShape, type ShapeProblem } from './shape';
import { SIGNATURES } from './signatures';

/** What a function takes, and whether it answers with a promise. */
export interface Signature {
  readonly isAsync: boolean;
  readonly parameters: readonly NamedShape[];
}

const ASYNC = 'async ';
const known = new Map<string, Signature>();

/** The signature of an exported function. */
export function exportSignature(name: string): Signature | undefined {
  const before = known.get(name);
  const text = Object.hasOwn(SIGNATURES, name) ? SIGNATURES[name] : undefined;
  if (before !== undefined || text === undefined) return before;
  const isAsync = text.startsWith(ASYNC);
  const signature = { isAsync, parameters: partsOf(isAsync ? text.slice(ASYNC.length) : text) };
  known.set(name, signature);
  return signature;
}

/** Throws a UsageError that says which argument of an exported function is wrong, what it was, and what is allowed. */
export function checkArguments(name: string, args: readonly unknown[]): void {
  for (const [i, { name: parameter, shape }] of (exportSignature(name)?.parameters ?? []).entries()) {
    const problem = shape(args[i]);
    if (problem !== undefined) throw new UsageError(told(`${name}: ${parameter}`, problem));
  }
}

/** The same for a batch of the caller's own stream. */
export function checkBatch(batch: unknown): void {
  const problem = shapeOf('Batch')(batch);
  if (problem !== undefined) throw new UsageError(told('decide: a batch of batch$', problem));
}

function told(place: string, { path, found, allowed }: ShapeProblem): string {
  return `${place}${path === '' ? '' : ` at ${path.replace(/^\./, '')}`} was ${found}; allowed: ${allowed}`;
}
