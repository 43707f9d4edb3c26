import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Follower } from '../../../pipelines/live/follower';
import type { Batch } from '../../../src/model/event';
import { Incidents } from '../../../src/io/publish/incidents';
import { StateWriter } from '../../../src/io/publish/state-writer';
import { journalSnapshots } from '../../../src/io/replay/journal-snapshots';
import type { JournalReader } from '../../../src/io/journal/journal';
import { journalIn } from '../../../src/io/journal/read-journal';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';
import { IngestAlone } from './ingest-alone';

/** Ingest and follower, each by itself: what holds them together is the journal. */

const START = Date.UTC(2026, 0, 20, 9);
const SETTINGS = {
  tick: '5s',
  lateness: '2s',
  windows: ['1m'],
  horizon: '2m',
  republish_every: '5s',
  history_every: '10s',
};
const LOOKS = Array.from({ length: 30 }, (_, n) => START + n * 1700);

/** Lives through all looks; a trade before each third, a snapshot before each fifth, a late row once. */
async function lived(
  use: (drive: Drive, alone: IngestAlone) => Promise<void>,
  atLook: (drive: Drive, alone: IngestAlone, nowMs: number) => Promise<void>,
): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, SETTINGS, START);
    const alone = await IngestAlone.open(drive, START);
    for (const [n, nowMs] of LOOKS.entries()) {
      if (n % 3 === 0) drive.metrics.append(metricRow(n, nowMs - 500));
      if (n % 3 === 0) drive.orders.append(closeRow(n, nowMs - 400));
      if (n === 20) drive.orders.append(closeRow(99, nowMs - 20_000));
      if (n % 5 === 0) drive.snapshot('nav.json', { equity: 100_000 - n, updated_ts: nowMs / 1000 });
      await atLook(drive, alone, nowMs);
    }
    await use(drive, alone);
    await alone.close();
  });
}

async function followerIn(out: string, { journal, config }: IngestAlone): Promise<Follower> {
  mkdirSync(join(out, 'history'), { recursive: true });
  const gates = { enabled: true, routerAutotune: true, feedbackAllocator: true };
  const follower = await Follower.open(
    out,
    journal,
    new StateWriter(out),
    gates,
    new Incidents(() => undefined),
    config,
  );
  await follower.useConfig(config, undefined);
  return follower;
}

function filesIn(dir: string): Readonly<Record<string, string>> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('.json'),
  );
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}

async function recordsOf(journal: JournalReader): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  for await (const entry of journal.read(0))
    records.push(...(entry.kind === 'sealed' ? entry.records : [entry]));
  return records;
}

async function snapshotsOf(journal: JournalReader): Promise<readonly Batch[]> {
  const source = journalSnapshots(journal, () => undefined);
  const batches: Batch[] = [];
  for (let batch = await source.next(); batch !== undefined; batch = await source.next()) batches.push(batch);
  return batches;
}

/** How often the event loop goes round during the work. */
async function roundsDuring(work: () => Promise<unknown>): Promise<number> {
  let rounds = 0;
  let next = setImmediate(function again() {
    rounds++;
    next = setImmediate(again);
  });
  await work();
  clearImmediate(next);
  return rounds;
}

describe('a follower', () => {
  it('lets other work have its turn between the parts of a tick, and of nothing else', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START);
      const alone = await IngestAlone.open(drive, START);
      const follower = await followerIn(join(dir, 'one'), alone);
      await follower.feed(await alone.lookAt(START));
      drive.orders.append(closeRow(1, START + 100));
      const roundsAt = async (nowMs: number): Promise<number> => {
        const batches = await alone.lookAt(nowMs);
        return roundsDuring(() => follower.feed(batches));
      };
      expect(await roundsAt(START + 1000)).to.equal(0);
      expect(await roundsAt(START + 8000)).to.be.greaterThan(10);
      follower.close();
      await alone.close();
    }));
});

describe('followers of one journal', () => {
  it('publish the same bytes, whether they follow all the time or catch up later', () =>
    inMemoryDir(async (out) => {
      const opened: Follower[] = [];
      await lived(
        async (_, alone) => {
          opened[0]?.close();
          const later = await followerIn(join(out, 'later'), alone);
          later.close();
          const [always, caughtUp] = [filesIn(join(out, 'always')), filesIn(join(out, 'later'))];
          expect(caughtUp).to.deep.equal(always);
          expect(caughtUp['history/published.jsonl']?.split('\n')).to.have.length.greaterThan(40);
          expect(later.recordsReadBack).to.be.greaterThan(20);
        },
        async (_, alone, nowMs) => {
          for (const name of opened.length === 0 ? ['later', 'always'] : [])
            opened.unshift(await followerIn(join(out, name), alone));
          const [follower] = opened;
          const frames = (await follower?.feed(await alone.lookAt(nowMs))) ?? [];
          for (const frame of frames) await follower?.answer(frame);
          await follower?.noteStanding();
        },
      );
    }));
});

describe('a journal that nobody follows', () => {
  it('is the journal of live, and tells the same snapshots to a replay', () =>
    lived(
      async (drive, { journal }) => {
        await drive.close();
        const followed = await journalIn(drive.journal);
        expect(await recordsOf(journal)).to.deep.equal(await recordsOf(followed));
        const snapshots = await snapshotsOf(journal);
        expect(snapshots).to.deep.equal(await snapshotsOf(followed));
        expect(snapshots).to.have.length(6);
        expect(new Set(snapshots.map(({ visibleAfter }) => visibleAfter))).to.have.length.greaterThan(4);
      },
      async (drive, alone, nowMs) => {
        await drive.lookAt(nowMs);
        await alone.lookAt(nowMs);
      },
    ));
});
