import { expect } from 'chai';
import fc from 'fast-check';
import type { Metadata } from '../../../operators/core/header';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { runsOf } from '../../campaign';
import { control, forget, lapse } from '../../io/log/log-made';
import { schedules } from '../../live/schedule';
import { FundOfHosts, lastOf } from './fund-of-hosts';
import { fundLives } from './simulated-hosts';

/** One history, dealt to one to four hosts: the files are those of a replay of all logs by one process (L3, L5). */

const RUNS = { numRuns: runsOf('hosts'), endOnFailure: true };

describe('the rows of a fund with many hosts', function () {
  this.timeout(600_000);

  it('give the bytes of one replay of all logs at each tick, whoever they were dealt to (L3, L5)', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(false), fundLives, async (schedule, life) => {
        const fund = new FundOfHosts(schedule, life);
        await fund.live();
        const [folded, replayed] = [await fund.folded(), await fund.replayed()];
        const firstTick = [...replayed.keys()].map((key) => key.split(' ')[1] ?? '').toSorted()[0] ?? '~';
        const told = [...folded].filter(([key]) => (key.split(' ')[1] ?? '') >= firstTick);
        for (const [key, sha] of told) expect(sha, key).to.equal(replayed.get(key));
        expect(lastOf(folded)).to.deep.equal(lastOf(replayed));
      }),
      RUNS,
    );
  });

  it('give its bytes at the end where some came later than was promised', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(true), fundLives, async (schedule, life) => {
        const fund = new FundOfHosts(schedule, life);
        await fund.live();
        expect(lastOf(await fund.folded())).to.deep.equal(lastOf(await fund.replayed()));
      }),
      RUNS,
    );
  });

  it('give the same whatever the hosts are called (L3)', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(true), fundLives, async (schedule, life) => {
        const shas = await Promise.all(
          [
            ['a', 'b', 'c', 'd'],
            ['z', '7', 'constructor', 'a'],
          ].map(async (names) => {
            const fund = new FundOfHosts(schedule, life, names);
            await fund.live();
            return fund.folded();
          }),
        );
        expect(shas[1]).to.deep.equal(shas[0]);
      }),
      RUNS,
    );
  });

  it('give its bytes at the end where a host was silent and came back: its caution is gone (L3)', async () => {
    await fc.assert(
      fc.asyncProperty(schedules(true), fundLives, fc.boolean(), async (schedule, life, isForgotten) => {
        const two = {
          ...life,
          hosts: [{ gapMs: 700, behindMs: 0 }, ...life.hosts.slice(1), ...life.hosts].slice(0, 2),
        };
        const fund = new FundOfHosts(schedule, two);
        const [, silent] = fund.hosts;
        await fund.live(async (look) => {
          if (silent === undefined) return;
          silent.isDown = look > 30 && look < 100;
          if (look === 50) await fund.add(lapse('b', fund.sealOf('b')));
          if (look === 70 && isForgotten) await fund.add(forget('b'));
          // Ticks do not wait for what is forgotten.
          if (look === 120 && isForgotten) await fund.add(control(fund.fund()));
        });
        const told: Metadata[] = [];
        const folded = await fund.folded((frame) => {
          for (const { file } of publicationsOf(frame)) told.push(file.metadata);
        });
        expect(lastOf(folded)).to.deep.equal(lastOf(await fund.replayed()));
        const silences = told.filter(({ warnings }) => warnings.includes('host_silent:b'));
        expect(silences.every(({ complete }) => !complete)).to.equal(true);
        expect(silences.length).to.be.greaterThan(2);
        expect(told.at(-1)?.complete).to.equal(true);
        expect(told.at(-1)?.warnings).to.not.include('host_silent:b');
      }),
      RUNS,
    );
  });
});
