import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import type { CommitLog, LogPart, LogReading } from '../../../../src/io/log/commit-log';
import { heard, heardLast } from '../../../../src/io/log/host/heard';
import { MemoryLog } from '../memory-log';

/** A log that is lost to sight after so many messages. */
function lostAfter(count: number): Pick<CommitLog, 'read'> {
  return {
    async *read({ signal }: LogReading): AsyncGenerator<LogPart> {
      for (let n = 1; n <= count; n++)
        yield { kind: 'appended', place: BigInt(n), writer: 'j.a', text: new Uint8Array(), atMs: 0 };
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    },
  };
}

async function places(parts: AsyncIterable<LogPart>): Promise<readonly bigint[]> {
  const all: bigint[] = [];
  for await (const part of parts) if (part.kind === 'appended') all.push(part.place);
  return all;
}

describe('what is heard of a log', () => {
  it('is what it holds up to now', async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 3; n++) await log.append('j.a', new Uint8Array(), 'any');
    expect(await places(heard(log, {}))).to.deep.equal([1n, 2n, 3n]);
  });

  it('ends with an error where it says nothing for a while', async () => {
    for (const count of [0, 2]) {
      const all: bigint[] = [];
      const error = await (async () => {
        for await (const part of heard(lostAfter(count), {}, undefined, 20))
          if (part.kind === 'appended') all.push(part.place);
      })().catch((reason: unknown) => reason);
      expect(error).to.be.an.instanceOf(WorldError).with.property('message').that.contains('0.02 s');
      expect(all).to.have.length(count);
    }
  });

  it('is all of it, however long its reader takes', async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 3; n++) await log.append('j.a', new Uint8Array(), 'any');
    let count = 0;
    for await (const part of heard(log, {}, undefined, 20)) {
      if (part.kind === 'appended') count++;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(count).to.equal(3);
  });

  it('ends without one when told to stop', async () => {
    const stop = new AbortController();
    const reading = places(heard(lostAfter(2), {}, stop.signal));
    setImmediate(() => {
      stop.abort();
    });
    expect(await reading).to.deep.equal([1n, 2n]);
  });

  describe('of who wrote last', () => {
    /** A log whose servers are away. */
    const away: Pick<CommitLog, 'lastOf'> = {
      lastOf: (_, signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            resolve(undefined);
          });
        }),
    };

    it('is its last message', async () => {
      const log = new MemoryLog();
      for (let n = 0; n < 3; n++) await log.append('j.a', new Uint8Array(), 'any');
      expect((await heardLast(log, 'j.a'))?.place).to.equal(3n);
      expect(await heardLast(log, 'j.b')).to.equal(undefined);
    });

    it('ends with an error where the log says nothing for a while, and without one when told to stop', async () => {
      const error = await heardLast(away, 'j.a', undefined, 20).catch((reason: unknown) => reason);
      expect(error).to.be.an.instanceOf(WorldError).with.property('message').that.contains('0.02 s');
      const stop = new AbortController();
      setImmediate(() => {
        stop.abort();
      });
      expect(await heardLast(away, 'j.a', stop.signal)).to.equal(undefined);
    });
  });
});
