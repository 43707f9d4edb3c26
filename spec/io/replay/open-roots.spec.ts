import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { replay } from '../../../pipelines/replay/replay';
import type { LogRoots } from '../../../src/io/logs/log-roots';
import { runsOf } from '../../campaign';
import { Seeded } from '../../contract/random/seeded';
import { deskOf, inTemporary, linesText, writeDesk } from '../../contract/replayed';
import { inTime, slicedWorld } from '../../pipelines/slices/sliced-world';
import { filesBelow } from '../../pipelines/slices/files-below';

const LOGS = [
  ['orders_executed', 'orders'],
  ['order_metrics', 'metrics'],
] as const;

type Dealt = Readonly<Record<string, readonly string[]>>;

/** Writes the lines of each log into so many directories, a line into any of them. */
async function deal(dir: string, lines: Dealt, roots: number, rng: Seeded): Promise<readonly string[]> {
  const dirs = Array.from({ length: roots }, (_, n) =>
    n === 0 ? join(dir, 'logs') : join(dir, `logs-${n}`),
  );
  for (const root of dirs) await mkdir(join(root, 'execution'), { recursive: true });
  for (const [stem] of LOGS) {
    const dealt = (lines[stem] ?? []).map((line) => ({ line, to: rng.int(0, roots - 1) }));
    for (const [n, root] of dirs.entries())
      await writeFile(
        join(root, 'execution', `${stem}.jsonl`),
        linesText(dealt.filter(({ to }) => to === n).map(({ line }) => line)),
      );
  }
  return dirs;
}

describe('a history in several --logs directories', () => {
  const runs = runsOf('slices');
  for (let seed = 1; seed <= runs; seed++)
    it(`gives the files and the history of the undivided one: rows dealt at random, seed ${seed}`, async () => {
      await inTemporary(async (dir) => {
        const rng = new Seeded(seed);
        // No row is late: one that is late in the whole need not be late in its part.
        const world = slicedWorld(seed, { lateness: '3h' });
        await writeDesk(dir, world);
        const lines = Object.fromEntries(
          LOGS.map(([stem, log]) => [stem, inTime(world.logs[log], log, rng, 0)] as const),
        );
        const desk = await deskOf(dir);
        const everyMs = 24 * 3_600_000;
        const asked = { desk, asOf: world.asOf, now: world.now, force: true };
        const bytesOf = async (logs: LogRoots, every: number | undefined): Promise<unknown> => {
          const out = join(dir, 'out', `${String(logs.length)}-${every ?? 0}`);
          await replay({ ...asked, logs, out, everyMs: every });
          return [...(await filesBelow(out))].filter(([name]) => name !== 'quarantine.jsonl');
        };
        const whole = await deal(dir, lines, 1, rng);
        const [final, history] = [await bytesOf(whole, undefined), await bytesOf(whole, everyMs)];
        const dealt = await deal(dir, lines, rng.int(2, 4), rng);
        expect(await bytesOf(dealt, everyMs)).to.deep.equal(history);
        expect(await bytesOf(dealt, undefined)).to.deep.equal(final);
      });
    }).timeout(120_000);

  it('names the directory: of a bad row, of a log that is missing, of snapshots that are not read', () =>
    inTemporary(async (dir) => {
      await writeDesk(dir, slicedWorld(1));
      const [a, b] = [join(dir, 'a'), join(dir, 'b')];
      for (const root of [a, b]) {
        await mkdir(join(root, 'execution'), { recursive: true });
        await mkdir(join(root, 'state'));
        await writeFile(join(root, 'state/nav.json'), '{}');
        await writeFile(join(root, 'execution/order_metrics.jsonl'), 'bad\n');
      }
      const out = join(dir, 'out');
      const { notes } = await replay({ logs: [a, b], desk: await deskOf(dir), now: Date.now(), out });
      const quarantine = (await filesBelow(out)).get('quarantine.jsonl')?.trim().split('\n') ?? [];
      expect(quarantine.map((line) => line.includes(`${b}/execution/order_metrics.jsonl`))).to.deep.equal([
        false,
        true,
      ]);
      expect(notes).to.include(`${b}: nav.json not read; the snapshots of the first --logs directory count`);
      expect(notes).to.include(`${b}/execution/orders_executed.jsonl: the log does not exist`);
    }));

  it('refuses a directory that is named twice, and one that holds no logs', () =>
    inTemporary(async (dir) => {
      await writeDesk(dir, slicedWorld(1));
      const [logs, desk] = [join(dir, 'logs'), await deskOf(dir)];
      const refusal = async (roots: LogRoots): Promise<string> => {
        return replay({ logs: roots, desk, now: 0 }).then(
          () => 'nothing was refused',
          (error: unknown) => String(error),
        );
      };
      expect(await refusal([logs, `${logs}/.`])).to.contain(`is the directory of --logs ${logs}`);
      expect(await refusal([logs, join(dir, 'config')])).to.contain(
        `${join(dir, 'config')} holds no execution/`,
      );
      expect(await refusal([logs, join(dir, 'nowhere')])).to.contain(join(dir, 'nowhere'));
    }));
});
