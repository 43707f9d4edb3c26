import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError } from '../../../src/io/lock/owner-error';
import { liveOwner, ownDirectories, OwnerLock } from '../../../src/io/lock/owner-lock';
import { failure, watchingCalls } from '../fs-calls';
import { inTempDir, type Tree } from '../temp-dir';
import {
  EARLIER,
  expectClean,
  expectRefused,
  expectTaken,
  FILE,
  GONE,
  LEFT,
  LOCK,
  ownerOf,
  thrownBy,
} from './owners';

/** A lock with this content, as this version leaves it and as an earlier one did. */
function locks(content: string): readonly Tree[] {
  return [{ [FILE]: content }, { [LOCK]: content }];
}

describe('OwnerLock', () => {
  const BOOT = '12345678-0000-0000-0000-000000000000';
  const OTHER = '0123456789abcdef0123456789abcdef';

  it('is of one, until it is released', async () => {
    await inTempDir({}, async (dir) => {
      const lock = await OwnerLock.take(dir);
      await lock.check();
      expectClean(dir);
      await expectRefused(dir, `process id ${process.pid}`);
      await lock.release();
      expect(readdirSync(dir)).to.deep.equal([]);
      await expectTaken(dir);
    });
  });

  it('of a process that runs is refused, of an earlier version too', async () => {
    const { ppid } = process;
    for (const tree of [{ [FILE]: ownerOf(ppid) }, { [LOCK]: ownerOf(ppid, EARLIER) }])
      await inTempDir(tree, (dir) => expectRefused(dir, `running instance, process id ${ppid}`));
  });

  it('of a process that is gone, or has made way for another of its number or for a boot, is taken over', async () => {
    const { ppid } = process;
    const others = [ownerOf(ppid, { started: '12' }), ownerOf(ppid, { boot: BOOT })].map((owner) => ({
      [FILE]: owner,
    }));
    const earlier = { [LOCK]: ownerOf(ppid, { ...EARLIER, started: '12' }) };
    for (const tree of [...Object.values(LEFT), ...others, earlier]) await inTempDir(tree, expectTaken);
  });

  it('of another machine is refused until a person removes it', async () => {
    const elsewhere = { host: 'host-b', machine: OTHER };
    const remove = 'if that process has ended';
    const said = [`process id ${GONE}`, remove];
    const named = ['machine host-b', 'since 2026-01-02T03:04:05.000+00:00', ...said];
    const cases: readonly (readonly [string, string, readonly string[]])[] = [
      [FILE, ownerOf(GONE, { ...elsewhere, boot: BOOT }), [OTHER, ...named]],
      // A container of this machine.
      [FILE, ownerOf(GONE, elsewhere), [OTHER, ...named]],
      // A copy of this machine's image.
      [FILE, ownerOf(GONE, { host: 'host-b', boot: BOOT }), named],
      [
        LOCK,
        ownerOf(GONE, { ...EARLIER, boot: BOOT }),
        ['another machine, or this one before its last boot', ...said],
      ],
    ];
    for (const [name, owner, words] of cases)
      await inTempDir({ [name]: owner }, async (dir) => {
        await expectRefused(dir, `remove ${join(dir, name)}`, ...words);
        expect(await liveOwner(dir)).to.have.property('state', 'unseen');
        rmSync(join(dir, name));
        await expectTaken(dir);
      });
  });

  it('names the boot where there is no machine id', async () => {
    const none = ({ path }: { path: string }): void => {
      if (path === '/etc/machine-id') throw failure('ENOENT');
    };
    await inTempDir({}, (dir) =>
      watchingCalls(none, async () => {
        await OwnerLock.take(dir);
        const owner = (await liveOwner(dir))?.owner;
        expect(owner?.machine).to.be.a('string').and.to.equal(owner?.boot);
      }),
    );
  });

  it('of whatever content that is no lock is taken over', async () => {
    const pids = [0, -1, 1.5, 2 ** 33, '1', null].map((pid) => ownerOf(process.pid, { pid }));
    const others = [
      '',
      ownerOf(process.pid).slice(0, 20),
      'null',
      '[]',
      '{}',
      '\0'.repeat(200),
      ownerOf(process.pid, { token: 1 }),
    ];
    for (const tree of [...pids, ...others].flatMap(locks)) await inTempDir(tree, expectTaken);
  });
});

describe('ownDirectories', () => {
  it('makes and takes all, each once, or none', async () => {
    await inTempDir({}, async (dir) => {
      const [out = '', journal = '', other = ''] = ['out', 'a/journal', 'other'].map((name) =>
        join(dir, name),
      );
      const locks = await ownDirectories([out, journal, `${dir}/./out`]);
      expect(locks).to.have.length(2);
      expect(await thrownBy(() => ownDirectories([other, journal]))).to.be.an.instanceOf(OwnerError);
      expect(await liveOwner(other)).to.equal(undefined);
      expect((await liveOwner(journal))?.owner.pid).to.equal(process.pid);
      for (const lock of locks) await lock.release();
      await ownDirectories([other, journal]);
    });
  });
});
