import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Drive } from '../../live/drive';
import { driven, expectancy, SECOND, START, trade } from './live-made';

const segmentOf = (drive: Drive): string => {
  const [name = ''] = readdirSync(drive.journal).filter((file) => file.endsWith('.jsonl'));
  return join(drive.journal, name);
};

/** Runs `use` on a live of two trades, and a copy of its journal with the first one alone. */
function withCopy(use: (drive: Drive, copy: string) => Promise<void>): Promise<void> {
  return driven(async (drive) => {
    const copy = join(drive.dir, 'copy.jsonl');
    await drive.lookAt(START);
    await trade(drive, 1, START + SECOND);
    await drive.lookAt(START + 10 * SECOND);
    copyFileSync(segmentOf(drive), copy);
    await trade(drive, 2, START + 11 * SECOND);
    await drive.lookAt(START + 20 * SECOND);
    drive.crash();
    await use(drive, copy);
  });
}

describe('live over a journal that is older than its files', () => {
  it('says so, and counts the rows of the commits that are missing once, from the logs', () =>
    withCopy(async (drive, copy) => {
      copyFileSync(copy, segmentOf(drive));
      await drive.lookAt(START + 30 * SECOND);
      await drive.lookAt(START + 40 * SECOND);
      expect(drive.health().warnings['journal_damaged']).to.match(
        /the journal ends at commit \d+, .*older copy/,
      );
      expect(drive.incidents.filter(({ code }) => code === 'journal_damaged')).to.have.length(1);
      expect(expectancy(drive).sample_count).to.equal(2);
    }));

  it('says so where the journal was removed', () =>
    withCopy(async (drive) => {
      rmSync(segmentOf(drive));
      await drive.lookAt(START + 30 * SECOND);
      expect(drive.health().warnings).to.have.property('journal_damaged');
    }));

  it('says nothing of its own journal', () =>
    withCopy(async (drive) => {
      await drive.lookAt(START + 30 * SECOND);
      drive.crash();
      await drive.lookAt(START + 40 * SECOND);
      expect(drive.health().warnings).to.deep.equal({});
    }));

  it('says nothing of its files where they are older than the journal', () =>
    withCopy(async (drive) => {
      rmSync(join(drive.out, 'standing.json'));
      await drive.lookAt(START + 30 * SECOND);
      expect(drive.health().warnings).to.deep.equal({});
      expect(expectancy(drive).sample_count).to.equal(2);
    }));
});
