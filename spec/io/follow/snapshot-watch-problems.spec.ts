import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { callsOf, failure, watchingCalls } from '../fs-calls';
import { DATED, watched, type Watched } from './watched';

describe('SnapshotWatch of what cannot be used', () => {
  /** The watch of a file that said `DATED`, and now has this in its place. */
  const spoilt = (put: (file: Watched) => void, said: string): Promise<void> =>
    watched(async (file) => {
      file.write(DATED);
      expect(await file.values(2)).to.deep.equal([DATED]);
      rmSync(file.path);
      await file.poll();
      expect(file.watch.missing).to.equal(true);
      put(file);
      for (let n = 0; n < 3; n++) {
        expect(await file.poll()).to.equal(undefined);
        expect(file.watch.problem).to.contain(said);
        expect(file.watch.missing).to.equal(false);
      }
      rmSync(file.path, { recursive: true });
      await file.poll();
      expect([file.watch.problem, file.watch.missing]).to.deep.equal([undefined, true]);
      // The same words again, and then others.
      file.write(DATED);
      expect(await file.values(2)).to.deep.equal([]);
      expect(file.watch.problem).to.equal(undefined);
      file.write({ ...DATED, equity: 1 });
      expect(await file.values(2)).to.deep.equal([{ ...DATED, equity: 1 }]);
    });

  it('a file that is half written, and then is whole', async () => {
    await spoilt((file) => {
      file.write('{"equity":10');
    }, 'not JSON');
    await watched(async (file) => {
      const text = JSON.stringify(DATED);
      for (let length = 0; length < text.length; length++) {
        writeFileSync(file.path, text.slice(0, length));
        expect(await file.poll()).to.equal(undefined);
        expect(file.watch.problem).to.contain('not JSON');
      }
      writeFileSync(file.path, text);
      expect(await file.values(3)).to.deep.equal([DATED]);
    });
  });

  it('of a field of a wrong type the others are used all the same', async () => {
    await watched(async (file) => {
      const nav = { ...DATED, series: 'x' };
      file.write(nav);
      expect(await file.values(3)).to.deep.equal([nav]);
      expect(file.watch.problem).to.contain('series was "x"');
      file.write(DATED);
      expect(await file.values(3)).to.deep.equal([DATED]);
      expect(file.watch.problem).to.equal(undefined);
    });
  });

  it('a file of the wrong shape, of no text, or nested without end', async () => {
    await spoilt((file) => {
      file.write([{ equity: 1 }]);
    }, 'must be an object');
    await spoilt((file) => {
      file.write(Buffer.from([0xff, 0x7b]));
    }, 'not UTF-8');
    await spoilt((file) => {
      file.write(`{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`);
    }, 'nested deeper than 100 levels');
  });

  it('a file over 64 MiB, which is not read', async () => {
    await spoilt((file) => {
      file.write('');
      truncateSync(file.path, 64 * 1024 * 1024 + 1);
    }, '67108865 bytes; at most 67108864 are read');
    await watched(async (file) => {
      file.write('');
      truncateSync(file.path, 2 ** 40);
      const calls = await callsOf(() => file.poll());
      expect(calls.filter((call) => /^read/.test(call))).to.deep.equal([]);
    });
  });

  it('a directory or a pipe in its place, without waiting for it', async () => {
    await spoilt((file) => {
      mkdirSync(file.path);
    }, 'not a regular file');
    await spoilt((file) => {
      execFileSync('mkfifo', [file.path]);
    }, 'not a regular file');
  });

  it('a time too far ahead, as long as the file states it', async () => {
    await watched(async (file) => {
      const latestMs = DATED.updated_ts * 1000;
      file.write(DATED);
      expect((await file.poll(latestMs))?.value).to.deep.equal(DATED);
      expect(file.watch.problem).to.equal(undefined);
      file.write({ ...DATED, series: [{ t: DATED.updated_ts + 1, equity: 1 }] });
      for (let n = 0; n < 3; n++) {
        await file.poll(latestMs);
        expect(file.watch.problem).to.contain(
          'its time is 2023-11-14T22:13:21.000+00:00, more than max_future_s',
        );
      }
      file.write(DATED);
      await file.poll(latestMs);
      expect(file.watch.problem).to.equal(undefined);
    });
  });

  it('a file that may not be read now, and may later', async () => {
    await watched(async (file) => {
      file.write(DATED);
      for (const op of ['stat', 'open', 'readFile']) {
        const before = ({ op: at }: { op: string }): void => {
          if (at === op) throw failure('EACCES');
        };
        expect(await watchingCalls(before, () => file.poll())).to.equal(undefined);
        expect(file.watch.problem).to.match(/^could not read .*: permission denied$/);
      }
      expect(await file.values(2)).to.deep.equal([DATED]);
      expect(file.watch.problem).to.equal(undefined);
    });
  });
});
