import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import { JournalFollower } from '../../../pipelines/live/journal-follower';
import { liveJournal } from '../../../pipelines/live/live-journal';
import { UsageError } from '../../../src/io/files/failures';
import { contentsOf } from '../../cli/desk';
import type { Drive } from '../../live/drive';
import { driven, expectancy, SECOND, START, trade } from './live-made';

const SCORES = 'symbol_scores_v6.json';
const THEIRS = JSON.stringify({ symbols: [], updated_ts: 1, intel_enabled: false });

function theyWrite(drive: Drive, name: string): void {
  mkdirSync(drive.out, { recursive: true });
  writeFileSync(join(drive.out, name), THEIRS);
}

const textOf = (drive: Drive, name: string): string => readFileSync(join(drive.out, name), 'utf8');

describe('live beside another program that writes its state files', () => {
  it('does not start, and leaves everything as it was', () =>
    driven(async (drive) => {
      theyWrite(drive, SCORES);
      const before = contentsOf(drive.dir);
      const error = await drive.lookAt(START).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(UsageError);
      expect(String(error)).to.contain(SCORES);
      expect(contentsOf(drive.dir)).to.deep.equal(before);
    }));

  it('does not start again either, where they wrote while it was down', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 10 * SECOND);
      await drive.close();
      theyWrite(drive, SCORES);
      const error = await drive.lookAt(START + 20 * SECOND).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(UsageError);
    }));

  it('starts when told to take over, and replaces what they wrote at the first tick', () =>
    driven(
      async (drive) => {
        theyWrite(drive, SCORES);
        await drive.lookAt(START);
        await drive.lookAt(START + 10 * SECOND);
        expect(drive.read(SCORES)).to.include.keys('as_of', 'metadata');
        expect(drive.health().other_writes).to.equal(0);
        expect(drive.health().warnings).not.to.have.property('other_writer');
      },
      { takeOver: true },
    ));

  it('starts beside a file whose gate is closed, and leaves it alone', () =>
    driven(
      async (drive) => {
        const name = 'risk_allocation_suggestions_v6.json';
        theyWrite(drive, name);
        await drive.lookAt(START);
        theyWrite(drive, name);
        await drive.lookAt(START + 90 * SECOND);
        expect(textOf(drive, name)).to.equal(THEIRS);
        expect(drive.health().other_writes).to.equal(0);
        expect(drive.health().warnings).not.to.have.property('other_writer');
      },
      { gates: { feedbackAllocator: false } },
    ));

  it('tells within a look that they wrote, and replaces the file at the next tick though nothing else changed', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await trade(drive, 1, START + SECOND);
      await drive.lookAt(START + 8 * SECOND);
      theyWrite(drive, SCORES);
      await drive.lookAt(START + 9 * SECOND);
      expect(drive.health().warnings['other_writer']).to.contain(SCORES);
      expect(drive.health()).to.include({ other_writes: 1, state: 'degraded' });
      expect(textOf(drive, SCORES)).to.equal(THEIRS);
      await drive.lookAt(START + 13 * SECOND);
      expect(drive.read(SCORES)).to.include({ as_of: '2026-01-20T09:00:10.000+00:00' });
      await drive.close();
      const { difference, compared } = await verify(drive.journal, drive.out);
      expect(difference).to.equal(undefined);
      expect(compared).to.be.above(4);
    }));

  it('replaces it at the next tick also where its interval is longer', () =>
    driven(async (drive) => {
      drive.config('execution_intel.json', { tick: '5s', lateness: '2s', refresh: { expectancy: '1h' } });
      await drive.lookAt(START);
      await drive.lookAt(START + 3 * SECOND);
      theyWrite(drive, 'expectancy_v6.json');
      await trade(drive, 1, START + 4 * SECOND);
      await drive.lookAt(START + 9 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(1);
      // From here on its own interval counts again.
      await trade(drive, 2, START + 10 * SECOND);
      await drive.lookAt(START + 30 * SECOND);
      expect(expectancy(drive).sample_count).to.equal(1);
    }));

  it('notices what they write after its start, before it has published anything itself', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 8 * SECOND);
      await drive.close();
      await drive.lookAt(START + 9 * SECOND);
      const published = drive.published().length;
      theyWrite(drive, SCORES);
      await drive.lookAt(START + 10 * SECOND);
      expect(drive.published()).to.have.length(published);
      expect(drive.health().other_writes).to.equal(1);
    }));

  it('so does a follower of its journal in its own directory', () =>
    driven(async (drive) => {
      const out = join(drive.dir, 'second');
      const open = (takeOver: boolean): Promise<JournalFollower> =>
        JournalFollower.open({ ...drive.options, source: liveJournal(drive.journal), out, takeOver });
      const cycleAt = async (ms: number): Promise<void> => {
        await drive.lookAt(START + ms);
        await follower.cycle({ wallMs: START + ms, steadyMs: START + ms });
      };
      const write = (): void => {
        writeFileSync(join(out, SCORES), THEIRS);
      };
      await drive.lookAt(START);
      mkdirSync(out);
      write();
      const error = await open(false).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(UsageError);
      const follower = await open(true);
      await cycleAt(8 * SECOND);
      expect(readFileSync(join(out, SCORES), 'utf8')).to.contain('2026-01-20T09:00:05.000');
      write();
      await cycleAt(9 * SECOND);
      const { other_writes, warnings } =
        follower.health({ wallMs: drive.nowMs, steadyMs: drive.nowMs }) ?? {};
      expect(other_writes).to.equal(1);
      expect(warnings?.['other_writer']).to.contain(SCORES);
      await cycleAt(13 * SECOND);
      expect(readFileSync(join(out, SCORES), 'utf8')).to.contain('2026-01-20T09:00:10.000');
      await follower.close({ wallMs: drive.nowMs, steadyMs: drive.nowMs });
    }));

  it('counts each write, and tells of them once; a file that was removed is one of them', () =>
    driven(async (drive) => {
      await drive.lookAt(START);
      await drive.lookAt(START + 3 * SECOND);
      theyWrite(drive, SCORES);
      await drive.lookAt(START + 4 * SECOND);
      rmSync(join(drive.out, SCORES));
      await drive.lookAt(START + 5 * SECOND);
      expect(drive.health().other_writes).to.equal(2);
      expect(drive.incidents.filter(({ code }) => code === 'other_writer')).to.have.length(1);
    }));
});
