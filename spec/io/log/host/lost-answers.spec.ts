import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import { failureOf } from '../../failure-of';
import { commitNext, countedOf, HOST, messagesOf, nextRows, openJournal, rowsIn, onLog } from './host-log';

describe('the journal of a host whose answer was lost (L5)', () => {
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
