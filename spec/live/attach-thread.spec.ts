import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../campaign';
import { attach, hosted, isFollowing, optionsAt, outcome, undisturbed, withThread } from '../bench/hosted';
import { inTempDir } from '../io/temp-dir';
import { until } from './chaos/live-process';

/** How long the timers are that are set meanwhile, one after the other, ms. */
async function waited(act: () => Promise<void>): Promise<number> {
  const real = setTimeout;
  let sumMs = 0;
  const noting = (then: () => void, ms: number): NodeJS.Timeout => {
    sumMs += ms;
    return real(then, ms);
  };
  Object.assign(globalThis, { setTimeout: noting });
  try {
    await act();
  } finally {
    Object.assign(globalThis, { setTimeout: real });
  }
  return sumMs;
}

/** A thread that hangs, and leaves the machine to the others. */
const HANGS = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';

describe('attachIntel leaves its host as it is when its thread fails:', () => {
  let expected: object;
  before(async () => {
    expected = await undisturbed();
  });

  const threads: readonly (readonly [what: string, source: string, ends: string | undefined])[] = [
    ['a thread that throws', 'setTimeout(() => { throw new RangeError("planted") }, 50)', 'RangeError'],
    ['a thread that exits', 'setTimeout(() => process.exit(3), 50)', 'Error'],
    ['a thread that hangs', HANGS, undefined],
  ];
  for (const [what, source, ends] of threads.slice(0, runsOf('threads'))) {
    it(what, () =>
      inTempDir({}, (program) =>
        hosted({ program: withThread(program, source) }, async (on) => {
          expect(outcome(on)).to.deep.equal(expected);
          if (ends !== undefined) await on.attachment.done;
          expect(await waited(() => on.attachment.stop())).to.be.at.most(2000);
          expect((await on.attachment.done)?.name).to.equal(ends);
          expect(on.errors.map(({ name }) => name)).to.deep.equal(ends === undefined ? [] : [ends]);
        }),
      ),
    );
  }

  it('a thread that hangs or ends while it has the directories: they are free again', async () => {
    const takes = (then: string): string =>
      `const { OwnedDirectories } = require('../io/lock/owned-directories');
       const { out, journal, token } = require('node:worker_threads').workerData;
       OwnedDirectories.take([out, journal], { token }).then(() => { ${then} });`;
    for (const then of [HANGS, 'process.exit(3);'].slice(0, runsOf('threads'))) {
      await inTempDir({}, (program) =>
        hosted({ program: withThread(program, takes(then)) }, async ({ dir, attachment }) => {
          const taken = (): boolean => existsSync(join(dir, 'journal', '.intel.lock'));
          if (then === HANGS) expect(await until(taken)).to.equal(true);
          else await attachment.done;
          await attachment.stop();
          expect(await until(() => !taken())).to.equal(true);
          const second = await attach(optionsAt(dir));
          expect(await isFollowing(dir)).to.equal(true);
          await second.stop();
        }),
      );
    }
  });
});
