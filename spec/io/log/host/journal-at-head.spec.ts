import { expect } from 'chai';
import { FencedError, WorldError } from '../../../../src/io/files/failures';
import type { LogPart, LogReading } from '../../../../src/io/log/commit-log';
import { failureOf } from '../../failure-of';
import { addTo, headOf } from '../log-made';
import { FaultyLog } from './faulty-log';
import { commitNext, messagesOf, openJournal, positionOf, rowsIn, onLog, numbers } from './host-log';

describe('the journal of a host opened at a head', () => {
  it('is as if opened at the beginning, which may be gone', () =>
    onLog(async (log) => {
      const journal = await openJournal(log);
      for (const count of [1, 2, 3]) await commitNext(journal, count);
      await addTo(log, headOf(await messagesOf(log)));
      await commitNext(journal);
      await addTo(log, headOf(await messagesOf(log)));
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

  it('goes on where the host said nothing since', () =>
    onLog(async (log) => {
      await commitNext(await openJournal(log));
      for (let n = 0; n < 2; n++) await addTo(log, headOf(await messagesOf(log)));
      const again = await openJournal(log, 'machine/2');
      expect(again.writtenBy).to.equal('machine/1');
      await commitNext(again);
      expect(await rowsIn(log)).to.deep.equal(numbers(2));
    }));

  it('does not stand on one that knew less than came before it', () =>
    onLog(async (log) => {
      const journal = await openJournal(log);
      await commitNext(journal);
      const before = await messagesOf(log);
      await commitNext(journal, 2);
      await addTo(log, headOf(before));
      await commitNext(journal);
      await addTo(log, headOf(before));
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

  it('is not opened where the log loses that head while it is read', () =>
    onLog(async (log) => {
      await commitNext(await openJournal(log));
      for (let n = 0; n < 2; n++) await addTo(log, headOf(await messagesOf(log)));
      const failure = await failureOf(openJournal(new LosingLog(log.memory)));
      expect(failure).to.be.an.instanceOf(FencedError).with.property('message').that.contains('lost its end');
    }));
});

/** A log that loses its end as soon as somebody reads on from a message. */
class LosingLog extends FaultyLog {
  override async *read(reading: LogReading): AsyncGenerator<LogPart> {
    if (reading.after !== undefined) this.memory.rewind(1n);
    yield* super.read(reading);
  }
}
