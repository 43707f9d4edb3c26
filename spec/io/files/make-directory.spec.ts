import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { codeOf } from '../../../src/io/files/failures';
import { makeDirectory } from '../../../src/io/files/make-directory';
import { inTempDir } from '../temp-dir';

function refusalOf(dir: string): string | undefined {
  try {
    makeDirectory(dir);
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

describe('makeDirectory', () => {
  it('makes what is missing, and is content with what is there', async () => {
    await inTempDir({}, (root) => {
      const dir = join(root, 'a', 'b', 'c');
      for (let n = 0; n < 2; n++) expect(refusalOf(dir)).to.equal(undefined);
      expect(statSync(dir).isDirectory()).to.equal(true);
      symlinkSync(dir, join(root, 'link'));
      expect(refusalOf(join(root, 'link'))).to.equal(undefined);
      expect(refusalOf(join(root, 'link', 'd'))).to.equal(undefined);
      expect(existsSync(join(dir, 'd'))).to.equal(true);
    });
  });

  it('fails in the place of a file, below one, and through a link that leads nowhere', async () => {
    await inTempDir({}, (root) => {
      writeFileSync(join(root, 'file'), '');
      symlinkSync('nowhere', join(root, 'link'));
      expect(refusalOf(join(root, 'file'))).to.equal('EEXIST');
      expect(refusalOf(join(root, 'file', 'a', 'b'))).to.equal('ENOTDIR');
      expect(refusalOf(join(root, 'link', 'a'))).to.equal('EEXIST');
    });
  });

  it('fails where a directory takes no entry, and does not try for ever', function () {
    if (!existsSync('/proc/self')) this.skip();
    for (const dir of ['/proc/intel', '/proc/intel/a/b']) expect(refusalOf(dir)).to.equal('ENOENT');
  });
});
