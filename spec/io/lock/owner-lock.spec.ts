import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { liveOwner } from '../../../src/io/lock/live-owner';
import { OwnerLock } from '../../../src/io/lock/owner-lock';
import { failure, watchingCalls } from '../fs-calls';
import { inTempDir, type Tree } from '../temp-dir';
import {
  EARLIER,
  expectClean,
  expectRefused,
  expectTaken,
  FILE,
  LEFT,
  LOCK,
  NO_CONTAINER,
  ownerOf,
} from './owners';

/** A lock with this content, as this version leaves it and as an earlier one did. */
function locks(content: string): readonly Tree[] {
  return [{ [FILE]: content }, { [LOCK]: content }];
}

describe('OwnerLock', () => {
  const BOOT = '12345678-0000-0000-0000-000000000000';

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
    const others = [
      { started: '12' },
      { boot: BOOT, namespace: NO_CONTAINER },
      // Of the version that named the machine and had no heartbeat.
      { boot: BOOT, namespace: undefined, stale_ms: undefined },
    ].map((said) => ({ [FILE]: ownerOf(ppid, said) }));
    const earlier = { [LOCK]: ownerOf(ppid, { ...EARLIER, started: '12' }) };
    for (const tree of [...Object.values(LEFT), ...others, earlier]) await inTempDir(tree, expectTaken);
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

  it('where a pipe lies in its place does not wait for a writer: it is no lock, and is taken over', async () => {
    for (const place of [LOCK, FILE])
      await inTempDir(place === FILE ? { [`${LOCK}/x`]: '' } : {}, async (dir) => {
        rmSync(join(dir, LOCK, 'x'), { force: true });
        execFileSync('mkfifo', [join(dir, place)]);
        expect(await liveOwner(dir)).to.equal(undefined);
        await expectTaken(dir);
      });
  });
});
