import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import fc from 'fast-check';
import { OwnerError } from '../../../src/io/lock/owner-error';
import { OwnerLock } from '../../../src/io/lock/owner-lock';
import { inTempDir, type Tree } from '../temp-dir';
import { start } from './compiled';
import { callsOf, watchingCalls } from '../fs-calls';
import { expectClean, GONE, isLock, LOCK, lockOf, successorOf, taken } from './owners';

/** Case 47 of the fault cases: of those that start at once, exactly one owns the directory. */

const DEAD = lockOf(GONE);
const CLAIM = lockOf(GONE, { token: 'beef' });

/** What may lie there when they come. */
const LEFT: Readonly<Record<string, Tree>> = {
  nothing: {},
  'the lock of a dead process': { [LOCK]: DEAD },
  'a claim that a process died over': { [LOCK]: DEAD, [successorOf(DEAD)]: CLAIM },
  'half a lock': { [LOCK]: DEAD.slice(0, 20) },
  'a stray claim': { [`${LOCK}.0123456789abcdef`]: CLAIM, [successorOf(CLAIM)]: CLAIM },
};

async function expectOneOwner(dir: string, outcomes: readonly (OwnerLock | OwnerError)[]): Promise<void> {
  const owners = outcomes.filter(isLock);
  expect(owners).to.have.length(1);
  await owners[0]?.check();
  expectClean(dir);
}

describe('OwnerLock, raced for', () => {
  for (const [left, tree] of Object.entries(LEFT)) {
    it(`is of one where there is ${left}, wherever one waits while another comes`, async () => {
      let calls = 0;
      await inTempDir(tree, async (dir) => {
        calls = (await callsOf(() => OwnerLock.take(dir))).length;
      });
      for (let n = 0; n < calls; n++)
        await inTempDir(tree, async (dir) => {
          let second: OwnerLock | OwnerError | undefined;
          const before = async (call: { n: number }): Promise<void> => {
            if (call.n === n) second = await taken(dir);
          };
          const first = await watchingCalls(before, () => taken(dir));
          await expectOneOwner(dir, second === undefined ? [first] : [first, second]);
        });
    });
  }

  it('is of one at any time, in whatever order the calls of many come', async () => {
    const crowd = fc.array(fc.boolean(), { minLength: 2, maxLength: 4 });
    const property = fc.asyncProperty(
      fc.scheduler(),
      fc.constantFrom(...Object.values(LEFT)),
      crowd,
      async (order, tree, leaves) => {
        await inTempDir(tree, async (dir) => {
          let owners = 0;
          const before = (): Promise<void> => order.schedule(Promise.resolve());
          const takers = leaves.map((leave) =>
            watchingCalls(before, async () => {
              const lock = await taken(dir);
              if (!isLock(lock)) return lock;
              expect(++owners).to.equal(1);
              await lock.check();
              if (!leave) return lock;
              owners--;
              await lock.release();
              return new OwnerError('left');
            }),
          );
          const outcomes = await order.waitFor(Promise.all(takers));
          // Where all of them left or gave up, the next one has it.
          if (!outcomes.some(isLock)) outcomes.push(await OwnerLock.take(dir));
          await expectOneOwner(dir, outcomes);
        });
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });
});

describe('OwnerLock between processes', () => {
  const CHILD = `
    const { OwnerLock } = io('lock/owner-lock');
    let lock;
    process.on('message', async ({ take }) => {
      if (take === undefined) await lock?.release();
      else lock = undefined;
      try {
        if (take !== undefined) lock = await OwnerLock.take(take);
        process.send({ owner: lock !== undefined });
      } catch (error) {
        process.send({ owner: false, name: error.name, message: error.message });
      }
    });`;

  interface Reply {
    readonly owner: boolean;
    readonly name?: string;
    readonly message?: string;
  }

  let children: readonly [ChildProcess, ChildProcess];

  const ask = async (child: ChildProcess, question: object): Promise<Reply> => {
    child.send(question);
    const [reply] = (await once(child, 'message')) as [Reply];
    return reply;
  };

  before(() => {
    children = [start(CHILD, []), start(CHILD, [])];
  });

  after(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  it('is of exactly one, in many rounds', async () => {
    for (let round = 0; round < 100; round++)
      await inTempDir(Object.values(LEFT)[round % 5] ?? {}, async (dir) => {
        const order = round % 2 === 0 ? children : children.toReversed();
        const replies = await Promise.all(order.map((child) => ask(child, { take: dir })));
        const winner = replies.findIndex(({ owner }) => owner);
        const loser = replies[1 - winner];
        expect(loser).to.include({ owner: false, name: 'OwnerError' });
        expect(loser?.message).to.contain(`process id ${order[winner]?.pid ?? 0}`);
        expectClean(dir);
        await Promise.all(order.map((child) => ask(child, {})));
      });
  });

  it('of one that is killed is free at once', async () => {
    await inTempDir({}, async (dir) => {
      const [first, second] = children;
      expect((await ask(first, { take: dir })).owner).to.equal(true);
      const refusal = await ask(second, { take: dir });
      expect(refusal.message).to.contain(`process id ${first.pid ?? 0}`);
      first.kill('SIGKILL');
      await once(first, 'exit');
      expect((await ask(second, { take: dir })).owner).to.equal(true);
      expectClean(dir);
    });
  });
});
