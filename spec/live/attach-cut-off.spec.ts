import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { attach, hosted, optionsAt, withThread } from '../bench/hosted';
import { statusOf } from '../bench/live-child';
import { runsOf } from '../campaign';
import { inTempDir } from '../io/temp-dir';
import { until } from './chaos/live-process';

/** A thread that has the directories and has written this state into the status file. */
const writes = (state: string, then: string): string =>
  `const { OwnedDirectories } = require('../io/lock/owned-directories');
   const { StateWriter } = require('../io/publish/state-writer');
   const { out, journal, token } = require('node:worker_threads').workerData;
   OwnedDirectories.take([out, journal], { token }).then(async (owned) => {
     await new StateWriter(out).writeStatus({ state: '${state}', ticks: 3 });
     ${then}
   });`;

const HANGS = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);';
const THROWS = 'setImmediate(() => { throw new RangeError("planted"); });';

describe('the status of an attachment whose thread ends without a word', () => {
  const cases: readonly (readonly [what: string, source: string, state: string])[] = [
    ['because it throws', writes('live', THROWS), 'cut off'],
    ['because it exits', writes('degraded', 'process.exit(3);'), 'cut off'],
    ['because it is stopped while it starts, and hangs', writes('starting', HANGS), 'cut off'],
    ['but after it has stopped', writes('stopped', 'process.exit(0);'), 'stopped'],
    ['but has given its directories up', writes('live', 'await owned.release(); process.exit(3);'), 'live'],
  ];
  for (const [what, source, state] of cases.slice(0, runsOf('threads')))
    it(`is ${state}, before another can have the directory, ${what}`, () =>
      inTempDir({}, (program) =>
        hosted({ program: withThread(program, source) }, async ({ dir, attachment }) => {
          expect(await until(() => statusOf(dir, 'ticks') === 3)).to.equal(true);
          if (!source.includes(HANGS)) await attachment.done;
          await attachment.stop();
          expect(await until(() => !existsSync(join(dir, 'out', '.intel.lock')))).to.equal(true);
          expect(statusOf(dir, 'state')).to.equal(state);
          expect(statusOf(dir, 'ticks')).to.equal(3);
        }),
      ));

  it('stays as it is where another has the directory', () =>
    hosted({}, async ({ dir }) => {
      expect(await until(() => statusOf(dir, 'state') === 'live')).to.equal(true);
      const second = await attach(optionsAt(dir));
      expect(await second.done).to.have.property('name', 'OwnerError');
      await second.stop();
      expect(statusOf(dir, 'state')).to.equal('live');
    }));
});
