import { expect } from 'chai';
import { HostsLog } from '../../../pipelines/hosts/hosts-log';
import { UnsureError, type CommitLog } from '../../../src/io/log/commit-log';
import { readMessage } from '../../../src/io/log/message-text';
import { Incidents } from '../../../src/io/publish/incidents';
import { DAY } from '../../../src/model/values/time';
import { addTo, AT, control, foldOf, fundOf, Pen, type Written } from '../../io/log/log-made';
import { MemoryLog } from '../../io/log/memory-log';

async function messagesIn(log: CommitLog): Promise<readonly Written[]> {
  const messages: Written[] = [];
  for await (const part of log.read({ ends: true })) if (part.kind === 'appended') messages.push(part);
  return messages;
}

/** The words of the control records that a log holds beyond the fund's. */
async function toldIn(log: CommitLog): Promise<readonly string[]> {
  return (await messagesIn(log)).flatMap(({ writer, text }) => {
    const message = readMessage(writer, text);
    return message.kind === 'commit' || message.kind === 'fund' ? [] : [message.kind];
  });
}

/** What a follower does at a look: it reads what came, and attends to the hosts. */
class Ears {
  readonly incidents = new Incidents(() => undefined);
  private readonly source: HostsLog;
  private followed: Awaited<ReturnType<HostsLog['open']>>;

  constructor(log: CommitLog) {
    this.source = new HostsLog({ log, name: 'the log', program: '0.1.0' }, () => undefined);
  }

  async lookAt(nowMs: number): Promise<void> {
    this.followed ??= await this.source.open(Infinity);
    if (this.followed !== undefined)
      for await (const entry of this.followed.news()) expect(entry.kind).to.equal('sealed');
    await this.source.attend({ wallMs: AT + nowMs, steadyMs: nowMs }, this.incidents);
  }

  close(): void {
    this.followed?.close();
  }
}

describe('HostsLog', () => {
  it('says in the log that a host is silent; what several followers say counts once', async () => {
    const log = new MemoryLog();
    const [a, b] = [new Pen('a'), new Pen('b')];
    const ears = [new Ears(log), new Ears(log)];
    await addTo(log, control(fundOf(['a', 'b'], { silence_s: 10 })), a.promise(0), b.promise(0));
    for (let s = 1; s <= 12; s++) {
      await addTo(log, a.promise(s * 1000));
      // Both look before either has heard what the other says.
      for (const each of ears) await each.lookAt(s * 1000);
    }
    expect((await toldIn(log)).filter((kind) => kind === 'lapse')).to.have.length.within(1, 2);
    const { state, entries } = foldOf(await messagesIn(log));
    expect(state.hosts['b']?.standing).to.equal('lapsed');
    expect(state.ticks.watermark).to.equal(AT + 12_000);
    const cautions = entries.flatMap(({ records }) => records.filter(({ kind }) => kind === 'caution'));
    expect(cautions).to.have.length(1);
    for (const each of ears) each.close();
  });

  it('says which host speaks in the name of the log: neither its caution nor its lift counts', async () => {
    const log = new MemoryLog();
    const [a, b] = [new Pen('a'), new Pen('b')];
    const caution = { kind: 'caution', ts: AT, code: 'host_silent:b', incomplete: true } as const;
    await addTo(log, control(fundOf(['a', 'b'])), b.promise(0));
    const ears = new Ears(log);
    await ears.lookAt(0);
    await addTo(log, a.write([{ ...caution, incomplete: false, lifted: true }]));
    await ears.lookAt(1000);
    expect(ears.incidents.open).to.have.keys('records_refused');
    expect(ears.incidents.open['records_refused']).to.match(/^a wrote /);
    ears.close();
  });

  it('says what the log adds up to once a day, and tries again where another message came before it', async () => {
    const log = new MemoryLog();
    const a = new Pen('a');
    await addTo(log, control(fundOf(['a'])), a.promise(1));
    let races = 1;
    // Between what the follower has read and its head comes a commit, once.
    const racing: CommitLog = {
      append: async (writer, text, after) => {
        if (writer === 'head' && races-- > 0) await addTo(log, a.write([]));
        return log.append(writer, text, after);
      },
      read: (reading) => log.read(reading),
      lastOf: (writer) => log.lastOf(writer),
      close: () => log.close(),
    };
    const ears = [new Ears(racing), new Ears(log)];
    const numbers: (number | undefined)[] = [];
    for (let day = 0; day < 4; day++) {
      await addTo(log, a.promise(day * DAY + 2));
      for (let look = 0; look < 3; look++)
        for (const each of ears) await each.lookAt(day * DAY + look * 11_000);
      numbers.push(foldOf(await messagesIn(log)).state.head?.number);
    }
    expect(numbers).to.deep.equal([undefined, 0, 1, 2]);
    // The one that came too late, and no second one of a day.
    expect(await toldIn(log)).to.deep.equal(['head', 'head', 'head', 'head']);
    for (const each of ears) each.close();
  });

  it('says that the log takes nothing, goes on following, and says so when it does again', async () => {
    const log = new MemoryLog();
    const a = new Pen('a');
    let isDeaf = true;
    const deaf: CommitLog = {
      append: (writer, text, after) =>
        isDeaf
          ? Promise.reject(new UnsureError('the log', 'no answer came'))
          : log.append(writer, text, after),
      read: (reading) => log.read(reading),
      lastOf: (writer) => log.lastOf(writer),
      close: () => log.close(),
    };
    await addTo(log, control(fundOf(['a'])), a.promise(2 * DAY));
    const ears = new Ears(deaf);
    await ears.lookAt(0);
    expect(ears.incidents.open['log']).to.contain('no answer came; it is tried again');
    isDeaf = false;
    await ears.lookAt(20_000);
    expect(ears.incidents.open).to.deep.equal({});
    expect(await toldIn(log)).to.deep.equal(['head']);
    ears.close();
  });

  describe('counts once that the log has lost what its files are made of', () => {
    const messages = async (count: number): Promise<MemoryLog> => {
      const a = new Pen('a');
      const log = new MemoryLog();
      await addTo(log, control(fundOf(['a'])));
      for (let n = 1; n < count; n++) await addTo(log, a.promise(n));
      return log;
    };
    const source = (log: CommitLog): HostsLog =>
      new HostsLog({ log, name: 'the log', program: '0.1.0' }, () => undefined);
    const rewound = async (log: HostsLog, before: number): Promise<number | undefined> => {
      const followed = await log.open(before);
      const count = log.health()?.rewound;
      followed?.close();
      return count;
    };

    it('where it ends before them, as a store does that was emptied while it could not be read', async () => {
      const log = source(await messages(3));
      for (const before of [1, 3, Infinity]) expect(await rewound(log, before)).to.equal(0);
      expect(await rewound(log, 4)).to.equal(1);
    });

    it('where that was seen while it was read, and there was no fund yet when it was read anew', async () => {
      const memory = await messages(3);
      const log = source(memory);
      const followed = await log.open(3);
      memory.rewind(0n);
      await new Promise(setImmediate);
      expect(await followed?.holdsPlace()).to.equal(false);
      expect(await log.open(3)).to.equal(undefined);
      await addTo(memory, control(fundOf(['a'])));
      expect(await rewound(log, 3)).to.equal(1);
      followed?.close();
    });
  });
});
