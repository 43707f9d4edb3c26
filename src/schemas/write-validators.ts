import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import standaloneCode from 'ajv/dist/standalone';
import { COMPILING } from '../io/config/schema/compile-schema';
import { validatorFile } from '../io/config/schema/validators';
import { PROGRAM_SCHEMAS } from './schemas';

/** Writes dist/validators/ anew: the code of each schema's validator, a part of the build. */
function writeValidators(): void {
  const ajv = new Ajv2020({ ...COMPILING, code: { ...COMPILING.code, source: true } });
  const schemas = Object.values(PROGRAM_SCHEMAS);
  for (const dir of new Set(schemas.map((schema) => dirname(validatorFile(schema))))) {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
  }
  for (const schema of schemas)
    writeFileSync(validatorFile(schema), standaloneCode(ajv, ajv.compile({ ...schema })));
}

if (require.main === module) writeValidators();
