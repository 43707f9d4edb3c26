import { expect } from 'chai';
import { FencedError, UsageError } from '../../../../src/io/files/failures';
import type { CommitLog } from '../../../../src/io/log/commit-log';
import { HostJournal } from '../../../../src/io/log/host/host-journal';
import { hostMessage } from '../../../../src/io/log/message-text';
import { failureOf } from '../../failure-of';
import { MemoryLog } from '../memory-log';
import { addTo, configOf, foldOf, Pen } from '../log-made';
import {
  commitNext,
  countedOf,
  foundFund,
  HOST,
  messagesOf,
  openJournal,
  rowsIn,
  onLog,
  numbers,
} from './host-log';

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

  it('is followed without reading again what others wrote meanwhile, also while it is not named', () =>
    onLog(async (log) => {
      let count = 0;
      const counting: CommitLog = {
        append: (...message) => log.append(...message),
        async *read(reading) {
          // As a server gives it to a reader of several writers.
          for await (const part of log.read({ ...reading, writers: undefined })) {
            if (reading.writers?.includes('head') !== true) count++;
            if (part.kind !== 'appended' || reading.writers?.includes(part.writer) !== false) yield part;
          }
        },
        lastOf: (writer) => log.lastOf(writer),
        close: () => log.close(),
      };
      await foundFund(log, ['exec-b']);
      const journal = await openJournal(counting);
      expect(journal.isNamed).to.equal(false);
      const other = new Pen('exec-b');
      const counts = [];
      for (let n = 1; n <= 3; n++) {
        await addTo(log, other.promise(n), other.promise(n));
        count = 0;
        await journal.follow();
        counts.push(count);
      }
      expect(counts).to.deep.equal([2, 2, 2]);
      log.memory.rewind(3n);
      expect(await failureOf(journal.follow())).to.be.an.instanceOf(FencedError);
    }));

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
