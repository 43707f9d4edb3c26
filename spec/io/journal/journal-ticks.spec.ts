import { join } from 'node:path';
import { expect } from 'chai';
import { loadDesk } from '../../../src/io/config/load-desk';
import { FileJournal } from '../../../src/io/journal/file-journal';
import type { Arrival } from '../../../src/io/journal/journal-records';
import { tickedCommits } from '../../../src/io/journal/journal-ticks';
import { journalIn } from '../../../src/io/journal/read-journal';
import { DAY, SECOND } from '../../../src/model/values/time';
import { inTempDir } from '../temp-dir';
import { AT, FACTS, flip } from './journal-made';

/** A multiple of the tick, which is five seconds. */
const MARK = AT + 5 * SECOND;
const SEGMENT = '2023-11-15.jsonl';

/** A config, and a watermark on each of four days. */
async function fourDays(dir: string): Promise<FileJournal> {
  const { files } = await loadDesk(join(__dirname, '../../../config'));
  const journal = await FileJournal.open(dir);
  const config: Arrival = { kind: 'config', digest: 'd', files, warnings: [] };
  for (let day = 0; day < 4; day++) {
    const mark: Arrival = { kind: 'mark', promise: MARK + day * DAY };
    await journal.commit(day === 0 ? [config, mark] : [mark], FACTS, AT + day * DAY);
  }
  return journal;
}

/** On how many days a tick was due before each commit, and what is damaged. */
async function daysTicked(dir: string): Promise<readonly (number | 'damage')[]> {
  const told: (number | 'damage')[] = [];
  for await (const part of tickedCommits(await journalIn(dir)))
    told.push(part.kind === 'damage' ? 'damage' : Math.floor((part.ticked - AT) / DAY) + 1);
  return told;
}

describe('tickedCommits', () => {
  it('tells the last tick that the watermarks before a commit made due, also where earlier days are gone', () =>
    inTempDir({}, async (dir) => {
      const journal = await fourDays(dir);
      expect(journal.state.ticks.ticked).to.equal(MARK + 3 * DAY - 5 * SECOND);
      expect(await daysTicked(dir)).to.deep.equal([0, 1, 2, 3]);
      await journal.prune(AT + 2 * DAY);
      expect(await daysTicked(dir)).to.deep.equal([2, 3]);
    }));

  it('goes on from the days before where the first commit of a day is damaged', () =>
    inTempDir({}, async (dir) => {
      const journal = await fourDays(dir);
      await journal.commit([], FACTS, AT + 3 * DAY);
      flip(dir, '2023-11-17.jsonl', 5);
      expect(await daysTicked(dir)).to.deep.equal([0, 1, 2, 'damage', 3]);
      flip(dir, SEGMENT, 5);
      expect(await daysTicked(dir)).to.deep.equal([0, 'damage', 2, 'damage', 3]);
    }));
});
