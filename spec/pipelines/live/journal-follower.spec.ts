import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { verify } from '../../../pipelines/journal/verify';
import { STATE_FILES } from '../../../operators/files/state-files';
import { isoUtc } from '../../../src/model/values/time';
import { runsOf } from '../../campaign';
import { bytesIn } from '../../io/journal/journal-made';
import { Drive, inMemoryDir } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';
import { Second } from './second';
import { LATENESS_MS, schedules, SPAN_MS, START_MS, type ArrivalSchedule } from '../../live/schedule';

const SETTINGS = {
  tick: '5s',
  lateness: `${LATENESS_MS}ms`,
  windows: ['1m', 'last_5'],
  horizon: '2m',
  republish_every: '15s',
};
const OTHER_SETTINGS = { ...SETTINGS, windows: ['2m'], horizon: '3m' };
const SEGMENT = `${isoUtc(START_MS).slice(0, 10)}.jsonl`;
const END_MS = START_MS + SPAN_MS + 60_000;

const codes = ({ incidents }: Second): readonly string[] => incidents.map(({ code }) => code);

function filesOf(out: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...Object.values(STATE_FILES), join('history', 'published.jsonl')].map((name) => [
      name,
      readFileSync(join(out, name), 'utf8'),
    ]),
  );
}

/** A trade every three seconds, and a look each second. */
const STEADY: ArrivalSchedule = {
  arrivals: Array.from({ length: 20 }, (_, n) => START_MS + n * 3000).flatMap((atMs, n) => [
    { atMs, what: { log: 'metrics', line: metricRow(n, atMs) } },
    { atMs, what: { log: 'orders', line: closeRow(n, atMs) } },
  ]),
  gaps: [1000],
};

/**
 * How a follower lives beside live: after which looks of live it looks, after which it is killed, and whether another
 * stands by for it.
 */
interface LifeBeside {
  readonly looks: readonly boolean[];
  readonly kills: readonly number[];
  readonly standsBy: boolean;
}

const beside: fc.Arbitrary<LifeBeside> = fc.record({
  looks: fc.array(fc.boolean(), { minLength: 7 }),
  kills: fc.array(fc.nat(60)),
  standsBy: fc.boolean(),
});

async function lived(
  schedule: ArrivalSchedule,
  { looks, kills, standsBy }: LifeBeside,
  then: (drive: Drive, second: Second) => Promise<void>,
): Promise<void> {
  await inMemoryDir(async (dir) => {
    const drive = new Drive(dir, SETTINGS, START_MS, { maxBytes: 15_000 });
    const second = new Second(drive, join(dir, 'second'), standsBy);
    const waiting = [...schedule.arrivals];
    await drive.lookAt(START_MS);
    await second.lookAt(START_MS);
    for (let look = 0; drive.nowMs < END_MS; look++) {
      const now = Math.min(END_MS, drive.nowMs + (schedule.gaps[look % schedule.gaps.length] ?? 1000));
      for (let next = waiting[0]; next !== undefined && next.atMs <= now; next = waiting[0]) {
        waiting.shift();
        if ('crash' in next.what) drive.crash();
        else if ('snapshot' in next.what) drive.snapshot(next.what.snapshot, next.what.content);
        else drive[next.what.log].append(next.what.line);
      }
      if (look === 12) drive.config('execution_intel.json', OTHER_SETTINGS);
      await drive.lookAt(now);
      if (looks[look % looks.length] === true) await second.lookAt(now);
      else await second.standBy();
      if (kills.includes(look)) second.crash();
    }
    await drive.close();
    await second.lookAt(drive.nowMs);
    await then(drive, second);
    await second.close(drive.nowMs);
  });
}

describe('JournalFollower', function () {
  this.timeout(600_000);

  it('publishes what live does, to the byte, whichever of them is killed, however seldom it looks', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(true), beside, async (schedule, how) => {
        await lived(schedule, how, async (drive, second) => {
          expect(filesOf(second.out)).to.deep.equal(filesOf(drive.out));
          const { difference, damage } = await verify(drive.journal, second.out);
          expect({ difference, damage }).to.deep.equal({ difference: undefined, damage: [] });
          const usual = ['config', 'journal_silent', 'risk_mode', 'weight_zero'];
          expect(codes(second).filter((code) => !usual.includes(code))).to.deep.equal([]);
        });
      }),
      {
        numRuns: runsOf('followers'),
        endOnFailure: true,
        examples: [
          [STEADY, { looks: [true], kills: [], standsBy: false }],
          [STEADY, { looks: [true], kills: [11, 12, 13, 40], standsBy: true }],
        ],
      },
    );
  });

  it('waits for the first commit, and changes nothing in the journal', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS);
      const second = new Second(drive, join(dir, 'second'));
      await second.lookAt(START_MS);
      expect(codes(second)).to.deep.equal(['no_journal']);
      expect(second.health()).to.equal(undefined);
      await drive.lookAt(START_MS);
      const before = bytesIn(drive.journal, SEGMENT);
      await second.lookAt(START_MS + 1);
      expect(second.health()).to.deep.include({ state: 'live', complete: true });
      expect(bytesIn(drive.journal, SEGMENT).equals(before)).to.equal(true);
      await second.close(START_MS + 2);
      await drive.close();
    });
  });

  it('says when live is silent, and when it goes on', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS);
      const second = new Second(drive, join(dir, 'second'));
      await drive.lookAt(START_MS);
      for (const [afterMs, isSilent] of [
        [14_900, false],
        [15_100, true],
      ] as const) {
        await second.lookAt(START_MS + afterMs);
        expect(Object.keys(second.health()?.warnings ?? {}), String(afterMs)).to.deep.equal(
          isSilent ? ['journal_silent'] : [],
        );
      }
      await drive.lookAt(START_MS + 16_000);
      await second.lookAt(START_MS + 16_000);
      expect(second.health()?.warnings).to.deep.equal({});
      await second.close(drive.nowMs);
      await drive.close();
    });
  });

  it('reads the journal anew where a commit that it followed was taken back, and never goes back in time', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS);
      const second = new Second(drive, join(dir, 'second'));
      let length = 0;
      for (let n = 0; n < 12; n++) {
        const now = START_MS + n * 2500;
        drive.metrics.append(metricRow(n, now - 500));
        drive.orders.append(closeRow(n, now - 400));
        if (n === 8) length = bytesIn(drive.journal, SEGMENT).length;
        await drive.lookAt(now);
        await second.lookAt(now);
        if (n !== 8) continue;
        // The disk lost what was committed last; live reads the rows again.
        drive.crash();
        truncateSync(join(drive.journal, SEGMENT), length);
      }
      await drive.close();
      await second.lookAt(drive.nowMs);
      expect(codes(second)).to.include('journal_changed');
      const asOfs = filesOf(second.out)['history/published.jsonl']?.match(/"as_of":"[^"]+"/g) ?? [];
      expect(asOfs).to.deep.equal(asOfs.toSorted());
      expect((await verify(drive.journal, second.out)).difference).to.equal(undefined);
      await second.close(drive.nowMs);
    });
  });

  it('refuses the directory of the live that it follows, that of another follower, and the journal itself', async () => {
    await inMemoryDir(async (dir) => {
      const drive = new Drive(dir, SETTINGS, START_MS);
      await drive.lookAt(START_MS);
      const first = new Second(drive, join(dir, 'second'));
      await first.lookAt(START_MS);
      for (const [out, name] of [
        [drive.out, 'UsageError'],
        [drive.journal, 'UsageError'],
        [first.out, 'OwnerError'],
      ] as const) {
        const refused = await new Second(drive, out).lookAt(START_MS).catch((error: unknown) => error);
        expect(refused, out).to.have.property('name', name);
      }
      await first.close(START_MS);
      await drive.close();
      // A live that has ended leaves its directory to whoever comes first.
      const heir = new Second(drive, drive.out);
      await heir.lookAt(START_MS);
      await heir.close(START_MS);
    });
  });
});
