import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../src/io/files/failures';
import { gatesOf } from '../../../src/model/fund/gates';
import { driven, expectancy, SECOND, START, trade } from '../../pipelines/live/live-made';
import { runsOf } from '../../campaign';
import { inTempDir } from '../../io/temp-dir';
import { LiveProcess, sleep, until } from '../chaos/live-process';
import { Place } from '../chaos/place';
import { builtProgram } from '../chaos/program';
import type { Drive, DriveOptions } from '../drive';
import { python } from './python';
import { StandIn } from './stand-in';

const PAGE = readFileSync(resolve(__dirname, '../../../docs/attach.md'), 'utf8');
const SHARED = { INTEL_V6_ENABLED: '1', ROUTER_AUTOTUNE_V6_ENABLED: '1', FEEDBACK_ALLOCATOR_V6_ENABLED: '1' };
const SCORES = 'symbol_scores_v6.json';
const END = START + 8 * SECOND;

/** The variables that the page tells an executor and its dashboard, for a live that writes in this directory. */
function pointedAt(out: string): Readonly<Record<string, string>> {
  const [, block = ''] = /```sh\n(# the executor\n[^]*?)```/.exec(PAGE) ?? [];
  const lines = block.replaceAll('/srv/intel/state', out).matchAll(/^(\w+)=(.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

function recipeIn(dir: string): string {
  const path = join(dir, 'recipe.py');
  writeFileSync(path, /```python\n([^]*?)```/.exec(PAGE)?.[1] ?? '');
  return path;
}

/** A live with trades, up to END. */
async function traded(
  use: (drive: Drive) => Promise<void> | void,
  options: DriveOptions = {},
): Promise<void> {
  await driven(async (drive) => {
    await drive.lookAt(START);
    for (let n = 1; n <= 3; n++) await trade(drive, n, START + n * SECOND);
    await drive.lookAt(END);
    await use(drive);
  }, options);
}

describe('beside an executor', () => {
  if (python() === undefined) {
    it('needs python3');
    return;
  }

  it('its readers take our files where the page’s variables point them', () =>
    traded((drive) => {
      const executor = new StandIn(drive.dir, { ...SHARED, ...pointedAt(drive.out) });
      executor.write(END);
      const { router, dashboard, fixed } = executor.read(END);
      const { symbols } = expectancy(drive);
      expect(Object.keys(router.proposed)).to.include.members(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
      expect(router).to.include({ risk_mode: 'cautious', risk_mode_is_stale: false });
      expect(dashboard.expectancy).to.deep.equal(
        Object.fromEntries(Object.entries(symbols).map(([symbol, group]) => [symbol, group.expectancy])),
      );
      expect(Object.values(dashboard.is_mature)).to.deep.equal(Object.keys(symbols).map(() => false));
      expect(Object.keys(dashboard.weights)).to.include.members(Object.keys(symbols));
      for (const [symbol, parts] of Object.entries(dashboard.factors))
        expect(Object.values(parts), symbol).not.to.include(0.5);
      // Where no variable leads, its own is found.
      expect(fixed.factors).to.deep.equal({ BTCUSDT: { expectancy: 0.9, router: 0.9 } });
    }));

  it('with directories of their own the gates may be shared: neither disturbs the other', () =>
    traded(
      async (drive) => {
        new StandIn(drive.dir, SHARED).write(END);
        await drive.lookAt(END + 10 * SECOND);
        expect(drive.health()).to.include({ other_writes: 0 });
        expect(drive.health().warnings).not.to.have.property('other_writer');
      },
      { gates: gatesOf(SHARED) },
    ));

  it('the page’s own gates open live, and leave those of the executor closed', () => {
    const [, line = ''] = /`(INTEL_LIVE_ENABLED=[^`]*)`/.exec(PAGE) ?? [];
    const env = Object.fromEntries(
      [...line.matchAll(/(\w+)=(\w+)/g)].map(([, name = '', value = '']) => [name, value]),
    );
    expect(gatesOf(env)).to.deep.equal({ enabled: true, routerAutotune: true, feedbackAllocator: true });
    expect(Object.keys(env).filter((name) => Object.hasOwn(SHARED, name))).to.deep.equal([]);
  });

  for (const gates of [SHARED, {}])
    it(`in its directory live does not start, its gates ${gates === SHARED ? 'open' : 'closed'}`, () =>
      driven(
        async (drive) => {
          new StandIn(drive.dir, gates).write(START);
          const error = await drive.lookAt(START).catch((thrown: unknown) => thrown);
          expect(error).to.be.instanceOf(UsageError);
          expect(String(error)).to.contain(SCORES);
        },
        { out: 'logs/state' },
      ));

  it('when both write, live tells within a look, and each tick ends with our files', () =>
    traded(
      async (drive) => {
        const executor = new StandIn(drive.dir, {});
        for (const ms of [10, 20, 30].map((n) => END + n * SECOND)) {
          await drive.lookAt(ms);
          executor.write(ms);
          expect(statSync(join(drive.out, SCORES)).mode & 0o777).to.equal(0o600);
          await drive.lookAt(ms + SECOND);
          expect(drive.health().warnings['other_writer']).to.contain(SCORES);
          expect(executor.read(ms).fixed.factors).to.deep.equal({});
          await drive.lookAt(ms + 6 * SECOND);
          expect(executor.read(ms).fixed.factors).to.include.keys('BTCUSDT', 'ETHUSDT');
          expect(statSync(join(drive.out, SCORES)).mode & 0o777).to.equal(0o644);
        }
        expect(drive.health().other_writes).to.equal(3);
        expect(drive.incidents.filter(({ code }) => code === 'other_writer')).to.have.length(1);
      },
      { out: 'logs/state', takeOver: true },
    ));

  it('when live dies, the recipe of the page says so after two minutes, and the executor by itself less', () =>
    traded(async (drive) => {
      drive.snapshot('nav.json', { equity: 80_000, peak_equity: 100_000, updated_ts: END / SECOND });
      await drive.lookAt(END + SECOND);
      await drive.lookAt(END + 10 * SECOND);
      drive.crash();
      const recipe = recipeIn(drive.dir);
      const pointed = new StandIn(drive.dir, pointedAt(drive.out));
      const at = (ms: number) => pointed.read(END + ms * SECOND, recipe);
      const all = (is: boolean) => ({ expectancy: is, scores: is, suggestions: is, allocation: is });
      expect(at(100).alive).to.deep.equal(all(true));
      expect(at(100).router).to.include({ risk_mode: 'defensive', risk_mode_is_stale: false });
      expect(at(140).alive).to.deep.equal(all(false));
      // It goes on, and takes what was defensive for cautious.
      expect(at(300).router).to.include({ risk_mode: 'cautious', risk_mode_is_stale: true });
      expect(Object.keys(at(86_400).router.proposed)).to.have.length.above(2);
      expect([at(3000), at(4000)].map(({ dashboard }) => dashboard.suggestions_are_stale)).to.deep.equal([
        false,
        true,
      ]);
    }));

  if (runsOf('deployed') === 0) return;

  it('without the variables its readers find its own files alone', () =>
    traded((drive) => {
      const executor = new StandIn(drive.dir, SHARED);
      executor.write(END);
      expect(executor.read(END).dashboard.expectancy).to.deep.equal({ BTCUSDT: 99 });
    }));

  it('the recipe takes nothing for current that is not there, not whole, or not ours', () =>
    traded((drive) => {
      const recipe = recipeIn(drive.dir);
      const broken = [
        '',
        '[]',
        'null',
        '{"valid_until_ts": null}',
        '{"valid_until_ts": "later"}',
        '{"symbols":',
      ];
      const pointed = new StandIn(drive.dir, pointedAt(drive.out));
      for (const text of broken) {
        writeFileSync(join(drive.out, SCORES), text);
        expect(pointed.read(END, recipe).alive?.['scores'], text).to.equal(false);
      }
      const own = new StandIn(drive.dir, {});
      own.write(END);
      expect(own.read(END, recipe).alive).to.include({ scores: false, expectancy: false });
    }));

  it('by the clock of the machine: current as long as live runs, not two publications after it was killed', async function () {
    this.timeout(120_000);
    await inTempDir({}, async (dir) => {
      const place = new Place(dir);
      place.settings({});
      const live = new LiveProcess(builtProgram(), place);
      try {
        const executor = new StandIn(dir, pointedAt(place.out));
        const recipe = recipeIn(dir);
        const alive = (): readonly boolean[] => Object.values(executor.read(Date.now(), recipe).alive ?? {});
        const areAll = (is: boolean): boolean => alive().every((each) => each === is);
        expect(await until(() => areAll(true)), live.said).to.equal(true);
        for (let n = 0; n < 20; n++) {
          await sleep(200);
          expect(alive(), live.said).to.deep.equal([true, true, true, true]);
        }
        await live.kill();
        expect(await until(() => areAll(false), 5000)).to.equal(true);
      } finally {
        await live.kill();
      }
    });
  });
});
