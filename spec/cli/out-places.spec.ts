import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { onSmallDisk } from '../io/small-disk';
import { CONFIGS } from '../bench/hosted';
import { startLive } from '../bench/live-child';
import { at, digestsOf, jsonAt, onDesk } from './desk';
import { intel } from './intel';

/** Places for `--out` that cannot be made, by what they are. */
const PLACES: Readonly<Record<string, (dir: string) => string>> = {
  'below a file': (dir) => join(dir, 'file', 'out'),
  'far below a file': (dir) => join(dir, 'file', 'a', 'out'),
  'a file': (dir) => join(dir, 'file'),
  'below /proc': () => '/proc/intel/out',
};

/** Runs `use` on a directory of a disk that is read-only; false where none can be mounted. */
function onReadOnlyDisk(use: (dir: string) => Promise<void>): Promise<boolean> {
  return onSmallDisk(64, async (disk) => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    await use(disk);
  });
}

async function replayFails(dir: string, out: string): Promise<void> {
  const { code, out: printed, err } = await intel(['replay', ...at(dir, 'logs', 'config'), '--out', out]);
  expect({ code, printed }, err).to.deep.equal({ code: 4, printed: '' });
  expect(err.trimEnd().split('\n')).to.have.length(1);
  expect(err)
    .to.match(/^intel: could not (read|write) /)
    .and.contain(out);
}

async function liveFails(dir: string, out: string, journal = join(dir, 'journal')): Promise<void> {
  const live = startLive({ dir, flags: ['--out', out, '--journal', journal] });
  expect(await live.ended, live.err()).to.equal(4);
  const failures = live
    .err()
    .trimEnd()
    .split('\n')
    .filter((line) => jsonAt(line, 'code') === 'WorldError');
  expect(failures).to.have.length(1);
  expect(live.err()).to.contain('could not');
}

describe('an --out that cannot be made', () => {
  for (const [what, placeIn] of Object.entries(PLACES)) {
    it(`${what}: replay ends with exit code 4 and one sentence, and nothing is written`, async function () {
      if (what.includes('/proc') && !existsSync('/proc/self')) this.skip();
      await onDesk({}, async (dir) => {
        writeFileSync(join(dir, 'file'), 'a file');
        const before = digestsOf(dir);
        await replayFails(dir, placeIn(dir));
        expect(digestsOf(dir)).to.deep.equal(before);
      });
    });
  }

  it('on a read-only disk: replay does the same', async function () {
    const tried = await onReadOnlyDisk((disk) =>
      onDesk({}, async (dir) => {
        await replayFails(dir, join(disk, 'out'));
        await replayFails(dir, disk);
      }),
    );
    if (!tried) this.skip();
  });

  it('live ends with exit code 4 and one sentence, also where it is the journal', () =>
    onDesk(CONFIGS, async (dir) => {
      writeFileSync(join(dir, 'file'), 'a file');
      const out = join(dir, 'out');
      const trials = [liveFails(dir, join(dir, 'file', 'out')), liveFails(dir, out, join(dir, 'file', 'a'))];
      if (existsSync('/proc/self')) trials.push(liveFails(dir, '/proc/intel/out'));
      await Promise.all(trials);
      await onReadOnlyDisk((disk) => liveFails(dir, join(disk, 'out')));
    }));
});
