import { expect } from 'chai';
import { UsageError } from '../../../../src/io/files/failures';
import { NatsLink } from '../../../../src/io/log/nats/nats-link';
import { readEngineFile } from '../../../../src/io/log/engine/engine-file';
import { NatsLog } from '../../../../src/io/log/nats/nats-log';
import { makeStreams, streamFacts } from '../../../../src/io/log/nats/stream-settings';
import { addAll, allOf, bytes } from '../log-under-test';
import { DAY_MS, engineFile, withFund } from './nats-fund';
import { sharedServer } from './nats-logs';
import { describeWithNats } from './nats-server';

describeWithNats('the stream and the buckets of a fund', () => {
  const { server, dir } = sharedServer();

  it('are made once, and changed to what is asked for; what they hold stays', () =>
    withFund(server(), dir(), async ({ log }, link) => {
      await addAll(log, 'j.a', ['one']);
      const again = await makeStreams(link, { replicas: 1, keepMs: 30 * DAY_MS });
      expect(again.map(({ done }) => done)).to.deep.equal(['unchanged', 'unchanged', 'unchanged']);
      const changed = await makeStreams(link, { replicas: 1, keepMs: 400 * DAY_MS });
      expect(changed[0]).to.deep.equal({
        ...{ name: link.engine.stream, done: 'changed' },
        changes: ['max_age 30 days → 400 days'],
      });
      const { config } = await link.jsm.streams.info(link.engine.stream);
      expect(config).to.deep.include({
        ...{ subjects: [`t.${link.engine.tenant}.>`], storage: 'file', retention: 'limits', discard: 'old' },
        ...{ max_age: 400 * DAY_MS * 1e6, allow_direct: true, num_replicas: 1, max_bytes: -1, max_msgs: -1 },
      });
      expect(config.duplicate_window).to.be.at.most(config.max_age);
      expect(await allOf(log)).to.deep.equal(['1 j.a one']);
    }));

  it('may keep for less than the window in which the server knows messages again', () =>
    withFund(server(), dir(), async (_, link) => {
      const [log] = await makeStreams(link, { replicas: 1, keepMs: 500 });
      expect(log?.done).to.equal('changed');
    }));

  it('of another fund are left alone', () =>
    withFund(server(), dir(), async ({ log, tenant }, { engine }) => {
      await addAll(log, 'j.a', ['one']);
      const file = engineFile(dir(), { servers: [server().url], tenant: 'other', stream: engine.stream });
      const link = await NatsLink.open(await readEngineFile(file), {});
      if (link === undefined) throw new Error('no link');
      const refused = await makeStreams(link, { replicas: 1, keepMs: DAY_MS }).catch(
        (error: unknown) => error,
      );
      const others = new NatsLog(link);
      for (const doing of [others.append('j.a', bytes('x'), 'any'), allOf(others)]) {
        const other = await doing.catch((error: unknown) => error);
        expect(other).to.be.instanceOf(UsageError);
        expect(String(other)).to.contain(`${file}: stream ${engine.stream} carries t.${tenant}.>`);
      }
      const [[, facts] = []] = await streamFacts(link);
      expect(facts?.refused).to.contain('allowed for the tenant other: t.other.>');
      await link.close();
      expect(refused).to.be.instanceOf(UsageError);
      expect(String(refused)).to.contain(`carries t.${tenant}.>; allowed for the tenant other: t.other.>`);
      expect(await allOf(log)).to.deep.equal(['1 j.a one']);
    }));
});
