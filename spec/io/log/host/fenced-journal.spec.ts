import { expect } from 'chai';
import { FencedError } from '../../../../src/io/files/failures';
import { failureOf } from '../../failure-of';
import {
  commitNext,
  messagesOf,
  nextRows,
  openJournal,
  rowsIn,
  onLog,
  numbers,
  writeStray,
} from './host-log';

describe('the journal of a host where another writes for the host (L4)', () => {
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

describe('the journal of a host in a log that lost its end', () => {
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
