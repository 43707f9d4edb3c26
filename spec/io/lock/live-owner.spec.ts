import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { liveOwner } from '../../../src/io/lock/live-owner';
import { failure, watchingCalls } from '../fs-calls';
import { refused } from '../refused';
import { inTempDir } from '../temp-dir';
import {
  age,
  EARLIER,
  ELSEWHERE,
  expectRefused,
  expectTaken,
  FILE,
  GONE,
  LOCK,
  NO_CONTAINER,
  ownerOf,
} from './owners';

const BOOT = '12345678-0000-0000-0000-000000000000';
const CONTAINER = 'pid:[4026539999]';
const HOUR = 3600;
// So long that no busy machine can make up for it.
const STALE = { stale_ms: 10 * HOUR * 1000 };

/** Owners that cannot be seen from here, and what names the place of each. */
const UNSEEN: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['on another machine', { ...ELSEWHERE, boot: BOOT }, `machine host-b (id ${ELSEWHERE.machine})`],
  ['in a container of this machine', { namespace: CONTAINER }, `PID namespace ${CONTAINER}`],
  ['in a container with an image of its own', { ...ELSEWHERE, namespace: CONTAINER }, 'machine host-b'],
  ['on a copy of this machine', { host: 'host-b', boot: BOOT, namespace: NO_CONTAINER }, 'machine host-b'],
  ['in a container of an earlier boot, or of a copy', { boot: BOOT, namespace: CONTAINER }, CONTAINER],
  ['where there are no namespaces', { namespace: '' }, 'machine'],
];

describe('liveOwner', () => {
  for (const [where, said, place] of UNSEEN)
    it(`judges an owner ${where} by its heartbeat alone`, async () => {
      for (const pid of [GONE, process.ppid])
        await inTempDir({ [FILE]: ownerOf(pid, { ...said, ...STALE }) }, async (dir) => {
          const path = join(dir, FILE);
          for (const [seconds, told] of [
            [9 * HOUR, 'last heartbeat was 324'],
            [-HOUR, 'last heartbeat was 0 s ago'],
          ] as const) {
            age(path, seconds);
            const words = [
              'since 2026-01-02T03:04:05.000+00:00',
              'heartbeat is 36000 s old',
              `remove ${path}`,
            ];
            await expectRefused(dir, `process id ${pid} on machine`, place, told, ...words);
            expect(await liveOwner(dir)).to.have.property('state', 'beating');
          }
          age(path, 11 * HOUR);
          await expectTaken(dir);
        });
    });

  it('judges an owner that can be seen by its process alone', async () => {
    await inTempDir({ [FILE]: ownerOf(process.ppid) }, async (dir) => {
      age(join(dir, FILE), HOUR);
      await expectRefused(dir, `running instance, process id ${process.ppid}`);
      expect(await liveOwner(dir)).to.have.property('state', 'running');
    });
    const dead = [ownerOf(GONE), ownerOf(GONE, { boot: BOOT, namespace: NO_CONTAINER })];
    for (const owner of dead) await inTempDir({ [FILE]: owner }, expectTaken);
  });

  it('leaves an owner of an earlier version on another machine to a person, however old its lock is', async () => {
    const none = { namespace: undefined, stale_ms: undefined };
    const locks = [
      [FILE, { ...none, ...ELSEWHERE, boot: BOOT }, 'machine host-b'],
      [FILE, { ...none, ...ELSEWHERE }, 'machine host-b'],
      [FILE, { ...none, host: 'host-b', boot: BOOT }, 'machine host-b'],
      [LOCK, { ...EARLIER, boot: BOOT }, 'another machine, or this one before its last boot'],
    ] as const;
    for (const [name, said, place] of locks)
      await inTempDir({ [name]: ownerOf(GONE, said) }, async (dir) => {
        const path = join(dir, name);
        age(path, 1e6);
        await expectRefused(dir, `process id ${GONE} on ${place}`, `remove ${path}`, 'cannot tell whether');
        expect(await liveOwner(dir)).to.have.property('state', 'unseen');
        rmSync(path);
        await expectTaken(dir);
      });
  });

  describe('takes the time', () => {
    const owner = { [FILE]: ownerOf(GONE, { ...ELSEWHERE, ...STALE }) };
    const isClock = (path: string): boolean => path.includes('.clock.');

    async function withClockAhead(use: () => Promise<void>): Promise<void> {
      const real = Date.now;
      Object.assign(Date, { now: () => real() + 12 * HOUR * 1000 });
      try {
        await use();
      } finally {
        Object.assign(Date, { now: real });
      }
    }

    it('from the file system, whatever the clock of this machine says', () =>
      inTempDir(owner, (dir) => withClockAhead(() => expectRefused(dir, 'last heartbeat was'))));

    it('from its own clock where it may not write', () =>
      inTempDir(owner, (dir) =>
        withClockAhead(async () => {
          for (const code of ['EROFS', 'EACCES', 'ENOSPC']) {
            const readOnly = ({ op, path }: { op: string; path: string }): void => {
              if (op === 'open' && isClock(path)) throw failure(code);
            };
            expect(await watchingCalls(readOnly, () => liveOwner(dir))).to.equal(undefined);
          }
        }),
      ));

    it('that it is told, and makes no file', () =>
      inTempDir(owner, async (dir) => {
        const calls: string[] = [];
        const at = (ms: number): ReturnType<typeof liveOwner> =>
          watchingCalls(
            ({ path }) => void calls.push(path),
            () => liveOwner(dir, ms),
          );
        expect(await at(Date.now() + 9 * HOUR * 1000)).to.have.property('state', 'beating');
        expect(await at(Date.now() + 11 * HOUR * 1000)).to.equal(undefined);
        expect(calls.filter(isClock)).to.deep.equal([]);
      }));

    it('before it looks at the heartbeat: one that comes in between counts', () =>
      inTempDir(owner, async (dir) => {
        age(join(dir, FILE), 11 * HOUR);
        const beats = ({ op, path }: { op: string; path: string }): void => {
          if (op === 'open' && isClock(path)) utimesSync(join(dir, FILE), new Date(), new Date());
        };
        expect(await watchingCalls(beats, () => liveOwner(dir))).to.have.property('state', 'beating');
      }));

    it('and does not take an owner for dead because this process has too many files open', () =>
      inTempDir(owner, async (dir) => {
        const full = ({ op, path }: { op: string; path: string }): void => {
          if (op === 'open' && path.startsWith(dir)) throw failure('EMFILE');
        };
        await refused(dir, () => watchingCalls(full, () => liveOwner(dir)));
      }));
  });
});
