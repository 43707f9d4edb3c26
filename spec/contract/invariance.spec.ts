import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { STATE_FILES } from '../../operators/files/state-files';
import { replay } from '../../pipelines/replay/replay';
import { runsOf } from '../campaign';
import { Seeded } from './random/seeded';
import { DAY } from './random/times';
import { worldOf, type World } from './random/world';
import { deskOf, inTemporary, linesText, replayDesk, writeDesk } from './replayed';

/** The bytes of the four files depend on what was told, not on how it came. */

const RUNS = { numRuns: runsOf('invariance') };
const seeds = fc.integer({ min: 1, max: 100_000 });

// Which share of the input is bad is told in the files, and changes with what is repeated; it is not in question.
function tolerantWorld(seed: number): World {
  const world = worldOf(seed);
  const { windows, horizonMs } = world;
  const horizon = horizonMs === Infinity ? 'all' : `${horizonMs / 60_000}m`;
  // Every other world has more names than it may show.
  const max_groups = seed % 2 === 0 ? 5000 : 1;
  const own = JSON.stringify({ windows, horizon, max_bad_share: 1, max_groups });
  return { ...world, config: { ...world.config, 'execution_intel.json': own } };
}

async function bytesIn(out: string): Promise<readonly string[]> {
  return Promise.all(Object.values(STATE_FILES).map((name) => readFile(join(out, name), 'utf8')));
}

/** The four files of a replay into a directory; `prepare` may change what lies there first. */
async function bytesOf(
  world: World,
  everyMs?: number,
  prepare?: (dir: string) => Promise<void>,
): Promise<readonly string[]> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, world);
    await prepare?.(dir);
    const out = join(dir, 'out');
    await replayDesk(dir, { asOf: world.asOf, now: world.now, out, everyMs });
    return bytesIn(out);
  });
}

function withLogs(world: World, change: (lines: readonly string[]) => readonly string[]): World {
  const { orders, metrics } = world.logs;
  return { ...world, logs: { orders: change(orders), metrics: change(metrics) } };
}

/** Ticks so far apart that a few of them fall into the horizon. */
function stepOf(world: World, rng: Seeded): number {
  return Math.ceil(Math.min(world.horizonMs, 45 * DAY) / rng.pick([2, 5, 9]));
}

async function rotate(dir: string, rng: Seeded): Promise<void> {
  await rotateLog(dir, 'orders_executed', rng);
  await rotateLog(dir, 'order_metrics', rng);
}

/** A log cut at random places into an archive, rotated segments and the current file, in order. */
async function rotateLog(dir: string, stem: string, rng: Seeded): Promise<void> {
  const folder = join(dir, 'logs', 'execution');
  const text = await readFile(join(folder, `${stem}.jsonl`), 'utf8');
  const lines = text.split('\n').slice(0, -1);
  const cuts = Array.from({ length: 3 }, () => rng.int(0, lines.length)).sort((a, b) => a - b);
  const parts = [0, ...cuts].map((from, i) => linesText(lines.slice(from, cuts[i] ?? lines.length)));
  await mkdir(join(folder, 'archive'), { recursive: true });
  await writeFile(join(folder, 'archive', `${stem}.5.jsonl.gz`), gzipSync(parts[0] ?? ''));
  for (const number of [4, 3]) await writeFile(join(folder, `${stem}.${number}.jsonl`), '');
  await writeFile(join(folder, `${stem}.2.jsonl`), parts[1] ?? '');
  await writeFile(join(folder, `${stem}.1.jsonl`), parts[2] ?? '');
  await writeFile(join(folder, `${stem}.jsonl`), parts[3] ?? '');
}

/** The four files of both logs as one stream, cut into chunks anywhere, also inside a character. */
async function bytesOfStream(world: World, rng: Seeded | undefined): Promise<readonly string[]> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, world);
    const whole = Buffer.from(linesText([...world.logs.metrics, ...world.logs.orders]));
    const chunks: Buffer[] = [];
    for (let from = 0; from < whole.length;) {
      const size = rng?.pick([1, 7, 100, 1000, 9999]) ?? whole.length;
      chunks.push(whole.subarray(from, from + size));
      from += size;
    }
    const out = join(dir, 'out');
    const logs = Readable.from(chunks, { objectMode: false });
    await replay({ logs, desk: await deskOf(dir), asOf: world.asOf, now: world.now, out, force: true });
    return bytesIn(out);
  });
}

describe('the four files are the same bytes', () => {
  const holds = (
    name: string,
    otherwise: (world: World, rng: Seeded) => Promise<readonly string[]>,
  ): void => {
    it(name, () =>
      fc.assert(
        fc.asyncProperty(seeds, async (seed) => {
          const world = tolerantWorld(seed);
          expect(await otherwise(world, new Seeded(seed))).to.deep.equal(await bytesOf(world));
        }),
        RUNS,
      ),
    );
  };

  holds('when the rows of each log come in another order', (world, rng) =>
    bytesOf(withLogs(world, (lines) => rng.shuffled(lines))),
  );

  holds('when rows are written twice', (world, rng) =>
    bytesOf(withLogs(world, (lines) => lines.flatMap((line) => (rng.chance(0.3) ? [line, line] : [line])))),
  );

  holds('when the logs are rotated and archived', (world, rng) =>
    bytesOf(world, undefined, (dir) => rotate(dir, rng)),
  );

  holds('when frames are computed on the way', (world, rng) => bytesOf(world, stepOf(world, rng)));

  // Each segment is read by itself, so that rows come after the frames that should have held them.
  holds('when rows come late, after frames on the way', (world, rng) =>
    bytesOf(
      withLogs(world, (lines) => rng.shuffled(lines)),
      stepOf(world, rng),
      (dir) => rotate(dir, rng),
    ),
  );

  it('when a stream comes in other chunks', () =>
    fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const world = tolerantWorld(seed);
        const inChunks = await bytesOfStream(world, new Seeded(seed));
        expect(inChunks).to.deep.equal(await bytesOfStream(world, undefined));
      }),
      RUNS,
    ));
});
