import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { expect } from 'chai';
import { SCHEMAS } from '../../src/schemas/schemas';

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** Holds a status against its published schema. */
export function expectStatus(status: unknown): void {
  const schema = { ...SCHEMAS['intel_status'] };
  const validate = ajv.getSchema('urn:execution-intel:schema:intel_status') ?? ajv.compile(schema);
  expect(validate(status), ajv.errorsText(validate.errors)).to.equal(true);
}

/** Holds the status of a directory against its published schema. */
export function expectStatusIn(dir: string): void {
  expectStatus(JSON.parse(readFileSync(join(dir, 'intel_status.json'), 'utf8')));
}
