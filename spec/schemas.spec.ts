import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { schemaText } from '../src/cli/write-schemas';
import { SCHEMAS } from '../src/schemas';

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
});
