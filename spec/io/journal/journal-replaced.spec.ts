import { copyFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FileJournal } from '../../../src/io/journal/file-journal';
import { DAY } from '../../../src/model/values/time';
import { inTempDir } from '../temp-dir';
import { bytesIn, commitRows, daily, FIRST, namesIn, toldBy } from './journal-made';

const SECOND_DAY = '2023-11-15.jsonl';
const LAST = '2023-11-16.jsonl';

describe('FileJournal, with a segment of another day in the place of the last', () => {
  for (const older of [FIRST, SECOND_DAY])
    it(`${older}: says so, keeps the copy aside, and goes on from the segment before`, async () => {
      await inTempDir({}, async (dir) => {
        const before = (await daily(dir, 2)).state;
        await commitRows(await FileJournal.open(dir), 2, 2, DAY);
        copyFileSync(join(dir, older), join(dir, LAST));
        const copy = bytesIn(dir, LAST);
        const journal = await FileJournal.open(dir);
        expect(journal.state).to.deep.equal(before);
        expect(journal.damage).to.have.length(1);
        expect(journal.damage[0])
          .to.contain(join(dir, LAST))
          .and.contain(`of ${older.slice(0, 10)}`)
          .and.contain(`${LAST}.damaged-0`);
        expect(bytesIn(dir, `${LAST}.damaged-0`).equals(copy)).to.equal(true);
        await commitRows(journal, 2, 3, DAY);
        expect(await toldBy(dir)).to.deep.equal([0, 1, 2, 3]);
        expect((await FileJournal.open(dir)).damage).to.deep.equal([]);
      });
    });

  it('does the same where it is the only one', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 1);
      copyFileSync(join(dir, FIRST), join(dir, LAST));
      unlinkSync(join(dir, FIRST));
      const journal = await FileJournal.open(dir);
      expect([journal.state.seq, journal.damage.length]).to.deep.equal([0, 1]);
      expect(namesIn(dir)).to.deep.equal([`${LAST}.damaged-0`]);
    });
  });

  it('takes no offence at a clock that stepped back, nor at one that stands', async () => {
    await inTempDir({}, async (dir) => {
      const journal = await daily(dir, 3);
      await commitRows(journal, 0, 1, DAY);
      const opened = await FileJournal.open(dir);
      expect([opened.state.seq, opened.damage]).to.deep.equal([5, []]);
    });
  });
});
