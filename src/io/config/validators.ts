import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020';
import { packageRoot } from '../package-root';
import { sha256 } from '../sha256';

/** How the schemas of the program are compiled. */
export const COMPILING: Options = {
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
  // Two schemas may bear the same $id.
  addUsedSchema: false,
  // Those of the program are held against theirs in a spec.
  validateSchema: false,
  meta: false,
  // What many places refer to is compiled once, and not polished: most of it runs once.
  inlineRefs: false,
  code: { optimize: false },
};

const known = new WeakMap<object, ValidateFunction>();
const load: (path: string) => unknown = createRequire(__filename);
let ajv: Ajv2020 | undefined;

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
  const validate = builtValidator(validatorFile(schema)) ?? compiled(schema);
  known.set(schema, validate);
  return validate;
}

/** Compiles a schema now. */
export function compiled(schema: object): ValidateFunction {
  ajv ??= new Ajv2020(COMPILING);
  return ajv.compile({ ...schema });
}

function builtValidator(path: string): ValidateFunction | undefined {
  if (!existsSync(path)) return undefined;
  const built = load(path);
  return isValidator(built) ? built : undefined;
}

function isValidator(built: unknown): built is ValidateFunction {
  return typeof built === 'function';
}
