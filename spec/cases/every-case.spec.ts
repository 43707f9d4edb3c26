import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { caseNames, casesDir } from './case';

/** The folders that a spec of this directory names. */
function namesInSpecs(): readonly string[] {
  const specs = readdirSync(__dirname).filter((name) => name.endsWith('.spec.ts'));
  const texts = specs.map((name) => readFileSync(join(__dirname, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/caseIt\(\s*'([^']+)'/g)].map(([, name]) => name ?? ''));
}

describe('cases: all of them', () => {
  it('have an `it`, and each only one', function () {
    if (casesDir() === undefined) return this.skip();
    const named = namesInSpecs();
    expect(named).to.have.members(caseNames());
    expect(named).to.have.length(new Set(named).size);
  });
});
