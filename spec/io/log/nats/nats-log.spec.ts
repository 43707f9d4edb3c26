import { expect } from 'chai';
import { failureOf } from '../../failure-of';
import { WorldError } from '../../../../src/io/files/failures';
import { UnsureError } from '../../../../src/io/log/commit-log';
import { runsOf } from '../../../campaign';
import { addAll, allOf, bytes } from '../log-under-test';
import { withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

const MIB = 1024 * 1024;

describeWithNats('appending to a server', () => {
  const { server, dir } = sharedServer();

  it('takes a message of nearly 8 MiB, and refuses a larger one with both sizes', () =>
    withFund(server(), dir(), async ({ log }) => {
      const large = Buffer.alloc(8 * MIB - 200, 'ab');
      expect(await log.append('j.a', large, undefined)).to.equal(1n);
      const last = await log.lastOf('j.a');
      expect(large.equals(last?.text ?? Buffer.alloc(0))).to.equal(true);
      const refused = await failureOf(log.append('j.a', Buffer.alloc(8 * MIB), 1n));
      expect(refused).to.be.instanceOf(WorldError);
      expect(String(refused)).to.contain('a message has 8388608 bytes, and the server takes 8388608');
      expect(await log.append('j.a', bytes('small'), 1n)).to.equal(2n);
    }));

  it('refuses, once and for good, where there is no stream', () =>
    withFund(server(), dir(), async ({ log }, { jsm, engine }) => {
      await jsm.streams.delete(engine.stream);
      const refused = await failureOf(log.append('j.a', bytes('x'), undefined));
      expect(refused).to.be.instanceOf(WorldError);
      expect(String(refused)).to.contain('there is no such stream; make it with intel engine init');
    }));

  it('refuses a writer that would be another subject', () =>
    withFund(server(), dir(), async ({ log }) => {
      for (const writer of ['', '*', 'j.', 'j.a b', 'j.>', '.j', 'j..a'])
        expect(String(await failureOf(log.append(writer, bytes('x'), 'any'))), writer).to.contain(
          'a writer was',
        );
    }));

  it('loses nothing that was acknowledged when the server is killed', () =>
    withFund(server(), dir(), async ({ log }) => {
      await addAll(log, 'j.a', ['one', 'two']);
      await server().end();
      await server().run();
      expect(await allOf(log)).to.deep.equal(['1 j.a one', '2 j.a two']);
      expect(await log.append('j.a', bytes('three'), 2n)).to.equal(3n);
    }));

  const runs = runsOf('natsFaults');
  if (runs > 0)
    it('does not know whether a message was added that was never acknowledged: its last one says it', () =>
      withFund(server(), dir(), async ({ log }) => {
        await addAll(log, 'j.a', ['one']);
        await server().halt();
        expect(await failureOf(log.append('j.a', bytes('two'), 1n))).to.be.instanceOf(UnsureError);
        server().wake();
        // It lay in the socket, and is taken by the server when it wakes.
        expect(await log.append('j.a', bytes('two'), 1n)).to.equal('stale');
        expect(Buffer.from((await log.lastOf('j.a'))?.text ?? []).toString()).to.equal('two');
        await server().end();
        expect(await failureOf(log.append('j.a', bytes('three'), 2n))).to.be.instanceOf(UnsureError);
        await server().run();
        expect(await allOf(log)).to.deep.equal(['1 j.a one', '2 j.a two']);
      }));
});
