import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { AppendFile } from '../../../src/io/files/append-file';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';
import { callsOf, failure, killedAt, watchingCalls } from '../fs-calls';

const text = (dir: string, name = 'f'): string => readFileSync(join(dir, name), 'utf8');

/** Runs `use` on a file `d/f` that holds `content`, opened at a length. */
async function onFile(
  content: string | undefined,
  committed: number | undefined,
  use: (file: AppendFile, dir: string) => Promise<void>,
): Promise<void> {
  await inTempDir(content === undefined ? {} : { 'd/f': content }, async (dir) => {
    await use(await AppendFile.open(join(dir, 'd', 'f'), committed), join(dir, 'd'));
  });
}

describe('AppendFile', () => {
  it('is cut to the length that was committed', async () => {
    await onFile('one\ntwo\nthree\n', 8, async (file, dir) => {
      expect([file.length, text(dir)]).to.deep.equal([8, 'one\ntwo\n']);
      await file.append('3\n');
      expect([file.length, text(dir)]).to.deep.equal([10, 'one\ntwo\n3\n']);
    });
  });

  it('stays as it is when it is shorter, or when nothing was committed', async () => {
    for (const committed of [undefined, 4, 100])
      await onFile('one\n', committed, async (file, dir) => {
        expect([file.length, text(dir)]).to.deep.equal([4, 'one\n']);
        await file.append('é\n');
        expect([file.length, text(dir)]).to.deep.equal([7, 'one\né\n']);
      });
  });

  it('is made, with its directory, by the first text', async () => {
    await onFile(undefined, 12, async (file, dir) => {
      expect(file.length).to.equal(0);
      await file.append('');
      expect(existsSync(dir)).to.equal(false);
      await file.append('one\n');
      expect([file.length, text(dir)]).to.deep.equal([4, 'one\n']);
    });
  });

  it('goes on when somebody cut or removed it', async () => {
    await onFile('one\ntwo\n', 8, async (file, dir) => {
      writeFileSync(join(dir, 'f'), 'one\n');
      await file.append('2\n');
      expect([file.length, text(dir)]).to.deep.equal([6, 'one\n2\n']);
      rmSync(join(dir, 'f'));
      await file.append('3\n');
      expect([file.length, text(dir)]).to.deep.equal([2, '3\n']);
    });
  });

  it('names the file that cannot be opened, written, rotated or beheaded', async () => {
    await inTempDir({ blocker: '' }, async (dir) => {
      const below = join(dir, 'blocker', 'f');
      await refused(below, () => AppendFile.open(below, undefined));
      const file = await AppendFile.open(dir, undefined);
      await refused(dir, () => file.append('x'));
      await refused(dir, () => file.truncateHead(1));
    });
    await onFile('one\n', 4, async (file, dir) => {
      const no = (): never => {
        throw failure('EACCES');
      };
      await refused(join(dir, 'f'), () => watchingCalls(no, () => file.rotate(3)));
      expect([file.length, text(dir)]).to.deep.equal([4, 'one\n']);
    });
  });

  it('a text that fails anywhere leaves the file as long as it was', async () => {
    const calls = 6;
    for (let n = 0; n < calls; n++)
      for (const share of [undefined, 0.5, 1])
        await onFile('one\n', 4, async (file, dir) => {
          const before = ({ n: at, op }: { n: number; op: string }): unknown => {
            if (at !== n) return undefined;
            if (share !== undefined && op === 'writeFile') return share;
            throw failure('EIO');
          };
          await refused(join(dir, 'f'), () => watchingCalls(before, () => file.append('two\n')));
          // What a failing close leaves is cut by the next call.
          expect([file.length, text(dir)]).to.deep.equal([4, n < calls - 1 ? 'one\n' : 'one\ntwo\n']);
          await file.append('two\n');
          expect([file.length, text(dir)]).to.deep.equal([8, 'one\ntwo\n']);
        });
  });

  it('is on the disk, with its name, when a call returns', async () => {
    await onFile(undefined, undefined, async (file) => {
      const syncs = async (act: () => Promise<void>): Promise<readonly string[]> =>
        (await callsOf(act))
          .filter((call) => /sync|rename/.test(call))
          .map((call) => call.replace(/\S+\.tmp/, 'new'));
      expect(await syncs(() => file.append('1\n'))).to.deep.equal(['datasync f', 'sync d']);
      expect(await syncs(() => file.append('2\n'))).to.deep.equal(['datasync f']);
      expect(await syncs(() => file.truncateHead(2))).to.deep.equal(['sync new', 'rename new', 'sync d']);
      expect((await syncs(() => file.rotate(1))).at(-1)).to.equal('sync d');
    });
  });

  it('on a full disk holds whole lines only', async function () {
    const tried = await onSmallDisk(64, async (dir) => {
      const file = await AppendFile.open(join(dir, 'f'), undefined);
      const line = `${'x'.repeat(999)}\n`;
      let lines = 0;
      for (; lines < 100; lines++) {
        try {
          await file.append(line);
        } catch {
          break;
        }
      }
      expect(lines).to.be.within(20, 70);
      await refused(join(dir, 'f'), () => file.append(line.repeat(50)));
      expect([file.length, text(dir)]).to.deep.equal([lines * 1000, line.repeat(lines)]);
      await file.truncateHead(10_000).catch(() => undefined);
      expect([file.length, text(dir)]).to.deep.equal([lines * 1000, line.repeat(lines)]);
      expect(readdirSync(dir)).to.deep.equal(['f']);
      await file.rotate(1);
      rmSync(join(dir, 'f.1'));
      await file.append(line);
      expect(text(dir)).to.equal(line);
    });
    if (!tried) this.skip();
  });
});

describe('AppendFile, rotated', () => {
  it('begins anew, and keeps so many earlier ones', async () => {
    await onFile(undefined, undefined, async (file, dir) => {
      for (const content of ['1', '2', '3', '4', '5']) {
        await file.append(content);
        await file.rotate(3);
        expect(file.length).to.equal(0);
      }
      expect(readdirSync(dir)).to.deep.equal(['f.1', 'f.2', 'f.3']);
      expect(['f.1', 'f.2', 'f.3'].map((name) => text(dir, name))).to.deep.equal(['5', '4', '3']);
      await file.append('6');
      expect([file.length, text(dir)]).to.deep.equal([1, '6']);
    });
  });

  it('loses nothing but the oldest when the process ends at any call of it', async () => {
    for (let n = 0, ended = false; !ended; n++)
      await onFile('new\n', 4, async (file, dir) => {
        writeFileSync(join(dir, 'f.1'), 'old\n');
        ended = await killedAt(n, () => file.rotate(3));
        expect(readdirSync(dir).map((name) => text(dir, name))).to.have.members(['old\n', 'new\n']);
        const again = await AppendFile.open(join(dir, 'f'), 4);
        expect(again.length).to.equal(existsSync(join(dir, 'f')) ? 4 : 0);
      });
  });
});

describe('AppendFile, beheaded', () => {
  it('loses its first bytes and goes on', async () => {
    await onFile('one\ntwo\nthree\n', 14, async (file, dir) => {
      await file.truncateHead(4);
      expect([file.length, text(dir)]).to.deep.equal([10, 'two\nthree\n']);
      await file.append('4\n');
      expect([file.length, text(dir)]).to.deep.equal([12, 'two\nthree\n4\n']);
      await file.truncateHead(12);
      expect([file.length, text(dir)]).to.deep.equal([0, '']);
      expect(readdirSync(dir)).to.deep.equal(['f']);
    });
  });

  it('does not keep what lies beyond its length, nor fail where there is no file', async () => {
    await onFile('one\ntwo\n', 8, async (file, dir) => {
      writeFileSync(join(dir, 'f'), 'one\ntwo\ntorn');
      await file.truncateHead(4);
      expect([file.length, text(dir)]).to.deep.equal([4, 'two\n']);
      rmSync(join(dir, 'f'));
      await file.truncateHead(2);
      expect(existsSync(join(dir, 'f'))).to.equal(false);
    });
  });

  it('is whole or beheaded when the process ends at any call of it, and on the disk when it returns', async () => {
    for (let n = 0, ended = false; !ended; n++)
      await onFile('one\ntwo\n', 8, async (file, dir) => {
        ended = await killedAt(n, () => file.truncateHead(4));
        expect(text(dir)).to.be.oneOf(['one\ntwo\n', 'two\n']);
        if (ended) expect(text(dir)).to.equal('two\n');
      });
  });
});
