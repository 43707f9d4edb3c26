import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'chai';
import { collectGarbage } from '../../../collect-garbage';
import { allOf } from '../log-under-test';
import { withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

const MIB = 1024 * 1024;

describeWithNats('pulling from a stream', () => {
  const { server, dir } = sharedServer();

  it('keeps at most 32 MiB waiting, however much there is, and gives all of it', () =>
    withFund(server(), dir(), async ({ log }) => {
      const text = Buffer.alloc(MIB, 1);
      for (let i = 0; i < 144; i++) await log.append('j.a', text, 'any');
      collectGarbage();
      const before = process.memoryUsage().arrayBuffers;
      let most = 0;
      let read = 0;
      for await (const part of log.read({ ends: true })) {
        if (read === 0)
          for (let i = 0; i < 20; i++) {
            await pause(20);
            collectGarbage();
            most = Math.max(most, process.memoryUsage().arrayBuffers - before);
          }
        expect(part.kind).to.equal('appended');
        read++;
      }
      expect(read).to.equal(144);
      // The client holds what came from the socket beside what it has made of it.
      expect(most / MIB).to.be.at.most(72);
    }));

  it('gives many small messages over many pulls', () =>
    withFund(server(), dir(), async ({ log }) => {
      const adding = Array.from({ length: 1050 }, (_, i) => log.append('j.a', Buffer.from(`${i}`), 'any'));
      await Promise.all(adding);
      expect(await allOf(log, { writers: ['j.a'] })).to.have.lengthOf(1050);
    }));
});
