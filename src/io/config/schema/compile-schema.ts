import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020';

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

const ajv = new Ajv2020(COMPILING);

/** Compiles a schema now. */
export function compiled(schema: object): ValidateFunction {
  return ajv.compile({ ...schema });
}
