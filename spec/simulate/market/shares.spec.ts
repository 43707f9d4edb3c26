import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { SHARES, sharesText } from '../../../src/simulate/market/shares';

const DOCS = resolve(__dirname, '../../../docs/simulator.md');

describe('SHARES', () => {
  it('are stated in the docs, each with its value', () => {
    const stated = [...readFileSync(DOCS, 'utf8').matchAll(/^\| `(\w+)` *\| ([\d.]+) *\|/gm)];
    expect(Object.fromEntries(stated.map(([, name, value]) => [name, Number(value)]))).to.deep.equal(SHARES);
  });

  it('are stated in the help', () => {
    for (const [name, share] of Object.entries(SHARES)) expect(sharesText()).to.contain(`${name} ${share}`);
  });
});
