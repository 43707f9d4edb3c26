import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { WorldError } from '../../../src/io/files/failures';
import { OwnerError } from '../../../src/io/lock/owner-error';
import { liveOwner, ownDirectories, OwnerLock, refuseLiveOwner } from '../../../src/io/lock/owner-lock';
import { refused } from '../refused';
import { inTempDir, plant, type Tree } from '../temp-dir';
import { failure, killedAt, watchingCalls } from '../fs-calls';
import { EARLIER, expectClean, FILE, GONE, LEFT, LOCK, ownerOf } from './owners';

async function thrownBy(act: () => Promise<unknown>): Promise<unknown> {
  return act().then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function expectRefused(dir: string, ...said: readonly string[]): Promise<void> {
  for (const act of [() => OwnerLock.take(dir), () => refuseLiveOwner(dir)]) {
    const refusal = await thrownBy(act);
    expect(refusal).to.be.an.instanceOf(OwnerError);
    for (const words of [dir, ...said]) expect(String(refusal)).to.contain(words);
  }
}

async function expectTaken(dir: string): Promise<void> {
  expect(await liveOwner(dir)).to.equal(undefined);
  await refuseLiveOwner(dir);
  const lock = await OwnerLock.take(dir);
  await lock.check();
  expect((await liveOwner(dir))?.owner.pid).to.equal(process.pid);
  expectClean(dir);
}

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
        const refusal = await thrownBy(() => watchingCalls(full, () => OwnerLock.take(dir)));
        expect(refusal).to.be.an.instanceOf(WorldError);
        await expectRefused(dir, `process id ${process.ppid}`);
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
        const failed = await thrownBy(() => lock.check());
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
