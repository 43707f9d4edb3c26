import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { onSmallDisk } from '../io/small-disk';
import { at, CLOSES, contentsOf, digestsOf, onDesk, replayAt, statesOf } from './desk';
import { intel } from './intel';

const EARLIER = ['--as-of', '2023-11-14T22:30:00Z'];
const LENIENT = { 'config/execution_intel.json': '{"max_bad_share": 1}' };

/** Quarantined rows of so many KiB. */
const badRows = (kib: number): string => `${'x'.repeat(1019)}\n`.repeat(kib);

/** A replay into a disk of so many KiB that already holds an earlier one: it must fail and leave that as it was. */
async function failsOn(
  kib: number,
  files: Readonly<Record<string, string>>,
  ...more: readonly string[]
): Promise<boolean> {
  return onSmallDisk(kib, async (disk) => {
    await onDesk({}, async (dir) => {
      expect(
        (await intel(['replay', ...at(dir, 'logs', 'config'), '--out', disk, ...EARLIER])).code,
      ).to.equal(0);
    });
    const before = statesOf(disk);
    await onDesk({ ...LENIENT, ...files }, async (dir) => {
      const { code, out, err } = await intel([
        'replay',
        ...at(dir, 'logs', 'config'),
        '--out',
        disk,
        ...more,
      ]);
      expect({ code, out }, err).to.deep.equal({ code: 4, out: '' });
      expect(err)
        .to.contain(disk)
        .and.contain('no space is left on the disk')
        .and.match(/^intel: /m);
    });
    expect(statesOf(disk)).to.deep.equal(before);
    expect(draftsIn(disk)).to.deep.equal([]);
  });
}

describe('a full disk', () => {
  const log = 'logs/execution/orders_executed.jsonl';
  const cases: readonly (readonly [string, number, Readonly<Record<string, string>>, readonly string[]])[] = [
    ['while the state files are written', 190, {}, []],
    ['while a short quarantine is written', 400, { [log]: CLOSES + badRows(300) }, []],
    ['while a long quarantine is written', 1000, { [log]: CLOSES + badRows(4000) }, []],
    [
      'while a history is written',
      400,
      { 'config/execution_intel.json': '{"history_every": "3m"}' },
      ['--every', '3m'],
    ],
    [
      'while a long history is written',
      1500,
      { 'config/execution_intel.json': '{"history_every": "1m"}' },
      ['--every', '1m'],
    ],
  ];
  for (const [what, kib, files, more] of cases) {
    it(`${what} leaves the files of before, exit code 4, and nothing beside them`, async function () {
      if (!(await failsOn(kib, files, ...more))) this.skip();
    });
  }

  it('while the probe writes leaves the allocation of before', async function () {
    const tried = await onSmallDisk(100, async (disk) => {
      await onDesk({}, async (dir) => {
        await intel(['replay', ...at(dir, 'logs', 'config'), '--out', disk]);
        const before = digestsOf(disk);
        const room =
          100 * 1024 -
          Object.values(contentsOf(disk)).reduce(
            (sum, text) => sum + Math.ceil(text.length / 4096) * 4096,
            0,
          );
        writeFileSync(join(disk, 'filler'), 'x'.repeat(Math.max(0, room)));
        const { code, err } = await intel(['probe', '--state', disk, ...at(dir, 'config')]);
        expect(code, err).to.equal(4);
        expect(err).to.contain('no space is left on the disk');
        rmSync(join(disk, 'filler'));
        expect(digestsOf(disk)).to.deep.equal(before);
      });
    });
    if (!tried) this.skip();
  });
});

describe('a place that is taken', () => {
  const cases: readonly (readonly [string, (path: string) => void, readonly string[]])[] = [
    ['quarantine.jsonl', takenByDirectory, []],
    ['history', takenByFile, ['--every', '10m']],
    ['history/published.jsonl', takenByDirectory, ['--every', '10m']],
    ['history/expectancy_v6.jsonl', takenByDirectory, ['--every', '10m']],
  ];
  for (const [taken, take, more] of cases) {
    it(`${taken}: exit code 4 names it, the files of before are whole, and nothing lies beside them`, async () => {
      await onDesk({ 'config/execution_intel.json': '{"history_every": "10m"}' }, async (dir) => {
        await intel(replayAt(dir, ...EARLIER));
        const before = statesOf(join(dir, 'out'));
        take(join(dir, 'out', taken));
        const { code, err } = await intel(replayAt(dir, ...more));
        expect(code, err).to.equal(4);
        expect(err).to.contain(join(dir, 'out', taken));
        expect(statesOf(join(dir, 'out'))).to.deep.equal(before);
        expect(draftsIn(join(dir, 'out'))).to.deep.equal([]);
      });
    });
  }
});

function takenByDirectory(path: string): void {
  rmSync(path, { force: true });
  mkdirSync(path, { recursive: true });
}

function takenByFile(path: string): void {
  writeFileSync(path, 'a file');
}

function draftsIn(dir: string): readonly string[] {
  return Object.keys(contentsOf(dir)).filter((name) => name.endsWith('.tmp'));
}
