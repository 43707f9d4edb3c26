import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../../../cli/built';
import { PLANTS } from './plants';

describe('the bugs to plant', () => {
  for (const [name, { file, from }] of Object.entries(PLANTS))
    it(`${name}: its place is in ${file}`, () => {
      expect(readFileSync(join(ROOT, file), 'utf8').split(from)).to.have.length(2);
    });
});
