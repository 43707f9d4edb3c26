import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import type { FollowedSource } from '../../../pipelines/live/followed';
import { liveJournal } from '../../../pipelines/live/live-journal';
import { isoUtc } from '../../../src/model/values/time';
import { failure, watchingCalls } from '../../io/fs-calls';
import { bytesIn } from '../../io/journal/journal-made';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow } from '../../live/executor/rows';
import { START_MS } from '../../live/schedule';
import { FollowerLives } from './follower-lives';
import { Second } from '../live/second';

const SETTINGS = { tick: '5s', lateness: '1s', windows: ['1m'], horizon: '2m' };
const SEGMENT = `${isoUtc(START_MS).slice(0, 10)}.jsonl`;

describe('a follower that stands by', () => {
  it('goes on from what it has, and opens the journal no more', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS);
      let opened = 0;
      const sourceOf = (): FollowedSource => {
        const source = liveJournal(drive.journal);
        return {
          ...source,
          open: (...place) => {
            opened++;
            return source.open(...place);
          },
        };
      };
      const { gates, onIncident } = drive.options;
      const out = join(dir, 'second');
      const lives = new FollowerLives({ out, gates, onIncident, sourceOf, standsBy: true });
      for (const [afterMs, isFirstHalted] of [
        [0, false],
        [10_000, false],
        [20_000, true],
      ] as const) {
        drive.orders.append(closeRow(afterMs, START_MS + afterMs));
        await drive.lookAt(START_MS + afterMs);
        if (isFirstHalted) await lives.standBy();
        else await lives.lookAt(drive.nowMs);
      }
      expect(opened).to.equal(2);
      lives.crash();
      drive.orders.append(closeRow(25_000, START_MS + 25_000));
      await drive.lookAt(START_MS + 30_000);
      await lives.lookAt(drive.nowMs);
      // The third is who stands by for the second.
      expect(opened).to.equal(3);
      // A look that comes late answers the last tick that is due.
      expect(lives.healthAt(drive.nowMs)?.ticks).to.equal(2);
      await lives.close();
      await drive.close();
      expect((await verify(drive.journal, out)).difference).to.equal(undefined);
    });
  });

  it('tells what of the journal it could not read meanwhile', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS);
      const second = new Second(drive, join(dir, 'second'), true);
      await drive.lookAt(START_MS);
      await second.lookAt(START_MS);
      const { length } = bytesIn(drive.journal, SEGMENT);
      drive.orders.append(closeRow(1, START_MS));
      for (const afterMs of [5000, 10_000]) await drive.lookAt(START_MS + afterMs);
      const bytes = bytesIn(drive.journal, SEGMENT);
      writeFileSync(join(drive.journal, SEGMENT), bytes.fill('x', length + 20, length + 30));
      await second.standBy();
      second.crash();
      expect(second.incidents.map(({ code }) => code)).to.not.include('journal_damaged');
      await second.lookAt(drive.nowMs);
      expect(second.incidents.map(({ code }) => code)).to.include('journal_damaged');
      await second.close(drive.nowMs);
      await drive.close();
    });
  });
});

describe('a live that stands by', () => {
  it('answers the tick that was committed and not published, and follows a new config', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS, { standsBy: true });
      const lookAt = async (afterMs: number): Promise<void> => {
        drive.orders.append(closeRow(afterMs, START_MS + afterMs));
        await drive.lookAt(START_MS + afterMs);
      };
      for (const afterMs of [0, 5000, 10_000]) await lookAt(afterMs);
      const published = drive.published().length;
      const refuses = ({ op, path }: { op: string; path: string }): void => {
        if (path.startsWith(drive.out) && ['writeFile', 'rename'].includes(op)) throw failure('ENOSPC');
      };
      await watchingCalls(refuses, () => lookAt(15_000));
      drive.crash();
      expect(drive.published()).to.have.length(published);
      await lookAt(15_100);
      expect(drive.health().last_tick).to.equal('2026-01-20T09:00:10.000+00:00');
      // What there was when it began to stand by: a config, a row, and a watermark.
      expect(drive.health().journal.records_read_back).to.equal(3);
      drive.config('execution_intel.json', { ...SETTINGS, windows: ['2m'] });
      for (const afterMs of [20_000, 25_000, 30_000]) await lookAt(afterMs);
      expect(drive.read('expectancy_v6.json')).to.include({ window: '2m' });
      await drive.close();
      const { difference, damage } = await verify(drive.journal, drive.out);
      expect({ difference, damage }).to.deep.equal({ difference: undefined, damage: [] });
    });
  });
});
