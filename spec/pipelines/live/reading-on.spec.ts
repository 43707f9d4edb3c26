import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verify } from '../../../pipelines/journal/verify';
import { failure, watchingCalls } from '../../io/fs-calls';
import { Coming } from '../../live/coming';
import { Drive, inMemoryDir } from '../../live/drive';
import { ackRow, closeRow } from '../../live/executor/rows';

/** What comes while live waits for the disk. */

const START = Date.UTC(2026, 0, 20, 9);
const SECOND = 1000;
const SETTINGS = { tick: '5s', lateness: '2s' };

async function driven(use: (drive: Drive, coming: Coming) => Promise<void>): Promise<void> {
  await inMemoryDir(async (dir) => {
    const coming = new Coming(() => drive.nowMs);
    const drive: Drive = new Drive(dir, SETTINGS, START, { waker: coming });
    // A log that is there is read on in place: long before a commit is done.
    drive.orders.append(ackRow(0, START));
    await drive.lookAt(START);
    await use(drive, coming);
    await drive.close();
    expect((await verify(drive.journal, drive.out)).difference).to.equal(undefined);
  });
}

/** The commits of the journal, each by the closes that it holds. */
function commitsOf(drive: Drive): readonly (readonly string[])[] {
  const text = readFileSync(join(drive.journal, '2026-01-20.jsonl'), 'utf8');
  let closes: string[] = [];
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    const record = JSON.parse(line) as { kind: string; lines?: readonly string[] };
    if (record.kind === 'rows') closes.push(...(record.lines ?? []));
    if (record.kind !== 'commit') return [];
    const held = closes;
    closes = [];
    return [held];
  });
}

/** How many rows were read after the first one. */
const rows = (drive: Drive): number => (drive.health().sources['orders_executed']?.counters.lines ?? 0) - 1;
const close = (n: number): string => closeRow(n, START + 100 * n);

const appended = (drive: Drive, ...numbers: readonly number[]): (() => void)[] =>
  numbers.map((n) => () => {
    drive.orders.append(close(n));
  });

describe('live while it waits for the disk', () => {
  it('reads a line that comes during a commit, and holds it in the next one', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      coming.due.push(appended(drive, 2));
      await drive.lookAt(START + SECOND);
      expect(rows(drive)).to.equal(2);
      expect(commitsOf(drive).at(-1)).to.deep.equal([close(1)]);
      await drive.lookAt(START + 2 * SECOND);
      expect(commitsOf(drive).at(-1)).to.deep.equal([close(2)]);
    }));

  it('gathers what comes within a quarter of a second into one commit; a crash meanwhile loses nothing', () =>
    driven(async (drive) => {
      const commits = (): number => commitsOf(drive).length;
      drive.orders.append(close(1));
      await drive.lookAt(START + SECOND);
      const before = commits();
      for (const n of [2, 3]) {
        drive.orders.append(close(n));
        await drive.lookAt(START + SECOND + 100 * (n - 1));
      }
      expect([rows(drive), commits()]).to.deep.equal([3, before]);
      await drive.lookAt(START + SECOND + 250);
      expect(commitsOf(drive).slice(before)).to.deep.equal([[close(2), close(3)]]);
      drive.orders.append(close(4));
      await drive.lookAt(START + SECOND + 300);
      drive.crash();
      await drive.lookAt(START + SECOND + 400);
      await drive.lookAt(START + 8 * SECOND);
      expect(commitsOf(drive).flat()).to.deep.equal([1, 2, 3, 4].map(close));
    }));

  it('commits at once what a tick waits for', () =>
    driven(async (drive) => {
      drive.orders.append(close(1));
      await drive.lookAt(START + 7 * SECOND - 10);
      drive.orders.append(close(2));
      await drive.lookAt(START + 7 * SECOND + 1);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 2 });
    }));

  it('reads a line that comes during a publication, which does not hold it; a crash then loses nothing', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      // While the tick is made nothing.
      coming.due.push([], appended(drive, 2));
      await drive.lookAt(START + 8 * SECOND);
      expect(rows(drive)).to.equal(2);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 1 });
      drive.crash();
      await drive.lookAt(START + 13 * SECOND);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 2 });
      expect(commitsOf(drive).flat()).to.deep.equal([close(1), close(2)]);
    }));

  it('reads a line that comes while a tick is made, before its publication, and neither holds it', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      const { ticks } = drive.health();
      const seen: (readonly number[])[] = [];
      const look = (): void => {
        seen.push([rows(drive), drive.health().ticks - ticks]);
      };
      coming.due.push([...appended(drive, 2), look], [...appended(drive, 3), look]);
      await drive.lookAt(START + 8 * SECOND);
      expect(seen).to.deep.equal([
        [2, 0],
        [3, 0],
      ]);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 1 });
      await drive.lookAt(START + 13 * SECOND);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 3 });
      expect(commitsOf(drive).flat()).to.deep.equal([1, 2, 3].map(close));
    }));

  it('what the disk would not take comes first when it does, and once', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      coming.due.push(appended(drive, 2));
      await watchingCalls(
        ({ op, path }) => {
          if (op === 'datasync' && path.startsWith(drive.journal)) throw failure('ENOSPC');
        },
        () => drive.lookAt(START + SECOND),
      );
      expect(drive.health().warnings).to.have.property('journal');
      await drive.lookAt(START + 2 * SECOND);
      expect(commitsOf(drive).slice(-2)).to.deep.equal([[close(1)], [close(2)]]);
    }));

  it('reads no more than a commit holds, however long it waits', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      const flood = `${JSON.stringify({ event_type: 'order_ack' })}\n`.repeat(5000);
      coming.due.push(
        Array.from({ length: 9 }, () => () => {
          drive.orders.appendBytes(flood);
        }),
      );
      await drive.lookAt(START + SECOND);
      expect(rows(drive)).to.be.within(4096, 4096 + 512);
      coming.due.length = 0;
      await drive.lookAt(START + 2 * SECOND);
      expect(rows(drive)).to.equal(1 + 5000);
    }));

  it('a tick that falls due meanwhile is due, and does not wait for the one after it', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      const dueMs = START + 5 * SECOND + 2 * SECOND + 1;
      coming.due.push([
        () => {
          drive.nowMs = dueMs + 5;
        },
      ]);
      await drive.lookAt(dueMs - 5);
      expect(commitsOf(drive).at(-1)).to.deep.equal([close(1)]);
      expect(drive.dueMs).to.equal(dueMs);
      await drive.lookAt(drive.nowMs);
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 1 });
      expect(drive.dueMs).to.be.above(drive.nowMs);
    }));

  it('a change of config counts no line twice that was read before it', () =>
    driven(async (drive, coming) => {
      drive.orders.append(close(1));
      // During the commit of the look and while the status is written; then during the one before the config is looked at.
      coming.due.push(appended(drive, 2), appended(drive, 3));
      await drive.lookAt(START + SECOND);
      drive.config('execution_intel.json', { ...SETTINGS, pnl: 'gross' });
      coming.due.push(appended(drive, 4));
      await drive.lookAt(START + 2 * SECOND);
      await drive.lookAt(START + 8 * SECOND);
      expect(commitsOf(drive).flat()).to.deep.equal([1, 2, 3, 4].map(close));
      expect(drive.read('expectancy_v6.json')).to.include({ sample_count: 4 });
    }));
});
