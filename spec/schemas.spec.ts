import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020';
import { expect } from 'chai';
import { schemaText } from '../src/schemas/write-schemas';
import { SCHEMAS } from '../src/schemas/schemas';

const FOLDER = resolve(__dirname, '..', 'config', 'schemas');

describe('config/schemas', () => {
  it('holds the schemas of the code, each in its file (`npm run schemas` writes them)', () => {
    expect(readdirSync(FOLDER).sort()).to.deep.equal(
      Object.keys(SCHEMAS)
        .map((name) => `${name}.schema.json`)
        .sort(),
    );
    for (const [name, schema] of Object.entries(SCHEMAS)) {
      expect(readFileSync(join(FOLDER, `${name}.schema.json`), 'utf8'), name).to.equal(schemaText(schema));
    }
  });

  it('each is a schema of draft 2020-12, which the program takes for granted', () => {
    const ajv = new Ajv2020({ strict: false });
    for (const [name, schema] of Object.entries(SCHEMAS))
      expect(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`).to.equal(true);
    expect(
      ajv.validateSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'txt' }),
    ).to.equal(false);
  });
});
