import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { replaceAll } from '../../../src/io/files/atomic';
import { DraftFile } from '../../../src/io/files/draft-file';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';

const read = (dir: string, name = 'file'): string => readFileSync(join(dir, name), 'utf8');

describe('DraftFile', () => {
  it('appears when it is put in its place, whole', async () => {
    await inTempDir({ file: 'old\n' }, async (dir) => {
      const draft = new DraftFile(join(dir, 'file'));
      draft.write('é\n');
      draft.write('');
      draft.write('b\n');
      expect(read(dir)).to.equal('old\n');
      await replaceAll([draft]);
      expect(read(dir)).to.equal('é\nb\n');
      expect(readdirSync(dir)).to.deep.equal(['file']);
    });
  });

  it('may be empty, and may be long', async () => {
    await inTempDir({}, async (dir) => {
      await replaceAll([new DraftFile(join(dir, 'empty'))]);
      expect(read(dir, 'empty')).to.equal('');
      const long = new DraftFile(join(dir, 'long'));
      const line = `${'é'.repeat(70_000)}\n`;
      for (let i = 0; i < 40; i++) long.write(line);
      await replaceAll([long]);
      expect(read(dir, 'long')).to.equal(line.repeat(40));
    });
  });

  it('aborted leaves the file in its place and no draft, however often', async () => {
    await inTempDir({ file: 'old' }, (dir) => {
      const draft = new DraftFile(join(dir, 'file'));
      draft.write('x'.repeat(2 << 20));
      draft.abort();
      draft.abort();
      expect(read(dir)).to.equal('old');
      expect(readdirSync(dir)).to.deep.equal(['file']);
    });
  });

  it('given up after it was put in its place stays', async () => {
    await inTempDir({}, async (dir) => {
      const draft = new DraftFile(join(dir, 'file'));
      draft.write('1');
      await replaceAll([draft]);
      draft.abort();
      expect(read(dir)).to.equal('1');
    });
  });

  it('replaces a link, and writes nothing where it leads', async () => {
    await inTempDir({ 'outside/secret': 'mine', 'out/x': '' }, async (dir) => {
      symlinkSync(join(dir, 'outside', 'secret'), join(dir, 'out', 'file'));
      const draft = new DraftFile(join(dir, 'out', 'file'));
      draft.write('new');
      await replaceAll([draft]);
      expect(read(dir, 'out/file')).to.equal('new');
      expect(read(dir, 'outside/secret')).to.equal('mine');
    });
  });

  it('that cannot begin names its file', async () => {
    await inTempDir({ blocker: 'a file' }, async (dir) => {
      await refused(join(dir, 'blocker', 'file'), () => new DraftFile(join(dir, 'blocker', 'file')));
    });
  });

  it('that a directory stands in the place of names it before a line is written, and leaves nothing', async () => {
    await inTempDir({}, async (dir) => {
      mkdirSync(join(dir, 'file'));
      await refused(join(dir, 'file'), () => new DraftFile(join(dir, 'file')));
      expect(readdirSync(dir)).to.deep.equal(['file']);
    });
  });

  it('whose place is taken while it is written names it, and aborted leaves no draft', async () => {
    await inTempDir({}, async (dir) => {
      const draft = new DraftFile(join(dir, 'file'));
      draft.write('1');
      mkdirSync(join(dir, 'file'));
      await refused(join(dir, 'file'), () => replaceAll([draft]));
      draft.abort();
      expect(readdirSync(dir)).to.deep.equal(['file']);
    });
  });

  it('on a full disk says so, and aborted leaves the old file and no draft', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      const old = new DraftFile(join(dir, 'file'));
      old.write('old');
      await replaceAll([old]);
      for (const size of [100_000, 2 << 20]) {
        const draft = new DraftFile(join(dir, 'file'));
        const error = await refused(join(dir, 'file'), () => {
          draft.write('x'.repeat(size));
          return replaceAll([draft]);
        });
        expect(error.message).to.contain('no space is left on the disk');
        draft.abort();
        expect(read(dir)).to.equal('old');
        expect(readdirSync(dir)).to.deep.equal(['file']);
      }
    });
    if (!tried) this.skip();
  });

  it('that failed once can no longer be put in its place: it would lack what was lost', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      const draft = new DraftFile(join(dir, 'file'));
      await refused(join(dir, 'file'), () => {
        draft.write('x'.repeat(2 << 20));
      });
      await refused(join(dir, 'file'), () => {
        draft.write('y');
        return replaceAll([draft]);
      });
      draft.abort();
      expect(readdirSync(dir)).to.deep.equal([]);
    });
    if (!tried) this.skip();
  });
});
