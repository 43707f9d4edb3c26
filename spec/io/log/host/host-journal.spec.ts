import { expect } from 'chai';
import { FencedError, UsageError, WorldError } from '../../../../src/io/files/failures';
import type { CommitLog } from '../../../../src/io/log/commit-log';
import { HostJournal } from '../../../../src/io/log/host/host-journal';
import { hostMessage } from '../../../../src/io/log/message-text';
import { MemoryLog } from '../memory-log';
import { configOf, control, foldOf } from '../log-made';
import { FaultyLog } from './faulty-log';
import {
  commitNext,
  countedOf,
  foundFund,
  HOST,
  messagesOf,
  nextRows,
  openJournal,
  positionOf,
  rowsIn,
} from './host-log';

async function onLog(use: (log: FaultyLog) => Promise<void>): Promise<void> {
  const log = new FaultyLog();
  await foundFund(log);
  await use(log);
}

function numbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => String(n));
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Puts a commit of the host into the log that nobody can use: its number is taken or not due. */
async function writeStray(log: MemoryLog, seq: number): Promise<void> {
  const facts = { kind: 'commit', seq, at: 0, steps: {}, quarantine: 0 } as const;
  const { text } = hostMessage([], {
    ...facts,
    ...{ prev: 'f'.repeat(32), by: 'zombie/1', format: 1, program: '0.1.0' },
  });
  await log.append(`j.${HOST}`, text, 'any');
}

describe('the journal of a host in a log of many', () => {
  it('goes on after a restart where its commits end', () =>
    onLog(async (log) => {
      const journal = await openJournal(log);
      expect(journal.state).to.include({ seq: 0 });
      for (const count of [2, 1, 3]) await commitNext(journal, count, 7);
      await journal.follow();
      const again = await openJournal(log, 'machine/2');
      expect(again.state).to.deep.equal(journal.state).and.to.include({ seq: 3, at: 7, quarantine: 0 });
      await commitNext(again);
      expect(await rowsIn(log)).to.deep.equal(numbers(7));
      expect((await countedOf(log)).map(({ commit }) => commit.by)).to.deep.equal([
        ...['machine/1', 'machine/1', 'machine/1'],
        'machine/2',
      ]);
    }));

  it('adds up to what every reader of the log has (L4)', () =>
    onLog(async (log) => {
      const journal = await openJournal(log);
      for (const count of [2, 1, 3]) await commitNext(journal, count);
      const { state } = foldOf(await messagesOf(log));
      const told = state.hosts[HOST];
      expect({ ...journal.state, config: undefined }).to.deep.equal({ ...told?.journal, config: undefined });
      await journal.follow();
      expect(journal.host).to.deep.equal(told);
    }));

  describe('whose answer was lost (L5)', () => {
    it('sends the same bytes again, and finds its commit in the log', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        log.faults.push('answer lost');
        const { records, facts } = nextRows(journal, 2);
        const failure = await failureOf(journal.commit(records, facts, 1));
        expect(failure).to.be.an.instanceOf(WorldError).with.property('message').that.contains(HOST);
        expect(journal.state.seq).to.equal(0);
        // By its clock it is later now.
        await journal.commit(records, facts, 9);
        expect(journal.state).to.include({ seq: 1, at: 1 });
        expect(journal.counts).to.deep.equal({ retried: 1, stale: 1, adopted: 1, refused: 0 });
        await commitNext(journal);
        expect(await rowsIn(log)).to.deep.equal(['0', '1', '2']);
        expect(await messagesOf(log)).to.have.length(3);
      }));

    it('does not commit twice what it finds while it looks at the log', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        const { records, facts } = nextRows(journal, 2);
        log.faults.push('answer lost');
        await failureOf(journal.commit(records, facts, 1));
        await journal.follow();
        expect(journal.state.seq).to.equal(1);
        await journal.commit(records, facts, 9);
        expect(await rowsIn(log)).to.deep.equal(['0', '1']);
        expect(await messagesOf(log)).to.have.length(2);
      }));

    it('settles it before another commit is added', () =>
      onLog(async (log) => {
        for (const fault of ['answer lost', 'unsure'] as const) {
          const journal = await openJournal(log);
          log.faults.push(fault);
          const seq = journal.state.seq;
          await failureOf(journal.commit([], { steps: {}, quarantine: 5 }, 1));
          await journal.commit([], { steps: {}, quarantine: 8 }, 2);
          const counted = (await countedOf(log)).slice(seq);
          expect(counted.map(({ commit }) => commit.quarantine)).to.deep.equal([5, 8]);
        }
      }));

    it('sends the same bytes for ever while nothing is known', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        const { records, facts } = nextRows(journal);
        for (let n = 0; n < 20; n++) {
          log.faults.push(n % 2 === 0 ? 'unsure' : 'not added');
          expect(await failureOf(journal.commit(records, facts, n))).to.be.an.instanceOf(WorldError);
        }
        await journal.commit(records, facts, 99);
        expect(journal.state).to.include({ seq: 1, at: 0 });
        expect(journal.counts).to.include({ retried: 20, stale: 0, adopted: 0 });
        expect(await rowsIn(log)).to.deep.equal(['0']);
      }));
  });

  describe('where another writes for the host (L4)', () => {
    it('is fenced when the commit of the other counts, and adds nothing any more', () =>
      onLog(async (log) => {
        const [journal, other] = [await openJournal(log), await openJournal(log, 'other/1')];
        await commitNext(other, 2);
        const failure = await failureOf(commitNext(journal));
        expect(failure).to.be.an.instanceOf(FencedError).with.property('message').that.contains('other/1');
        expect(journal.isFenced).to.equal(true);
        for (const work of [() => commitNext(journal), () => journal.follow()])
          expect(await failureOf(work())).to.be.an.instanceOf(FencedError);
        expect(await messagesOf(log)).to.have.length(2);
        await commitNext(other);
        expect(await rowsIn(log)).to.deep.equal(['0', '1', '2']);
      }));

    it('is fenced where the log took its commit, and it does not count', () =>
      onLog(async (log) => {
        const [journal, other] = [await openJournal(log), await openJournal(log, 'other/1')];
        await commitNext(other);
        log.faults.push('blind');
        await commitNext(journal);
        expect(await failureOf(journal.follow())).to.be.an.instanceOf(FencedError);
        expect(await rowsIn(log)).to.deep.equal(['0']);
      }));

    it('does not take the commit of another for its own whose answer was lost', () =>
      onLog(async (log) => {
        const [journal, other] = [await openJournal(log), await openJournal(log, 'other/1')];
        const { records, facts } = nextRows(journal, 3);
        log.faults.push('unsure');
        await failureOf(journal.commit(records, facts, 1));
        await commitNext(other);
        expect(await failureOf(journal.commit(records, facts, 1))).to.be.an.instanceOf(FencedError);
        expect(await rowsIn(log)).to.deep.equal(['0']);
      }));

    it('goes on past commits that count for nobody, and never stands on one after a restart', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        await commitNext(journal, 2);
        for (const seq of [1, 0, 7]) await writeStray(log.memory, seq);
        await commitNext(journal);
        expect(journal.counts).to.include({ stale: 1, refused: 3 });
        await writeStray(log.memory, 3);
        const again = await openJournal(log, 'machine/2');
        expect(again.state.seq).to.equal(2);
        await commitNext(again);
        expect(again.counts).to.include({ stale: 0 });
        expect(await rowsIn(log)).to.deep.equal(['0', '1', '2', '3']);
      }));

    it('knows who wrote last, whoever wrote what does not count', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        expect(journal.writtenBy).to.equal(undefined);
        await commitNext(journal);
        await writeStray(log.memory, 5);
        expect((await openJournal(log, 'machine/9')).writtenBy).to.equal('machine/1');
        const other = await openJournal(log, 'other/1');
        expect(other.writtenBy).to.equal('machine/1');
        await commitNext(other);
        expect(other.writtenBy).to.equal('other/1');
      }));
  });

  describe('in a log that lost its end', () => {
    it('is fenced by its next commit, and the next one reads those rows again (L5)', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        for (const count of [1, 2, 3]) await commitNext(journal, count);
        await journal.follow();
        log.memory.rewind(2n);
        expect(await failureOf(commitNext(journal))).to.be.an.instanceOf(FencedError);
        const again = await openJournal(log);
        await commitNext(again, 5);
        expect(await rowsIn(log)).to.deep.equal(numbers(6));
      }));

    it('is fenced where that end was never read back', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        for (const count of [1, 2]) await commitNext(journal, count);
        log.memory.rewind(2n);
        const failure = await failureOf(commitNext(journal));
        expect(failure)
          .to.be.an.instanceOf(FencedError)
          .with.property('message')
          .that.contains('does not hold');
      }));

    it('is fenced where others have written since, at the very same places', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        for (const count of [1, 2]) await commitNext(journal, count);
        await journal.follow();
        log.memory.rewind(1n);
        for (const seq of [5, 6]) await writeStray(log.memory, seq);
        expect(await failureOf(journal.follow())).to.be.an.instanceOf(FencedError);
      }));
  });

  describe('and the record of the fund', () => {
    it('has its config in force from the moment that it is read', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        await commitNext(journal);
        const config = configOf({ tick: '5s' });
        await foundFund(log, [HOST], { config });
        expect(journal.state.config).to.not.deep.equal(config);
        await journal.follow();
        expect(journal.state.config).to.deep.equal(config);
        expect(journal.state.ticks.tickMs).to.equal(5000);
      }));

    it('is fenced where that does not name it any more, and a commit came after', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        await commitNext(journal);
        await foundFund(log, ['exec-b']);
        await commitNext(journal);
        const failure = await failureOf(journal.follow());
        expect(failure)
          .to.be.an.instanceOf(FencedError)
          .with.property('message')
          .that.contains('does not name');
        expect((await openJournal(log)).isNamed).to.equal(false);
      }));

    it('has nothing in force before there is one', async () => {
      const log = new MemoryLog();
      const journal = await openJournal(log);
      expect(journal.fund).to.equal(undefined);
      await foundFund(log);
      await journal.follow();
      expect(journal.isNamed).to.equal(true);
      await commitNext(journal);
      expect(await rowsIn(log)).to.deep.equal(['0']);
    });
  });

  describe('opened at a head', () => {
    /** Adds a head that says what these messages add up to. */
    async function head(log: FaultyLog, messages: Awaited<ReturnType<typeof messagesOf>>): Promise<void> {
      const { state } = foldOf(messages);
      const { writer, text } = control({ kind: 'head', state, at: 0, format: 1, program: '0.1.0' });
      await log.append(writer, text, 'any');
    }

    it('is as if opened at the beginning, which may be gone', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        for (const count of [1, 2, 3]) await commitNext(journal, count);
        await head(log, await messagesOf(log));
        await commitNext(journal);
        await head(log, await messagesOf(log));
        await commitNext(journal, 2);
        log.memory.prune(4n);
        const again = await openJournal(log);
        expect(again.state).to.deep.include({ seq: 5 });
        expect(positionOf(again)).to.equal(9);
        for (const count of [1, 2]) await commitNext(again, count);
        await again.follow();
        await journal.follow().catch(() => undefined);
        expect([again.isFenced, journal.isFenced]).to.deep.equal([false, true]);
      }));

    it('does not stand on one that knew less than came before it', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        await commitNext(journal);
        const before = await messagesOf(log);
        await commitNext(journal, 2);
        await head(log, before);
        await commitNext(journal);
        await head(log, before);
        const again = await openJournal(log);
        expect(again.state).to.deep.equal(journal.state);
        await commitNext(again);
        expect(await rowsIn(log)).to.deep.equal(numbers(5));
      }));

    it('says so where its beginning is gone and no head tells of it', () =>
      onLog(async (log) => {
        const journal = await openJournal(log);
        for (let n = 0; n < 3; n++) await commitNext(journal);
        log.memory.prune(2n);
        const failure = await failureOf(openJournal(log));
        expect(failure).to.be.an.instanceOf(WorldError).with.property('message').that.contains('no head');
      }));
  });

  it('is not there where it was told to stop before it had read the log (what it knows is half of it)', () =>
    onLog(async (log) => {
      const journal = await openJournal(log);
      for (let n = 0; n < 4; n++) await commitNext(journal);
      const who = { host: HOST, by: 'machine/2', program: '0.1.0' };
      const stop = new AbortController();
      let left = 3;
      const stopping: CommitLog = {
        append: (...message) => log.append(...message),
        async *read(reading) {
          for await (const part of log.read(reading)) {
            if (--left === 0) stop.abort();
            yield part;
          }
        },
        lastOf: (writer) => log.lastOf(writer),
        close: () => log.close(),
      };
      expect(await HostJournal.open(stopping, who, stop.signal)).to.equal(undefined);
      expect(await HostJournal.open(log, who, stop.signal)).to.equal(undefined);
    }));

  it('stops at a commit of a later build', () =>
    onLog(async (log) => {
      const facts = { kind: 'commit', seq: 0, at: 0, steps: {}, quarantine: 0, prev: null } as const;
      const { text } = hostMessage([], { ...facts, by: 'later/1', format: 2, program: '9.0.0' });
      await log.append(`j.${HOST}`, text, 'any');
      expect(await failureOf(openJournal(log))).to.be.an.instanceOf(UsageError);
    }));
});
