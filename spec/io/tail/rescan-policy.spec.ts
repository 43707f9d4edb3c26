import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { RescanPolicy } from '../../../src/io/tail/rescan-policy';
import { inTempDir } from '../temp-dir';
import { callsOf } from '../fs-calls';

/** Runs `use` with a chain of a current file and a rotated one, seen at 0 and again, settled, at 6,000 ms. */
async function settled(use: (watch: RescanPolicy, dir: string) => void | Promise<void>): Promise<void> {
  await inTempDir({ foo: 'b\n', 'foo.1': 'a\n' }, async (dir) => {
    const watch = new RescanPolicy([join(dir, 'foo'), join(dir, 'foo.1')]);
    expect(watch.stat(0).isSettled).to.equal(false);
    expect(watch.stat(6000).isSettled).to.equal(true);
    await use(watch, dir);
  });
}

/** The files that a glance asks after. */
function asked(watch: RescanPolicy, atMs: number): Promise<readonly string[]> {
  return callsOf(() => Promise.resolve(watch.stat(atMs)));
}

describe('RescanPolicy', () => {
  it('asks after the rotated files once a second where all has been quiet', () =>
    settled(async (watch) => {
      for (const atMs of [6250, 6500, 6750]) expect(await asked(watch, atMs)).to.deep.equal(['stat foo']);
      expect(await asked(watch, 7000)).to.deep.equal(['stat foo', 'stat foo.1']);
      expect(await asked(watch, 7250)).to.deep.equal(['stat foo']);
    }));

  it('sees within a second what becomes of a rotated file, and then looks each time', () =>
    settled(async (watch, dir) => {
      const before = watch.stat(6250).older;
      appendFileSync(join(dir, 'foo.1'), 'late\n');
      expect(watch.stat(6500).older).to.equal(before);
      const seen = watch.stat(7000);
      expect([seen.older === before, seen.isSettled]).to.deep.equal([false, false]);
      expect(await asked(watch, 7250)).to.deep.equal(['stat foo', 'stat foo.1']);
    }));

  it('sees a rotation at once: the current file shows it', () =>
    settled((watch, dir) => {
      const before = watch.stat(6250).older;
      renameSync(join(dir, 'foo'), join(dir, 'foo.1'));
      writeFileSync(join(dir, 'foo'), 'c\n');
      expect(watch.stat(6500).older).to.not.equal(before);
    }));

  it('looks at all where there is no current file: one may have come and been rotated since', () =>
    settled(async (watch, dir) => {
      renameSync(join(dir, 'foo'), join(dir, 'foo.1'));
      for (const atMs of [6250, 12_500, 12_750])
        expect(await asked(watch, atMs)).to.deep.equal(['stat foo', 'stat foo.1']);
    }));

  it('looks at all when the clock goes back', () =>
    settled(async (watch) => {
      expect(await asked(watch, -3_600_000)).to.deep.equal(['stat foo', 'stat foo.1']);
    }));
});
