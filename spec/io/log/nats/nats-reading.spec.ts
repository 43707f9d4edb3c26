import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import { addAll, allOf, following } from '../log-under-test';
import { withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

describeWithNats('reading from a server', () => {
  const { server, dir } = sharedServer();

  it('goes on behind the last message when the server was killed and started again', () =>
    withFund(server(), dir(), async ({ log }) => {
      const [all, some, idle] = [
        following(log),
        following(log, { writers: ['j.a'] }),
        following(log, { writers: ['j.b'] }),
      ];
      const waiting = idle.next();
      await addAll(log, 'j.a', ['one', 'two']);
      expect([await all.next(), await some.next()]).to.deep.equal(['1 j.a one', '1 j.a one']);
      await server().end();
      const [next, nextOfA] = [all.next(), some.next()];
      await server().run();
      expect([await next, await nextOfA]).to.deep.equal(['2 j.a two', '2 j.a two']);
      const later = all.next();
      await log.append('j.b', Buffer.from('three'), 'any');
      expect([await later, await waiting]).to.deep.equal(['3 j.b three', '3 j.b three']);
      for (const reader of [all, some, idle]) await reader.end();
    }));

  it('that ends, ends though the server was away in between', () =>
    withFund(server(), dir(), async ({ log }) => {
      const texts = Array.from({ length: 220 }, (_, i) => `${i}`);
      await addAll(log, 'j.a', texts);
      const read: string[] = [];
      for await (const part of log.read({ ends: true })) {
        read.push(part.kind === 'appended' ? Buffer.from(part.text).toString() : part.kind);
        if (read.length !== 50) continue;
        await server().end();
        await server().run();
      }
      expect(read).to.deep.equal(texts);
    }));

  it('waits while the server is away, and ends when it is told to', () =>
    withFund(server(), dir(), async ({ log }) => {
      await addAll(log, 'j.a', ['one']);
      const reader = following(log);
      await reader.next();
      const waiting = reader.next();
      await server().end();
      const late = following(log);
      const begun = late.next();
      await reader.end();
      await late.end();
      expect([await waiting, await begun]).to.deep.equal(['end', 'end']);
      await server().run();
    }));

  it('tells of a stream that is not there', () =>
    withFund(server(), dir(), async ({ log }, { jsm, engine }) => {
      await jsm.streams.delete(engine.stream);
      const error = await allOf(log).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(WorldError);
      expect(String(error)).to.contain(`could not read stream ${engine.stream} at ${server().url}`);
      expect(String(error)).to.contain('there is no such stream; make it with intel engine init');
    }));
});
