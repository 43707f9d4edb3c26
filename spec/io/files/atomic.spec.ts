import { lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { replaceAll, type FileWrite } from '../../../src/io/files/atomic';
import { DraftFile } from '../../../src/io/files/draft-file';
import { WorldError } from '../../../src/io/files/failures';
import { callsOf, failure, watchingCalls } from '../fs-calls';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';

const read = (path: string): string => readFileSync(path, 'utf8');

const replace = (path: string, content: FileWrite['content']): Promise<void> =>
  replaceAll([{ path, content }]);

describe('replaceAll, of one file', () => {
  it('writes texts and bytes, empty ones too, and leaves nothing beside them', async () => {
    await inTempDir({}, async (dir) => {
      for (const [name, content] of [
        ['a', 'é\n'],
        ['b', Buffer.from([0, 255])],
        ['c', ''],
      ] as const) {
        await replace(join(dir, name), content);
        expect(readFileSync(join(dir, name)).equals(Buffer.from(content))).to.equal(true);
      }
      expect(readdirSync(dir)).to.deep.equal(['a', 'b', 'c']);
    });
  });

  it('writes chunks as they come, and nothing when they break off', async () => {
    const chunks = async function* (breaks: boolean): AsyncGenerator<Buffer> {
      yield Buffer.from('new ');
      await Promise.resolve();
      if (breaks) throw new Error('no more');
      yield Buffer.from('content');
    };
    await inTempDir({ file: 'old' }, async (dir) => {
      await refused(join(dir, 'file'), () => replace(join(dir, 'file'), chunks(true)));
      expect([read(join(dir, 'file')), readdirSync(dir)]).to.deep.equal(['old', ['file']]);
      await replace(join(dir, 'file'), chunks(false));
      expect([read(join(dir, 'file')), readdirSync(dir)]).to.deep.equal(['new content', ['file']]);
    });
  });

  it('makes the directories on the way', async () => {
    await inTempDir({}, async (dir) => {
      await replace(join(dir, 'x', 'y', 'file'), '1');
      expect(read(join(dir, 'x', 'y', 'file'))).to.equal('1');
    });
  });

  it('gives a file that others can read', async () => {
    await inTempDir({}, async (dir) => {
      await replace(join(dir, 'file'), '1');
      expect(statSync(join(dir, 'file')).mode & 0o444).to.equal(0o444);
    });
  });

  it('replaces whole: who holds the old file open reads the old one', async () => {
    await inTempDir({ file: 'old' }, async (dir) => {
      const before = statSync(join(dir, 'file')).ino;
      await replace(join(dir, 'file'), 'new');
      expect(read(join(dir, 'file'))).to.equal('new');
      expect(statSync(join(dir, 'file')).ino).to.not.equal(before);
    });
  });

  it('replaces a link, and writes nothing where it leads', async () => {
    await inTempDir({ 'outside/secret': 'mine', 'out/x': '' }, async (dir) => {
      const link = join(dir, 'out', 'file');
      symlinkSync(join(dir, 'outside', 'secret'), link);
      await replace(link, 'new');
      expect(lstatSync(link).isSymbolicLink()).to.equal(false);
      expect(read(link)).to.equal('new');
      expect(read(join(dir, 'outside', 'secret'))).to.equal('mine');
      expect(readdirSync(join(dir, 'outside'))).to.deep.equal(['secret']);
    });
  });

  it('names the file it could not write, and leaves nothing', async () => {
    await inTempDir({ blocker: 'a file' }, async (dir) => {
      mkdirSync(join(dir, 'taken'));
      await refused(join(dir, 'blocker', 'file'), () => replace(join(dir, 'blocker', 'file'), '1'));
      await refused(join(dir, 'taken'), () => replace(join(dir, 'taken'), '1'));
      expect(readdirSync(dir)).to.deep.equal(['blocker', 'taken']);
      expect(readdirSync(join(dir, 'taken'))).to.deep.equal([]);
    });
  });

  it('on a full disk leaves the old file whole and nothing beside it', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      await replace(join(dir, 'file'), '{"old": true}');
      // Too much for what is left, in one piece or after a short write.
      for (const size of [60_000, 70_000, 1_000_000]) {
        const error = await refused(join(dir, 'file'), () =>
          replace(join(dir, 'file'), 'x'.repeat(size + 4096)),
        );
        expect(error.message).to.contain('no space is left on the disk');
        expect(read(join(dir, 'file'))).to.equal('{"old": true}');
        expect(readdirSync(dir)).to.deep.equal(['file']);
      }
      await replace(join(dir, 'file'), '{"new": true}');
      expect(read(join(dir, 'file'))).to.equal('{"new": true}');
    });
    if (!tried) this.skip();
  });
});

describe('replaceAll', () => {
  it('puts drafts in their places with the files, all or none', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      const put = async (file: string, drafted: string): Promise<void> => {
        const draft = new DraftFile(join(dir, 'draft'));
        try {
          draft.write(drafted);
          await replaceAll([{ path: join(dir, 'file'), content: file }, draft]);
        } finally {
          draft.abort();
        }
      };
      const contents = (): readonly string[] => ['file', 'draft'].map((name) => read(join(dir, name)));
      await put('1', 'one');
      expect(contents()).to.deep.equal(['1', 'one']);
      const tooLong = 'x'.repeat(63_000);
      for (const [file, drafted] of [
        ['2', tooLong],
        [tooLong, 'two'],
      ] as const) {
        await refused(dir, () => put(file, drafted));
        expect(contents()).to.deep.equal(['1', 'one']);
        expect(readdirSync(dir)).to.deep.equal(['draft', 'file']);
      }
    });
    if (!tried) this.skip();
  });

  it('replaces none when one of them finds no room', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      const files = ['a', 'b', 'c'].map((name) => join(dir, name));
      await replaceAll(files.map((path) => ({ path, content: 'old' })));
      const contents = ['new', 'new', 'x'.repeat(100_000)];
      // They are written at the same time: the large one may take the room that a small one then does not find.
      const error = await refused(dir, () =>
        replaceAll(files.map((path, i) => ({ path, content: contents[i] ?? '' }))),
      );
      expect(error.message).to.contain('no space is left on the disk');
      expect(files.filter((path) => error.message.includes(path))).to.have.lengthOf(1);
      expect(files.map(read)).to.deep.equal(['old', 'old', 'old']);
      expect(readdirSync(dir)).to.deep.equal(['a', 'b', 'c']);
    });
    if (!tried) this.skip();
  });

  it('names the one that cannot be replaced; every file is whole and nothing lies beside them', async () => {
    await inTempDir({ a: 'old', c: 'old' }, async (dir) => {
      mkdirSync(join(dir, 'b'));
      const files = ['a', 'b', 'c'].map((name) => ({ path: join(dir, name), content: 'new' }));
      await refused(join(dir, 'b'), () => replaceAll(files));
      for (const name of ['a', 'c']) expect(['old', 'new']).to.include(read(join(dir, name)));
      expect(readdirSync(dir)).to.deep.equal(['a', 'b', 'c']);
    });
  });

  it('renames none before each of them is on the disk, and then syncs their directory', async () => {
    await inTempDir({}, async (dir) => {
      const files = ['a', 'b', 'c'].map((name) => ({ path: join(dir, name), content: name }));
      const ops = (await callsOf(() => replaceAll(files))).map((call) => call.split(' ')[0]);
      expect(ops.filter((op) => op === 'sync' || op === 'rename')).to.deep.equal([
        ...['sync', 'sync', 'sync'],
        ...['rename', 'rename', 'rename'],
        'sync',
      ]);
    });
  });

  it('replaces none when the disk fails one of them, whichever that is', async () => {
    await inTempDir({ a: 'old', b: 'old', c: 'old' }, async (dir) => {
      const files = ['a', 'b', 'c'].map((name) => ({ path: join(dir, name), content: 'new' }));
      for (let failing = 0; failing < 3; failing++) {
        let syncs = 0;
        const failed = await watchingCalls(
          ({ op }) => {
            if (op === 'sync' && syncs++ === failing) throw failure('EIO');
          },
          () => replaceAll(files).catch((error: unknown) => error),
        );
        expect(failed).to.be.instanceOf(WorldError);
        expect(files.map(({ path }) => read(path))).to.deep.equal(['old', 'old', 'old']);
        expect(readdirSync(dir)).to.deep.equal(['a', 'b', 'c']);
      }
    });
  });
});
