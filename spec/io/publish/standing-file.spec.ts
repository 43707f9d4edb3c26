import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readStandingFile, writeStandingFile } from '../../../src/io/publish/standing-file';
import { inTempDir } from '../temp-dir';

const STANDING = {
  begun: 1_700_000_000_000,
  place: 12,
  ticked: 1_700_000_005_000,
  outputs: { 'history/published.jsonl': 345 },
  published: { expectancy: { asOf: 1_700_000_005_000, content: 'abc' } },
};

describe('standing.json', () => {
  it('is read as it was written; none is none', () =>
    inTempDir({}, async (dir) => {
      expect(await readStandingFile(dir)).to.equal(undefined);
      await writeStandingFile(dir, STANDING);
      expect(await readStandingFile(dir)).to.deep.equal(STANDING);
      await writeStandingFile(dir, { ...STANDING, begun: undefined });
      expect(await readStandingFile(dir)).to.deep.equal({ ...STANDING, begun: undefined });
    }));

  it('of which any digit is another, but for the name of the seal, or the end is missing, is damaged', () =>
    inTempDir({}, async (dir) => {
      await writeStandingFile(dir, STANDING);
      const path = join(dir, 'standing.json');
      const text = readFileSync(path, 'utf8');
      const digits = [...text.matchAll(/\d(?![\d]*":"[0-9a-f]{32})/g)].map(({ index }) => index);
      const flipped = digits.map(
        (at) => `${text.slice(0, at)}${text[at] === '9' ? '1' : '9'}${text.slice(at + 1)}`,
      );
      for (const damaged of [...flipped, text.slice(0, -20), '']) {
        writeFileSync(path, damaged);
        const read = await readStandingFile(dir);
        expect(read, damaged).to.have.keys('damage');
        expect(JSON.stringify(read)).to.contain(path);
      }
    }));
});
