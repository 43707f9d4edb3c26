import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { UnsureError, type CommitLog, type MessagePlace } from '../../../../src/io/log/commit-log';
import { runsOf } from '../../../campaign';
import { bytes, following } from '../log-under-test';
import { withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

const WRITER = 'j.a';

/** Adds numbers one after the other until it is told to stop, as a host does: what is not known is looked up. */
async function addNumbers(log: CommitLog, stop: AbortSignal): Promise<number> {
  let last: MessagePlace | undefined;
  let n = 0;
  while (!stop.aborted) {
    try {
      const place = await log.append(WRITER, bytes(`${n}`), last);
      const there = place === 'stale' ? await log.lastOf(WRITER) : undefined;
      if (there !== undefined && Buffer.from(there.text).toString() !== `${n}`)
        throw new Error(`${n} was refused behind ${last ?? 'nothing'}: another is the last`);
      last = place === 'stale' ? there?.place : place;
      n++;
    } catch (error) {
      if (!(error instanceof UnsureError)) throw error;
    }
  }
  return n;
}

describeWithNats('a host and a reader while the server is killed again and again', () => {
  if (runsOf('natsFaults') === 0) return;
  const { server, dir } = sharedServer();

  it('add and read each message once, in order', () =>
    withFund(server(), dir(), async ({ log }) => {
      const stop = new AbortController();
      const adding = addNumbers(log, stop.signal);
      const reader = following(log);
      const read: string[] = [];
      const reading = (async () => {
        for (let next = await reader.next(); next !== 'end'; next = await reader.next()) read.push(next);
      })();
      for (let kill = 0; kill < 12; kill++) {
        await pause(100 + 77 * (kill % 5));
        if (kill % 4 === 3) {
          await server().halt();
          await pause(2000);
          server().wake();
        } else {
          await server().end(kill % 2 === 0 ? 'SIGKILL' : 'SIGTERM');
          await pause(130 * (kill % 3));
          await server().run();
        }
      }
      await pause(500);
      stop.abort();
      const added = await adding;
      while (read.length < added) await pause(20);
      await reader.end();
      await reading;
      expect(added).to.be.above(100);
      expect(read).to.deep.equal(Array.from({ length: added }, (_, n) => `${n + 1} ${WRITER} ${n}`));
    }));
});
