import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { closeAll, openChain } from '../../../src/io/logs/log-chain';
import type { IndexedLog, IndexedSegment } from '../../../src/io/slices/history-index';
import { indexedParts, isNeeded } from '../../../src/io/slices/indexed-parts';
import { LogIndexing } from '../../../src/io/slices/log-indexing';
import { inTempDir } from '../../io/temp-dir';

const STEM = 'order_metrics';
const FILES = {
  [`${STEM}.2.jsonl`]: 'old\n'.repeat(9),
  [`${STEM}.1.jsonl`]: 'middle\n'.repeat(40_000),
  [`${STEM}.jsonl`]: 'new\n',
};
const TIMES = [
  [10, 20],
  [18, 30],
  [25, 40],
] as const;

/** The log of a directory as it is now, its segments holding these times. */
async function indexed(dir: string): Promise<IndexedLog> {
  const opened = await openChain(dir, STEM, 5);
  const indexing = new LogIndexing(0, STEM);
  await indexing.parts(opened);
  await closeAll(opened);
  const log = indexing.indexed();
  const segments = log.segments.map((segment, n) => {
    const [min_ts, max_ts] = TIMES[n] ?? [0, 0];
    return { ...segment, min_ts, max_ts, max_ts_before: TIMES[n - 1]?.[1] ?? null };
  });
  return { ...log, segments };
}

async function picked(
  log: IndexedLog,
  dir: string,
  afterMs: number,
  untilMs: number,
): Promise<readonly unknown[]> {
  const opened = await openChain(dir, STEM, 5);
  try {
    const parts = await indexedParts(log, dir, opened, { afterMs, untilMs });
    return parts.map(({ segment: { file }, bytes, reachedBefore }) => [file, bytes, reachedBefore]);
  } finally {
    await closeAll(opened);
  }
}

const MIDDLE = [`${STEM}.1.jsonl`, 280_000, 20];

async function refusal(change: (dir: string) => void): Promise<string> {
  return inTempDir(FILES, async (dir) => {
    const log = await indexed(dir);
    change(dir);
    try {
      await picked(log, dir, 20, 24);
    } catch (error) {
      return String(error);
    }
    throw new Error('nothing was refused');
  });
}

describe('indexedParts', () => {
  it('picks the segments that may hold an event of the slice, and says how far the log had come before', () =>
    inTempDir(FILES, async (dir) => {
      const log = await indexed(dir);
      expect(await picked(log, dir, 20, 24)).to.deep.equal([MIDDLE]);
      expect(await picked(log, dir, 19, 24)).to.deep.equal([[`${STEM}.2.jsonl`, 36, -Infinity], MIDDLE]);
      expect(await picked(log, dir, 29, 25)).to.deep.equal([MIDDLE, [`${STEM}.jsonl`, 4, 30]]);
      expect(await picked(log, dir, 40, 50)).to.deep.equal([]);
    }));

  it('does not need the others to be there', () =>
    inTempDir(FILES, async (dir) => {
      const log = await indexed(dir);
      rmSync(join(dir, `${STEM}.2.jsonl`));
      rmSync(join(dir, `${STEM}.jsonl`));
      expect(await picked(log, dir, 20, 24)).to.deep.equal([MIDDLE]);
    }));

  it('reads a file that has grown as far as it was indexed', () =>
    inTempDir(FILES, async (dir) => {
      const log = await indexed(dir);
      appendFileSync(join(dir, `${STEM}.1.jsonl`), 'more\n');
      expect(await picked(log, dir, 20, 24)).to.deep.equal([MIDDLE]);
    }));

  it('refuses a file that is gone, shorter, rotated, or other at its head or its tail', async () => {
    const path = (dir: string): string => join(dir, `${STEM}.1.jsonl`);
    expect(
      await refusal((dir) => {
        rmSync(path(dir));
      }),
    ).to.contain('it is not there');
    expect(
      await refusal((dir) => {
        writeFileSync(path(dir), 'short');
      }),
    ).to.contain('it had 280000 bytes and has 5');
    const text = 'middle\n'.repeat(40_000);
    for (const other of [`M${text.slice(1)}`, `${text.slice(0, -2)}E\n`])
      expect(
        await refusal((dir) => {
          writeFileSync(path(dir), other);
        }),
      ).to.contain('replaced, rotated or changed');
    const rotated = await refusal((dir) => {
      renameSync(join(dir, `${STEM}.jsonl`), path(dir));
    });
    expect(rotated).to.contain(`${STEM}.1.jsonl is not as the index says: it had`);
  });
});

describe('isNeeded', () => {
  const segment = (min_ts: number | null, max_ts: number | null): IndexedSegment => {
    return { file: '', bytes: 0, sha256: '', min_ts, max_ts, max_ts_before: null };
  };
  it('a segment without an event never is; its edges are those of the slice', () => {
    const span = { afterMs: 10, untilMs: 20 };
    expect(isNeeded(segment(null, 15), span)).to.equal(false);
    expect(isNeeded(segment(null, null), span)).to.equal(false);
    expect(isNeeded(segment(5, 10), span)).to.equal(false);
    expect(isNeeded(segment(5, 11), span)).to.equal(true);
    expect(isNeeded(segment(20, 30), span)).to.equal(true);
    expect(isNeeded(segment(21, 30), span)).to.equal(false);
  });
});
