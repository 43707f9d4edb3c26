import { fstatSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openInPlace, readInPlace, statInPlace } from '../../../src/io/files/in-place';
import { inTempDir } from '../temp-dir';

describe('a file in place', () => {
  it('is read from a place to its end, and no further than the buffer', async () => {
    await inTempDir({ file: 'abcdef' }, async (dir) => {
      const file = openInPlace(join(dir, 'file'));
      expect(statInPlace(file).size).to.equal(6);
      const buffer = Buffer.alloc(4, '-');
      expect([readInPlace(file, buffer, 1), buffer.toString()]).to.deep.equal([4, 'bcde']);
      expect([readInPlace(file, buffer, 4), buffer.toString()]).to.deep.equal([2, 'efde']);
      expect((await file.read(buffer, 1, 2, 0)).bytesRead).to.equal(2);
      expect(buffer.toString()).to.equal('eabe');
      await file.close();
    });
  });

  it('closes once: the file that has its number by then stays open', async () => {
    await inTempDir({ one: '1', other: '' }, async (dir) => {
      const file = openInPlace(join(dir, 'one'));
      const { fd } = file;
      await file.close();
      const other = openSync(join(dir, 'other'), 'r');
      expect(other).to.equal(fd);
      await file.close();
      expect(fstatSync(other).size).to.equal(0);
      closeSync(other);
      expect(() => readInPlace(file, Buffer.alloc(1), 0)).to.throw();
      const failed = await file.read(Buffer.alloc(1), 0, 1, 0).catch((error: unknown) => error);
      expect(failed).to.be.instanceOf(Error);
    });
  });
});
