import { expect } from 'chai';
import type { Appended, CommitLog, LogPart } from '../../../../src/io/log/commit-log';
import { LogTail } from '../../../../src/io/log/follow/log-tail';
import { MemoryLog } from '../memory-log';
import { WorldError } from '../../../../src/io/files/failures';

const MIB = 1024 * 1024;

async function taken(tail: LogTail): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let part = await tail.take(); part !== undefined; part = await tail.take())
    texts.push(Buffer.from(part.text).toString());
  return texts;
}

async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve));
}

/** A log that gives what its reader asks for, and counts how much that is. */
function counting(parts: () => AsyncGenerator<LogPart>): CommitLog {
  return {
    append: () => Promise.reject(new Error('it is only read')),
    read: parts,
    lastOf: () => Promise.resolve(undefined),
    close: () => Promise.resolve(),
  };
}

describe('LogTail', () => {
  it('gives what comes in order, and says when something did', async () => {
    const log = new MemoryLog();
    await log.append('j.a', Buffer.from('1'), 'any');
    let woken = 0;
    const tail = new LogTail(log, {}, () => woken++);
    expect(await taken(tail)).to.deep.equal(['1']);
    expect(woken).to.equal(1);
    await log.append('j.a', Buffer.from('2'), 'any');
    await log.append('j.b', Buffer.from('3'), 'any');
    expect(await taken(tail)).to.deep.equal(['2', '3']);
    expect(woken).to.equal(3);
    tail.close();
  });

  it('asks for no more than 32 MiB that nobody takes, and goes on when some was taken', async () => {
    let asked = 0;
    // eslint-disable-next-line @typescript-eslint/require-await
    const log = counting(async function* () {
      for (;;) {
        asked++;
        const place = BigInt(asked);
        yield {
          kind: 'appended',
          place,
          writer: 'j.a',
          text: new Uint8Array(MIB),
          atMs: 0,
        } satisfies Appended;
      }
    });
    const tail = new LogTail(log, {}, () => undefined);
    await turns(100);
    expect(asked).to.equal(32);
    await tail.take();
    await turns(100);
    expect(asked).to.equal(33);
    tail.close();
    await turns(10);
    expect(asked).to.be.at.most(34);
  });

  it('says that the log has lost what was read of it, after what came before', async () => {
    const log = new MemoryLog();
    for (const text of ['1', '2']) await log.append('j.a', Buffer.from(text), 'any');
    const tail = new LogTail(log, {}, () => undefined);
    await turns(2);
    expect(tail.lost).to.equal(undefined);
    log.rewind(1n);
    await turns(2);
    expect(tail.lost).to.deep.equal({ kind: 'rewound' });
    expect(await taken(tail)).to.deep.equal(['1', '2']);
    tail.close();
  });

  it('throws what the log throws, after what came before, and as often as it is asked', async () => {
    // eslint-disable-next-line @typescript-eslint/require-await
    const log = counting(async function* () {
      yield {
        kind: 'appended',
        place: 1n,
        writer: 'j.a',
        text: Buffer.from('1'),
        atMs: 0,
      } satisfies Appended;
      throw new Error('the stream is gone');
    });
    const tail = new LogTail(log, {}, () => undefined);
    expect((await tail.take())?.place).to.equal(1n);
    for (let n = 0; n < 2; n++) {
      const refused = await tail.take().catch((error: unknown) => error);
      expect(refused)
        .to.be.instanceOf(WorldError)
        .with.property('message')
        .that.contains('the stream is gone');
    }
  });

  it('does not take a log that ends for one in which nothing comes', async () => {
    const log = new MemoryLog();
    const tail = new LogTail(log, {}, () => undefined);
    await turns(2);
    await log.close();
    await turns(2);
    const refused = await tail.take().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(WorldError).with.property('message').that.contains('it was closed');
  });
});
