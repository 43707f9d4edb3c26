import { once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import { OwnerError } from '../../../src/io/files/failures';
import { OwnerLock } from '../../../src/io/lock/owner-lock';
import { runsOf } from '../../campaign';
import { IN_MEMORY, inTempDir, type Tree } from '../temp-dir';
import { start } from './compiled';
import { watchingCalls, type Before, type Call } from '../fs-calls';
import { everyOrder, sideBySide } from './interleaved';
import { expectClean, FILE, GONE, isLock, LEFT, LOCK, ownerOf, taken } from './owners';

/** Case 47 of the fault cases: of those that start at once, exactly one owns the directory. */

/** Takers of one directory; those that leave release it as soon as they have it. */
class Takers {
  private owners = 0;

  constructor(private readonly dir: string) {}

  async take(leaves: boolean): Promise<OwnerLock | OwnerError> {
    const lock = await taken(this.dir);
    if (!isLock(lock)) return lock;
    expect(++this.owners).to.equal(1);
    if (!leaves) return lock;
    this.owners--;
    await lock.release();
    return new OwnerError('left');
  }

  async expectOne(outcomes: readonly (OwnerLock | OwnerError)[]): Promise<void> {
    const [owner, ...others] = outcomes.filter(isLock);
    expect(others).to.deep.equal([]);
    // Where all of them left or gave up, the next one has it.
    await (owner ?? (await OwnerLock.take(this.dir))).check();
    expectClean(this.dir);
  }
}

describe('OwnerLock, raced for', function () {
  this.timeout(60_000);

  // A step looks at the lock or changes it; what makes the draft ready does not, nor what removes an empty lock. The
  // content and the heartbeat of a file are one look.
  const isStep = ({ op, path }: Call): boolean =>
    path.includes(LOCK) && !/rmdir|open|stat|close/.test(op) && (op === 'rename' || !path.includes('.tmp'));

  for (const [left, tree] of Object.entries(LEFT))
    it(`is of one of two where there is ${left}, in every order of their steps`, async () => {
      const orders = await everyOrder((choose) =>
        inTempDir(
          tree,
          async (dir) => {
            const takers = new Takers(dir);
            const acts = [0, 1].map(() => () => takers.take(false));
            await takers.expectOne(await sideBySide(acts, isStep, choose));
          },
          IN_MEMORY,
        ),
      );
      expect(orders).to.be.above(left === 'nothing' ? 1 : 200);
    });

  it('is of one at any time, in whatever order the calls of many come', async () => {
    const crowd = fc.array(fc.boolean(), { minLength: 3, maxLength: 5 });
    const left = fc.constantFrom(...Object.values(LEFT));
    const raced = async (order: fc.Scheduler, tree: Tree, leaves: readonly boolean[]): Promise<void> => {
      const before: Before = () => order.schedule(Promise.resolve());
      await inTempDir(tree, async (dir) => {
        const takers = new Takers(dir);
        const all = leaves.map((leave) => watchingCalls(before, () => takers.take(leave)));
        await takers.expectOne(await order.waitFor(Promise.all(all)));
      });
    };
    await fc.assert(fc.asyncProperty(fc.scheduler(), left, crowd, raced), { numRuns: runsOf('ownerRace') });
  });

  it('stays with the third where the first halts before it removes what it found dead', async () => {
    await inTempDir({ [FILE]: ownerOf(GONE) }, async (dir) => {
      let third: OwnerLock | undefined;
      let halted = false;
      const first = await watchingCalls(
        async ({ op }) => {
          if (op !== 'unlink' || halted) return;
          halted = true;
          await (await OwnerLock.take(dir)).release();
          third = await OwnerLock.take(dir);
        },
        () => taken(dir),
      );
      expect(isLock(first)).to.equal(false);
      await third?.check();
      expectClean(dir);
    });
  });
});

/**
 * Processes that take the directory again and again, LOCK_PROCESSES at a time, release it or leave a dead owner's lock,
 * and are killed while they have it. The directory `held` is there while one has it.
 */
describe('OwnerLock between processes', function () {
  const PROCESSES = Number(process.env['LOCK_PROCESSES'] ?? 3);
  const LIVES = runsOf('lockLives');
  const LIFE = `
    const { OwnerLock } = io('lock/owner-lock');
    const { mkdirSync, readdirSync, rmdirSync, writeFileSync } = require('node:fs');
    const [dir, dead] = args;
    const leaveDead = (lock) => writeFileSync(lock + '/' + readdirSync(lock)[0], dead);
    for (let taken = 0; ; ) {
      const lock = await OwnerLock.take(dir).catch((error) => {
        if (error.name !== 'OwnerError') throw error;
      });
      if (lock === undefined) continue;
      mkdirSync(dir + '/held');
      await lock.check();
      rmdirSync(dir + '/held');
      if (++taken === 50) process.kill(process.pid, 'SIGKILL');
      if (taken % 3 === 0) await lock.release();
      else leaveDead(dir + '/.intel.lock');
    }`;

  this.timeout(0);

  it(`is of one at any time, and free when that is killed: ${LIVES} lives of ${PROCESSES} processes`, async () => {
    await inTempDir({}, async (dir) => {
      let begun = 0;
      const living = async (): Promise<void> => {
        while (begun++ < LIVES) {
          const [code, signal] = (await once(start(LIFE, [dir, ownerOf(GONE)]), 'exit')) as [
            number | null,
            string | null,
          ];
          expect({ code, signal }).to.deep.equal({ code: null, signal: 'SIGKILL' });
        }
      };
      await Promise.all(Array.from({ length: PROCESSES }, living));
      await (await OwnerLock.take(dir)).check();
    });
  });
});
