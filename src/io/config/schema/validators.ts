import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ValidateFunction } from 'ajv/dist/2020';
import { loadCode } from '../../code/load-code';
import { packageRoot } from '../../files/package-root';
import { sha256 } from '../../files/sha256';

const known = new WeakMap<object, ValidateFunction>();

/** Where the build leaves the validator of a schema, by what the schema says. */
export function validatorFile(schema: object): string {
  return join(packageRoot(), 'dist', 'validators', `${sha256([JSON.stringify(schema)])}.js`);
}

/**
 * The validator of a schema: as the build compiled it, else compiled now. Those of a replay take 54 ms to load and 300 to
 * compile.
 */
export function validatorOf(schema: object): ValidateFunction {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const validate = builtValidator(validatorFile(schema)) ?? compiledNow(schema);
  known.set(schema, validate);
  return validate;
}

// The compiler is loaded when something is compiled: it takes 30 ms, and a build leaves nothing to compile.
function compiledNow(schema: object): ValidateFunction {
  return (require('./compile-schema') as typeof import('./compile-schema')).compiled(schema);
}

function builtValidator(path: string): ValidateFunction | undefined {
  if (!existsSync(path)) return undefined;
  const built = loadCode(path);
  return isValidator(built) ? built : undefined;
}

function isValidator(built: unknown): built is ValidateFunction {
  return typeof built === 'function';
}
