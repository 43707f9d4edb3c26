import { expect } from 'chai';
import { WorldError } from '../../../../src/io/files/failures';
import { failureOf } from '../../failure-of';
import { control, foldOf } from '../log-made';
import type { FaultyLog } from './faulty-log';
import { commitNext, messagesOf, openJournal, positionOf, rowsIn, onLog, numbers } from './host-log';

describe('the journal of a host opened at a head', () => {
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
