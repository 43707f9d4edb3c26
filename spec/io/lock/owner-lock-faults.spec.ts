import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { OwnerError, WorldError } from '../../../src/io/files/failures';
import { liveOwner } from '../../../src/io/lock/live-owner';
import { OwnerLock } from '../../../src/io/lock/owner-lock';
import { failure, killedAt, watchingCalls } from '../fs-calls';
import { refused } from '../refused';
import { inTempDir, plant, type Tree } from '../temp-dir';
import { expectRefused, expectTaken, FILE, GONE, LEFT, LOCK, ownerOf } from './owners';
import { failureOf } from '../failure-of';

describe('OwnerLock on a system that fails, or is meddled with', () => {
  it('is taken over where a directory is not renamed over an empty one', async () => {
    await inTempDir(LEFT['the lock of a dead process'] ?? {}, (dir) => {
      const refuses = ({ op }: { op: string }): void => {
        if (op === 'rename' && existsSync(join(dir, LOCK))) throw failure('EEXIST');
      };
      return watchingCalls(refuses, () => expectTaken(dir));
    });
  });

  it('of a live process is not taken for dead because this one has too many files open', async () => {
    for (const id of ['/proc', '/etc/machine-id'])
      await inTempDir({ [FILE]: ownerOf(process.ppid) }, async (dir) => {
        const full = ({ path }: { path: string }): void => {
          if (path.startsWith(id)) throw failure('EMFILE');
        };
        const refusal = await failureOf(watchingCalls(full, () => OwnerLock.take(dir)));
        expect(refusal).to.be.an.instanceOf(WorldError);
        await expectRefused(dir, `process id ${process.ppid}`);
      });
  });

  it('is free after its release though a call of that failed', async () => {
    for (const op of ['unlink', 'rmdir'])
      await inTempDir({}, async (dir) => {
        const lock = await OwnerLock.take(dir);
        let failures = 0;
        const fails = (call: { op: string }): void => {
          if (call.op === op && failures++ === 0) throw failure('EIO');
        };
        await watchingCalls(fails, () => lock.release());
        expect(failures, op).to.be.at.least(1);
        await expectTaken(dir);
      });
  });

  it('check tells the owner when its lock is gone, or another’s, or spoilt', async () => {
    const another = ownerOf(process.ppid);
    const spoilt: readonly (readonly [(own: string) => Tree, string])[] = [
      [() => ({}), 'is gone: somebody removed it'],
      [() => ({ [FILE]: another }), `taken over by process ${process.ppid}`],
      [() => ({ [LOCK]: another }), `taken over by process ${process.ppid}`],
      [(own) => ({ [own]: '{' }), 'taken over by an unknown writer'],
    ];
    for (const [left, said] of spoilt)
      await inTempDir({}, async (dir) => {
        const lock = await OwnerLock.take(dir);
        await lock.check();
        const [token = ''] = readdirSync(join(dir, LOCK));
        rmSync(join(dir, LOCK), { recursive: true });
        plant(dir, left(join(LOCK, token)));
        const failed = await failureOf(lock.check());
        expect(failed).to.be.an.instanceOf(OwnerError);
        expect(String(failed)).to.contain(join(dir, LOCK)).and.to.contain(said);
        // It gives up what is its own only.
        await lock.release();
        if (left === spoilt[1]?.[0]) expect(readFileSync(join(dir, FILE), 'utf8')).to.equal(another);
      });
  });

  it('names a directory that cannot be written, and leaves nothing in it', async () => {
    await inTempDir({ file: '', [`d/${LOCK}/notes.txt`]: '' }, async (dir) => {
      for (const name of ['none', 'file'])
        await refused(join(dir, name), () => OwnerLock.take(join(dir, name)));
      for (const op of ['mkdir', 'writeFile', 'rename']) {
        const broken = (call: { op: string }): void => {
          if (call.op === op) throw failure('EROFS');
        };
        await refused(LOCK, () => watchingCalls(broken, () => OwnerLock.take(dir)));
      }
      mkdirSync(join(dir, 'e'));
      symlinkSync('/nowhere', join(dir, 'e', LOCK));
      for (const name of ['d', 'e'])
        await refused(join(dir, name, LOCK), () => OwnerLock.take(join(dir, name)));
      expect(readdirSync(dir, { recursive: true })).to.have.members([
        ...['d', 'e', 'file', join('d', LOCK), join('d', LOCK, 'notes.txt'), join('e', LOCK)],
      ]);
    });
  });

  it('a process that ends at any call while it takes over leaves nothing that stops the next', async () => {
    for (const tree of Object.values(LEFT))
      for (let n = 0, ended = false; !ended; n++)
        await inTempDir(tree, async (dir) => {
          ended = await killedAt(n, () => OwnerLock.take(dir));
          // What it left is of a process that is gone.
          for (const { owner, path } of [await liveOwner(dir)].filter((held) => held !== undefined))
            plant(dir, { [relative(dir, path)]: ownerOf(GONE, { token: owner.token }) });
          await (await OwnerLock.take(dir)).check();
          expect(readdirSync(dir).filter((name) => !name.endsWith('.tmp'))).to.deep.equal([LOCK]);
        });
  });
});
