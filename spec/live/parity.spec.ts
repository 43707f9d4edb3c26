import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import type { Frame } from '../../pipelines/graph/decide';
import { publicationsOf } from '../../pipelines/publish/publication';
import { replay } from '../../pipelines/replay/replay';
import { verify } from '../../pipelines/journal/verify';
import { loadDesk } from '../../src/io/config/load-desk';
import { isoUtc } from '../../src/model/values/time';
import { runsOf } from '../campaign';
import { Drive, inMemoryDir } from './drive';
import { metricRow } from './executor/rows';
import { LATENESS_MS, schedules, SPAN_MS, START_MS, type Arrival, type ArrivalSchedule } from './schedule';

/** Live and replay give the same bytes (DETERMINISM.md, claims A and B). */

const TICK_MS = 5000;
// The last rows come up to half a minute after the span: a tick must still follow them.
const END_MS = START_MS + SPAN_MS + 60_000;
const SETTINGS = {
  tick: '5s',
  lateness: `${LATENESS_MS}ms`,
  windows: ['1m', 'last_5'],
  horizon: '2m',
  republish_every: '15s',
  max_groups: 1,
};
const RUNS = { numRuns: runsOf('parity'), endOnFailure: true };

/** A row every three seconds, and one that comes twelve seconds after its moment. */
const LATE: ArrivalSchedule = {
  arrivals: [
    ...[0, 3000, 6000, 9000, 12_000].map((ms, n) => ({
      atMs: START_MS + ms,
      what: metric(n, START_MS + ms),
    })),
    { atMs: START_MS + 14_000, what: metric(5, START_MS + 2000) },
  ],
  gaps: [1000],
};

function metric(n: number, ts: number): Arrival['what'] {
  return { log: 'metrics', line: metricRow(n, ts) };
}

type Shas = ReadonlyMap<string, string>;

describe('live and replay', function () {
  this.timeout(600_000);

  it('a journal gives every byte that live published, through crashes and late rows (claim A)', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(true), fc.boolean(), async (schedule, standsBy) => {
        await lived(schedule, standsBy, async (drive) => {
          const { difference, compared, damage } = await verify(drive.journal, drive.out);
          expect(difference).to.equal(undefined);
          expect(damage).to.deep.equal([]);
          expect(compared).to.equal(drive.published().length).and.to.be.greaterThan(20);
        });
      }),
      RUNS,
    );
  });

  it('the raw logs with the journal’s snapshots give them too, when no row is late (claim B)', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(false), fc.boolean(), async (schedule, standsBy) => {
        await lived(schedule, standsBy, async (drive) => {
          const raw = await replayedRaw(drive, drive.journal);
          const told = sinceFirstRow(drive.published(), raw);
          expect(told.map(({ file, as_of }) => raw.get(`${file} ${as_of}`))).to.deep.equal(
            told.map(({ sha256 }) => sha256),
          );
          expect(told).to.not.be.empty;
        });
      }),
      RUNS,
    );
  });

  it('without snapshot files the raw logs need no journal (claim B)', async () => {
    const quiet = schedules(false).map((schedule) => ({
      ...schedule,
      arrivals: schedule.arrivals.filter(({ what }) => !('snapshot' in what)),
    }));
    await fc.assert(
      fc.asyncProperty(quiet, async (schedule) => {
        await lived(schedule, false, async (drive) => {
          const raw = await replayedRaw(drive);
          const told = sinceFirstRow(drive.published(), raw);
          for (const { file, as_of, sha256 } of told) expect(raw.get(`${file} ${as_of}`)).to.equal(sha256);
          expect(told).to.not.be.empty;
        });
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 4) },
    );
  });

  it('late rows are listed, and once all are in, the raw logs agree again', async () => {
    let late = 0;
    await fc.assert(
      fc.asyncProperty(schedules(true), async (schedule) => {
        await lived(schedule, false, async (drive) => {
          const raw = await replayedRaw(drive, drive.journal);
          const found = await verify(drive.journal, drive.out);
          late += found.late.length;
          const differing = drive
            .published()
            .filter(({ file, as_of, sha256 }) => (raw.get(`${file} ${as_of}`) ?? sha256) !== sha256);
          if (found.late.length === 0) expect(differing).to.deep.equal([]);
          const last = drive.published().at(-1);
          expect(raw.get(`${last?.file ?? ''} ${last?.as_of ?? ''}`)).to.equal(last?.sha256);
        });
      }),
      { ...RUNS, numRuns: Math.ceil(RUNS.numRuns / 4), examples: [[LATE]] },
    );
    expect(late).to.be.greaterThan(0);
  });
});

/**
 * What live published from the first tick of the raw replay on: before the first row of a log the raw replay has
 * no tick, after it none may be missing.
 */
function sinceFirstRow(published: ReturnType<Drive['published']>, raw: Shas): ReturnType<Drive['published']> {
  const ticks = [...raw.keys()].map((key) => key.split(' ')[1] ?? '').toSorted();
  const first = ticks[0];
  return first === undefined ? [] : published.filter(({ as_of }) => as_of >= first);
}

/** Lives through a schedule to its end; the next look comes when the schedule says, crashes in between. */
async function lived(
  schedule: ArrivalSchedule,
  standsBy: boolean,
  then: (drive: Drive) => Promise<void>,
): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, SETTINGS, START_MS, { maxBytes: 15_000, standsBy });
    const waiting = [...schedule.arrivals];
    let look = 0;
    await drive.lookAt(START_MS);
    while (drive.nowMs < END_MS) {
      const now = Math.min(END_MS, drive.nowMs + (schedule.gaps[look++ % schedule.gaps.length] ?? 1000));
      for (let next = waiting[0]; next !== undefined && next.atMs <= now; next = waiting[0]) {
        waiting.shift();
        if ('crash' in next.what) drive.crash();
        else if ('snapshot' in next.what) drive.snapshot(next.what.snapshot, next.what.content);
        else drive[next.what.log].append(next.what.line);
      }
      await drive.lookAt(now);
    }
    await drive.close();
    await then(drive);
  });
}

/** The sha256 of each file at each tick of a replay of the raw logs, snapshots as in the journal. */
async function replayedRaw(drive: Drive, snapshots?: string): Promise<Shas> {
  const { desk } = await loadDesk(join(drive.dir, 'config'));
  if (desk === undefined) throw new Error('the config is broken');
  const shas = new Map<string, string>();
  const onFrame = (frame: Frame): void => {
    for (const { name, asOfText, text } of publicationsOf(frame))
      shas.set(`${name} ${asOfText}`, createHash('sha256').update(text).digest('hex'));
  };
  const last = drive.published().at(-1)?.as_of ?? isoUtc(END_MS);
  const asOf = Date.parse(last);
  const logs = join(drive.dir, 'logs');
  await replay({ logs, desk, snapshots, everyMs: TICK_MS, asOf, now: asOf, onFrame });
  return shas;
}
