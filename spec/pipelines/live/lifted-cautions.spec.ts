import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { HOUR } from '../../../src/model/values/time';
import { recordsOf } from '../../io/journal/journal-made';
import type { Drive } from '../../live/drive';
import { closeRow } from '../../live/executor/rows';
import { driven, expectancy, expectReplayed, FAST, SECOND, START } from './live-made';

/** Cautions that live takes back; its files are those of a replay of the logs as they lie there then. */

const STRAYS = 'orders_executed_unread_files';
const GAP = 'orders_executed_gap';

const fileAt = ({ dir }: Drive, name: string): string => join(dir, 'logs', 'execution', name);
const linesOf = (...numbers: readonly number[]): string =>
  numbers.map((n) => `${closeRow(n, START + n * SECOND)}\n`).join('');

/** Looks every ten seconds of so many. */
async function liveFor(drive: Drive, seconds: number): Promise<void> {
  const until = drive.nowMs + seconds * SECOND;
  while (drive.nowMs < until) await drive.lookAt(drive.nowMs + 10 * SECOND);
}

const warnings = (drive: Drive): readonly string[] =>
  expectancy(drive).metadata.warnings.filter((code) => code !== 'last_n_short');

/** What the journal was told of cautions, in order. */
async function toldIn(drive: Drive): Promise<readonly string[]> {
  const records = await recordsOf(drive.journal);
  return records.flatMap((record) =>
    record.kind === 'caution' ? [`${record.lifted === true ? 'lifted' : 'raised'} ${record.code}`] : [],
  );
}

/** Runs `use` on a live that has warned of a file beside the chain of the orders. */
function withStray(name: string, use: (drive: Drive, path: string) => Promise<void>): Promise<void> {
  return driven(async (drive) => {
    const path = fileAt(drive, name);
    drive.orders.append(closeRow(10, START + 10 * SECOND));
    writeFileSync(path, linesOf(1, 2));
    await liveFor(drive, 70);
    expect(warnings(drive)).to.deep.equal([STRAYS]);
    await use(drive, path);
  });
}

describe('live, when files beside the chain go away', () => {
  for (const crashes of [false, true])
    it(`takes the warning back after two looks${crashes ? ', also where they went while it was down' : ''}`, () =>
      withStray('orders_executed.jsonl.1', async (drive, path) => {
        if (crashes) drive.crash();
        rmSync(path);
        await liveFor(drive, 60);
        expect(warnings(drive)).to.deep.equal([STRAYS]);
        await liveFor(drive, 90);
        expect(warnings(drive)).to.deep.equal([]);
        expect(await toldIn(drive)).to.deep.equal([`raised ${STRAYS}`, `lifted ${STRAYS}`]);
        await expectReplayed(drive);
      }));

  it('reads them first where they were renamed into the chain', () =>
    withStray('orders_executed.jsonl.1', async (drive, path) => {
      expect(expectancy(drive).sample_count).to.equal(1);
      renameSync(path, fileAt(drive, 'orders_executed.1.jsonl'));
      await liveFor(drive, 150);
      expect(warnings(drive)).to.deep.equal([]);
      expect(expectancy(drive).sample_count).to.equal(3);
      await expectReplayed(drive);
    }));

  it('takes it back where a new `backups` makes them part of the chain', () =>
    withStray('orders_executed.6.jsonl', async (drive) => {
      for (const n of [1, 2, 3, 4, 5])
        writeFileSync(fileAt(drive, `orders_executed.${n}.jsonl`), linesOf(10 - n));
      drive.config('execution_intel.json', { ...FAST, backups: 6 });
      await liveFor(drive, 150);
      expect(warnings(drive)).to.deep.equal([]);
      expect(expectancy(drive).sample_count).to.equal(8);
      await expectReplayed(drive);
    }));

  it('warns again of those that come later', () =>
    withStray('orders_executed.jsonl.1', async (drive, path) => {
      rmSync(path);
      await liveFor(drive, 150);
      writeFileSync(path, linesOf(1));
      await liveFor(drive, 70);
      expect(warnings(drive)).to.deep.equal([STRAYS]);
      drive.crash();
      await liveFor(drive, 20);
      expect(warnings(drive)).to.deep.equal([STRAYS]);
      await expectReplayed(drive);
    }));

  it('does not take it back while the directory is gone, or empty', () =>
    withStray('orders_executed.jsonl.1', async (drive) => {
      const dir = join(drive.dir, 'logs', 'execution');
      renameSync(dir, join(drive.dir, 'away'));
      await liveFor(drive, 200);
      mkdirSync(dir);
      await liveFor(drive, 200);
      rmSync(dir, { recursive: true });
      renameSync(join(drive.dir, 'away'), dir);
      await liveFor(drive, 20);
      expect(warnings(drive)).to.deep.equal([STRAYS]);
      expect(await toldIn(drive)).to.not.include(`lifted ${STRAYS}`);
    }));

  it('does not take it back where the directory of a log that was never there goes', () =>
    driven(async (drive) => {
      writeFileSync(fileAt(drive, 'orders_executed.jsonl.1'), linesOf(1));
      await liveFor(drive, 70);
      renameSync(join(drive.dir, 'logs', 'execution'), join(drive.dir, 'away'));
      await liveFor(drive, 200);
      expect(drive.health().sources['orders_executed']?.state).to.equal('missing');
      expect(warnings(drive)).to.deep.equal([STRAYS]);
    }));

  it('has nothing to take back where there never were any', () =>
    driven(async (drive) => {
      drive.orders.append(closeRow(10, START));
      await liveFor(drive, 200);
      expect(await toldIn(drive)).to.deep.equal([]);
    }));
});

/** Runs `use` on a live that has warned of the missing segment 2 of three, and the path of that. */
function withHole(use: (drive: Drive, missing: string) => Promise<void>): Promise<void> {
  return driven(async (drive) => {
    drive.orders.append(closeRow(9, START + 9 * SECOND));
    writeFileSync(fileAt(drive, 'orders_executed.3.jsonl'), linesOf(1, 2));
    writeFileSync(fileAt(drive, 'orders_executed.1.jsonl'), linesOf(5, 6));
    await liveFor(drive, 30);
    expect(expectancy(drive).metadata.complete).to.equal(false);
    expect(warnings(drive)).to.deep.equal([GAP]);
    expect(expectancy(drive).sample_count).to.equal(5);
    await use(drive, fileAt(drive, 'orders_executed.2.jsonl'));
  });
}

describe('live, when a missing segment is put back', () => {
  it('reads it and takes the gap back', () =>
    withHole(async (drive, missing) => {
      writeFileSync(missing, linesOf(3, 4));
      await liveFor(drive, 20);
      expect(expectancy(drive).sample_count).to.equal(7);
      expect(expectancy(drive).metadata.complete).to.equal(true);
      expect(warnings(drive)).to.deep.equal([]);
      expect(drive.incidents.map(({ code }) => code)).to.include('put_back');
      await expectReplayed(drive);
    }));

  it('knows on another day, after a restart, which hole it was', () =>
    withHole(async (drive, missing) => {
      for (const day of [1, 2]) {
        drive.crash();
        await drive.lookAt(START + day * 24 * HOUR);
        await liveFor(drive, 20);
      }
      expect(warnings(drive)).to.deep.equal([GAP]);
      writeFileSync(missing, linesOf(3, 4));
      await liveFor(drive, 20);
      expect(warnings(drive)).to.deep.equal([]);
      await expectReplayed(drive);
    }));

  it('leaves the gap where other rows were lost too', () =>
    withHole(async (drive, missing) => {
      // All that was read has gone with the rotation of what was not.
      renameSync(missing.replace('.2.', '.1.'), missing.replace('.2.', '.5.'));
      for (const name of ['.3.jsonl', '.jsonl']) rmSync(fileAt(drive, `orders_executed${name}`));
      rmSync(missing.replace('.2.', '.5.'));
      writeFileSync(fileAt(drive, 'orders_executed.1.jsonl'), linesOf(20, 21));
      drive.orders.append(closeRow(22, START + 22 * SECOND));
      await liveFor(drive, 30);
      expect(await toldIn(drive)).to.deep.equal([`raised ${GAP}`, `raised ${GAP}`]);
      writeFileSync(fileAt(drive, 'orders_executed.4.jsonl'), linesOf(1, 2));
      writeFileSync(fileAt(drive, 'orders_executed.3.jsonl'), linesOf(3, 4));
      writeFileSync(missing, linesOf(5, 6));
      await liveFor(drive, 30);
      expect(warnings(drive)).to.deep.equal([GAP]);
    }));
});
