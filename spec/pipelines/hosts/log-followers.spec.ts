import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { verify } from '../../../pipelines/journal/verify';
import { journalOfLog } from '../../../src/io/log/log-reader';
import { runsOf } from '../../campaign';
import { configOf, control, lapse } from '../../io/log/log-made';
import { inMemoryDir } from '../../live/drive';
import { closeRow, metricRow } from '../../live/executor/rows';
import { schedules, START_MS, type ArrivalSchedule } from '../../live/schedule';
import { FundOfHosts } from './fund-of-hosts';
import { END_MS, fundLives, SETTINGS, type FundLife } from './simulated-hosts';
import { LogSecond } from './log-second';

/** Followers of one log, each with files of its own. */

/** After which looks of the hosts a follower looks, after which it is killed, and whether another stands by for it. */
const beside = fc.record({
  looks: fc.array(fc.boolean(), { minLength: 7 }),
  kills: fc.array(fc.nat(200)),
  standsBy: fc.boolean(),
});

/** A trade every three seconds. */
const STEADY: ArrivalSchedule = {
  arrivals: Array.from({ length: 20 }, (_, n) => START_MS + n * 3000).flatMap((atMs, n) => [
    { atMs, what: { log: 'metrics', line: metricRow(n, atMs) } },
    { atMs, what: { log: 'orders', line: closeRow(n, atMs) } },
  ]),
  gaps: [1000],
};
const TWO: FundLife = {
  hosts: [
    { gapMs: 700, behindMs: 0 },
    { gapMs: 1100, behindMs: 300 },
  ],
  dealt: [0, 1, 1],
};

async function withSeconds(
  fund: FundOfHosts,
  count: number,
  standsBy: boolean,
  use: (seconds: readonly LogSecond[]) => Promise<void>,
): Promise<void> {
  await inMemoryDir(async (dir) => {
    const seconds = Array.from(
      { length: count },
      (_, n) => new LogSecond(fund.log, join(dir, String(n)), standsBy),
    );
    await use(seconds);
    for (const second of seconds) await second.close();
    await fund.log.close();
  });
}

function neverGoesBack({ published }: LogSecond): void {
  const asOfs = published.map(([, asOf]) => asOf);
  expect(asOfs).to.deep.equal(asOfs.toSorted());
  expect(new Set(published.map(String)).size).to.equal(published.length);
}

describe('the followers of a log', function () {
  this.timeout(600_000);

  it('publish the same lines, however seldom they look, whoever is killed, also across a new config (L1, L2, L6)', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedules(true),
        fundLives,
        beside,
        async (schedule, life, { looks, kills, standsBy }) => {
          const fund = new FundOfHosts(schedule, life);
          await withSeconds(fund, 2, standsBy, async ([first, second]) => {
            if (first === undefined || second === undefined) return;
            await fund.live(async (look) => {
              if (look === 60) {
                const config = configOf({ ...SETTINGS, windows: ['2m'], horizon: '3m' });
                await fund.add(control(fund.fund({ config })));
              }
              if (look === 90) await fund.add(lapse('a', fund.sealOf('a')));
              await first.lookAt(fund.nowMs);
              if (look === 0 || looks[look % looks.length] === true) await second.lookAt(fund.nowMs);
              else await second.standBy();
              if (kills.includes(look)) second.crash();
            });
            await second.lookAt(fund.nowMs);
            expect(second.files).to.deep.equal(first.files);
            const { difference, damage, compared } = await verify(journalOfLog(fund.log), second.out);
            expect({ difference, damage }).to.deep.equal({ difference: undefined, damage: [] });
            expect(compared).to.equal(second.published.length).and.to.be.greaterThan(20);
            neverGoesBack(second);
          });
        },
      ),
      {
        numRuns: runsOf('hosts'),
        endOnFailure: true,
        examples: [
          [STEADY, TWO, { looks: [true, false], kills: [50, 75], standsBy: false }],
          [STEADY, TWO, { looks: [true, false], kills: [50, 59, 61, 75], standsBy: true }],
        ],
      },
    );
  });

  it('publish no tick again that was published, where the log has lost its end, and go on from what it holds (L6)', async () => {
    for (const [isDown, standsBy] of [
      [false, false],
      [true, false],
      [true, true],
    ] as const) {
      const fund = new FundOfHosts(STEADY, TWO);
      await withSeconds(fund, 2, standsBy, async ([first, second]) => {
        if (first === undefined || second === undefined) return;
        await fund.live(async (look) => {
          await first.lookAt(fund.nowMs);
          if (look === 80) {
            // What it loses holds four ticks that were published.
            if (isDown) first.crash();
            const { seq } = fund.state;
            await fund.rewind(fund.length - 30);
            expect(fund.state.seq).to.be.within(3, seq - 10);
          }
        });
        neverGoesBack(first);
        expect(first.codes).to.include('log_rewound');
        expect(first.codes.includes('journal_changed')).to.equal(!isDown);
        await second.lookAt(END_MS);
        const last = (files: Readonly<Record<string, string>>): unknown => ({
          ...files,
          [join('history', 'published.jsonl')]: '',
        });
        expect(last(first.files)).to.deep.equal(last(second.files));
      });
    }
  });

  it('say what a log that was pruned lacks, until it has left the horizon', async () => {
    const fund = new FundOfHosts(STEADY, TWO, undefined, { ...SETTINGS, horizon: '30s', windows: ['20s'] });
    await withSeconds(fund, 1, false, async ([second]) => {
      if (second === undefined) return;
      const complete: (boolean | undefined)[] = [];
      await fund.live(async (look) => {
        // The heads of two days are written by hand: this life is a minute long.
        if (look === 40) fund.log.prune(BigInt(fund.length - 2));
        if (look === 40 || look === 60) await fund.head();
        if (look < 70) return;
        await second.lookAt(fund.nowMs);
        complete.push(second.health?.complete);
      });
      expect(second.codes).to.include('log_gap');
      expect(complete[0]).to.equal(false);
      expect(complete.at(-1)).to.equal(true);
      expect(complete).to.deep.equal(complete.toSorted());
    });
  });
});
