import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { WorldError } from '../../../src/io/files/failures';
import { OwnerError } from '../../../src/io/lock/owner-error';
import { liveOwner, ownDirectories, OwnerLock, refuseLiveOwner } from '../../../src/io/lock/owner-lock';
import { refused } from '../refused';
import { inTempDir } from '../temp-dir';
import { failure, killedAt, watchingCalls } from '../fs-calls';
import { expectClean, GONE, isLock, leave, LOCK, lockOf, taken } from './owners';

async function expectRefused(dir: string, pid: number): Promise<void> {
  const refusal = await taken(dir);
  expect(refusal).to.be.an.instanceOf(OwnerError);
  if (!isLock(refusal)) expect(refusal.message).to.contain(dir).and.to.contain(`process id ${pid}`);
}

async function expectTaken(dir: string): Promise<void> {
  const lock = await OwnerLock.take(dir);
  await lock.check();
  expect(await liveOwner(dir)).to.equal(process.pid);
  expectClean(dir);
}

describe('OwnerLock', () => {
  it('is of one, until it is released', async () => {
    await inTempDir({}, async (dir) => {
      expect(await liveOwner(dir)).to.equal(undefined);
      const lock = await OwnerLock.take(dir);
      await lock.check();
      expectClean(dir);
      await expectRefused(dir, process.pid);
      let refusal: unknown;
      await refuseLiveOwner(dir).catch((error: unknown) => (refusal = error));
      expect(refusal).to.be.an.instanceOf(OwnerError);
      await lock.release();
      expect(readdirSync(dir)).to.deep.equal([]);
      await expectTaken(dir);
    });
  });

  it('of a process that runs counts; of one that is gone, or another of its number, it does not', async () => {
    await inTempDir({}, async (dir) => {
      leave(dir, LOCK, lockOf(process.ppid));
      await expectRefused(dir, process.ppid);
      const dead = [
        lockOf(GONE),
        lockOf(process.ppid, { started: '12' }),
        lockOf(process.ppid, { boot: '12345678-0000-0000-0000-000000000000' }),
      ];
      for (const content of dead) {
        leave(dir, LOCK, content);
        expect(await liveOwner(dir)).to.equal(undefined);
        await refuseLiveOwner(dir);
        await expectTaken(dir);
      }
    });
  });

  it('is taken without what dead processes left on their way to it', async () => {
    const draft = (pid: number): string => `${LOCK}.${pid}.01234567.tmp`;
    await inTempDir({ [draft(GONE)]: '', [draft(process.ppid)]: '' }, async (dir) => {
      await OwnerLock.take(dir);
      expect(readdirSync(dir)).to.deep.equal([LOCK, draft(process.ppid)]);
    });
  });

  it('of whatever content that is no lock is taken over', async () => {
    const pids = [0, -1, 1.5, 2 ** 33, '1', null].map((pid) => lockOf(process.pid, { pid }));
    const others = ['', '{', 'null', '[]', '{}', '\0'.repeat(200), lockOf(process.pid, { token: 1 })];
    for (const content of [...pids, ...others])
      await inTempDir({ [LOCK]: content }, async (dir) => {
        expect(await liveOwner(dir), content).to.equal(undefined);
        await expectTaken(dir);
      });
  });

  it('where /proc is not to be read the number of the process must do', async () => {
    for (const [pid, owner] of [
      [process.ppid, process.ppid],
      [GONE, undefined],
    ] as const)
      await inTempDir({ [LOCK]: lockOf(pid) }, async (dir) => {
        const hidden = ({ path }: { path: string }): void => {
          if (/^\/proc\/\d+/.test(path)) throw failure('ENOENT');
        };
        expect(await watchingCalls(hidden, () => liveOwner(dir))).to.equal(owner);
      });
  });

  it('of a live process is not taken for dead because this one has too many files open', async () => {
    await inTempDir({ [LOCK]: lockOf(process.ppid) }, async (dir) => {
      const full = ({ path }: { path: string }): void => {
        if (path.startsWith('/proc')) throw failure('EMFILE');
      };
      let refusal: unknown;
      await watchingCalls(full, () => OwnerLock.take(dir)).catch((error: unknown) => (refusal = error));
      expect(refusal).to.be.an.instanceOf(WorldError);
      await expectRefused(dir, process.ppid);
    });
  });

  it('of a killed process that nobody asked after does not count', async () => {
    // The shell becomes a sleep that never asks how its child ended.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60']);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      await inTempDir({ [LOCK]: lockOf(pid) }, async (dir) => {
        await expectRefused(dir, pid);
        process.kill(pid, 'SIGKILL');
        while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
        await expectTaken(dir);
      });
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('check tells the owner when its lock is gone, or another’s, or spoilt', async () => {
    const spoilt = [
      [undefined, 'is gone: somebody removed it'],
      [lockOf(process.ppid), `taken over by process ${process.ppid}`],
      ['{', 'taken over by something that is no instance'],
    ] as const;
    for (const [content, said] of spoilt)
      await inTempDir({}, async (dir) => {
        const lock = await OwnerLock.take(dir);
        if (content === undefined) rmSync(join(dir, LOCK));
        else leave(dir, LOCK, content);
        const left = readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'));
        let failed: unknown;
        await lock.check().catch((error: unknown) => (failed = error));
        expect(failed).to.be.an.instanceOf(OwnerError);
        expect(String(failed)).to.contain(join(dir, LOCK)).and.to.contain(said);
        // It gives up what is its own only.
        await lock.release();
        expect(readdirSync(dir).map((name) => readFileSync(join(dir, name), 'utf8'))).to.deep.equal(left);
      });
  });

  it('names a directory that cannot be written, and leaves nothing in it', async () => {
    await inTempDir({ file: '' }, async (dir) => {
      await refused(join(dir, 'none'), () => OwnerLock.take(join(dir, 'none')));
      await refused(join(dir, 'file'), () => OwnerLock.take(join(dir, 'file')));
      for (const op of ['writeFile', 'link', 'readFile'])
        await refused(LOCK, () =>
          watchingCalls(
            ({ op: at, path }) => {
              if (at === op && path.startsWith(dir)) throw failure('EROFS');
            },
            () => OwnerLock.take(dir),
          ),
        );
      expect(readdirSync(dir)).to.deep.equal(['file']);
      mkdirSync(join(dir, 'd', LOCK), { recursive: true });
      await refused(join(dir, 'd', LOCK), () => OwnerLock.take(join(dir, 'd')));
      mkdirSync(join(dir, 'e'));
      symlinkSync('/nowhere', join(dir, 'e', LOCK));
      await refused(join(dir, 'e', LOCK), () => OwnerLock.take(join(dir, 'e')));
    });
  });

  it('a process that ends at any call while it takes over leaves nothing that stops the next', async () => {
    const dead = lockOf(GONE);
    for (let n = 0, ended = false; !ended; n++)
      await inTempDir({ [LOCK]: dead }, async (dir) => {
        ended = await killedAt(n, () => OwnerLock.take(dir));
        // What it left is of a process that is gone.
        for (const name of readdirSync(dir).filter((left) => readFileSync(join(dir, left), 'utf8') !== dead))
          leave(dir, name, lockOf(GONE, { token: name }));
        const lock = await OwnerLock.take(dir);
        await lock.check();
        expect(readdirSync(dir).filter((name) => !name.endsWith('.tmp'))).to.deep.equal([LOCK]);
      });
  });
});

describe('ownDirectories', () => {
  it('makes and takes all, each once, or none', async () => {
    await inTempDir({}, async (dir) => {
      const [out, journal, other] = ['out', 'a/journal', 'other'].map((name) => join(dir, name)) as [
        string,
        string,
        string,
      ];
      const locks = await ownDirectories([out, journal, `${dir}/./out`]);
      expect(locks).to.have.length(2);
      let refusal: unknown;
      await ownDirectories([other, journal]).catch((error: unknown) => (refusal = error));
      expect(refusal).to.be.an.instanceOf(OwnerError);
      expect([await liveOwner(other), await liveOwner(journal)]).to.deep.equal([undefined, process.pid]);
      for (const lock of locks) await lock.release();
      await ownDirectories([other, journal]);
    });
  });
});
