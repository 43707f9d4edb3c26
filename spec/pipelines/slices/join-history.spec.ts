import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { indexHistory, INDEX_FILE } from '../../../pipelines/slices/index-history';
import { joinHistory } from '../../../pipelines/slices/join-history';
import { replay } from '../../../pipelines/replay/replay';
import { readIndex } from '../../../src/io/slices/history-index';
import { runsOf } from '../../campaign';
import { Seeded } from '../../contract/random/seeded';
import { deskOf, inTemporary, writeDesk } from '../../contract/replayed';
import { digestsOf, historyFiles, inTime, slicedWorld, writeChain } from './sliced-world';

const RUNS = runsOf('slices');
const FIRST = Number(process.env['SLICES_SEED'] ?? 17);
const TICKS = 24;

/** Law L8: the slices of a history, put together, are the undivided one. */
describe(`a history in slices (${RUNS} random ones)`, () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed++)
    it(`is the undivided one, for every file and tick, byte for byte: seed ${seed}`, async () => {
      await inTemporary((dir) => holdsIn(dir, seed));
    }).timeout(120_000);
});

async function holdsIn(dir: string, seed: number): Promise<void> {
  const rng = new Seeded(seed * 7919);
  const world = slicedWorld(seed);
  const { asOf, now } = world;
  await writeDesk(dir, world);
  const logs = join(dir, 'logs');
  const asked = { logs, asOf, now };
  const { settings } = await deskOf(dir);
  const spanMs = await indexHistory({ ...asked, settings, out: join(dir, 'measured') }).then(
    ({ first_ts, end_ts }) => end_ts - first_ts,
    (error: unknown) => {
      // One of fifty worlds has no row at all.
      expect(String(error)).to.contain('the logs hold no row');
      return 0;
    },
  );
  if (spanMs === 0) return;
  const execution = join(logs, 'execution');
  for (const [stem, log] of [
    ['orders_executed', 'orders'],
    ['order_metrics', 'metrics'],
  ] as const)
    await writeChain(execution, stem, inTime(world.logs[log], log, rng, spanMs / 8), rng);
  // A horizon of a few ticks, so that most of the history is beyond it.
  const everyMs = Math.ceil(spanMs / TICKS / 1000) * 1000;
  const horizon = `${Math.ceil((spanMs * rng.pick([0.05, 0.2, 0.5])) / 60_000)}m`;
  const own = {
    ...{ windows: [horizon, 'last_5'], horizon, max_bad_share: rng.pick([0, 0.02, 1]) },
    ...{ lateness: rng.pick(['0s', '2s', '1h']), max_groups: rng.pick([1, 5000]) },
    republish_every: `${rng.pick([1, 3, 50]) * Math.ceil(everyMs / 1000)}s`,
    history_every: `${rng.pick([1, 2, 5]) * Math.ceil(everyMs / 1000)}s`,
  };
  await writeFile(join(dir, 'config/execution_intel.json'), JSON.stringify(own));
  const desk = await deskOf(dir);

  const [whole, joined, indexDir] = [join(dir, 'whole'), join(dir, 'joined'), join(dir, 'index')];
  const ofWhole = new Map<string, string>();
  await replay({
    ...{ ...asked, desk, everyMs, out: whole },
    onFrame: (frame) => {
      for (const [file, digest] of digestsOf(frame)) ofWhole.set(file, digest);
    },
  });
  await indexHistory({ ...asked, settings: desk.settings, out: indexDir });
  const index = await readIndex(join(indexDir, INDEX_FILE));

  const ticksFrom = Math.ceil(index.index.first_ts / everyMs) * everyMs;
  const cuts = Array.from({ length: rng.int(0, 7) }, () => ticksFrom + rng.int(0, TICKS) * everyMs)
    .map((cut) => cut + rng.pick([0, 0, 1, -1, 12_345]))
    .filter((cut) => cut >= ticksFrom && cut < index.index.end_ts)
    .sort((a, b) => a - b)
    .filter((cut, n, all) => n === 0 || Math.floor(cut / everyMs) > Math.floor((all[n - 1] ?? 0) / everyMs));
  const ofSlices = new Map<string, string>();
  const slices: string[] = [];
  for (const [n, fromMs] of [undefined, ...cuts].entries()) {
    const out = join(dir, `slice-${n}`);
    slices.push(out);
    await replay({
      ...{ ...asked, desk, everyMs, out },
      slice: { ...index, fromMs, untilMs: cuts[n] },
      onFrame: (frame) => {
        for (const [file, digest] of digestsOf(frame)) {
          expect(ofSlices.has(file), `${file} twice`).to.equal(false);
          ofSlices.set(file, digest);
        }
      },
    });
  }
  expect([...ofSlices].sort()).to.deep.equal([...ofWhole].sort());
  await joinHistory({ slices: rng.shuffled(slices), out: joined });
  const [expected, found] = [await historyFiles(whole), await historyFiles(joined)];
  expect([...found.keys()]).to.deep.equal([...expected.keys()]);
  for (const [name, text] of expected)
    expect(found.get(name) === text, `${name} of ${cuts.length + 1} slices`).to.equal(true);
  const quarantine = await readFile(join(whole, 'quarantine.jsonl'), 'utf8');
  expect(await readFile(join(indexDir, 'quarantine.jsonl'), 'utf8')).to.equal(quarantine);
}
