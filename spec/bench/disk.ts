import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from '../live/chaos/live-process';
import { spread } from './figures';

/** What this machine's disk takes by itself, with no program of ours around it: the least that live can take. */

const LINE = Buffer.alloc(700, 'x');
const FILES = [1_000_000, 200_000, 100_000, 200_000].map((size) => Buffer.alloc(size, 'x'));
const APPENDS = 300;
const REPLACEMENTS = 30;

/** A line is appended and synced, as by a commit. */
export function appendOnDisk(): Promise<readonly string[]> {
  return timed('the disk alone: 700 bytes appended, synced', APPENDS, 10, async (dir) => {
    const handle = await open(join(dir, 'journal'), 'a');
    await handle.writeFile(LINE);
    await handle.datasync();
    await handle.close();
  });
}

/** Four files are replaced whole, as by a publication. */
export function replaceOnDisk(): Promise<readonly string[]> {
  return timed(
    'the disk alone: 4 files of 1.5 MB in all replaced, synced',
    REPLACEMENTS,
    200,
    async (dir) => {
      await Promise.all(
        FILES.map(async (content, i) => {
          const handle = await open(join(dir, `draft${i}`), 'w');
          await handle.writeFile(content);
          await handle.sync();
          await handle.close();
        }),
      );
      for (const i of FILES.keys()) await rename(join(dir, `draft${i}`), join(dir, `file${i}`));
      const handle = await open(dir, 'r');
      await handle.sync();
      await handle.close();
    },
  );
}

async function timed(
  what: string,
  times: number,
  apartMs: number,
  act: (dir: string) => Promise<void>,
): Promise<readonly string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'intel-disk-'));
  try {
    writeFileSync(join(dir, 'journal'), '');
    const took: number[] = [];
    for (let n = 0; n < times; n++) {
      const begunMs = performance.now();
      await act(dir);
      took.push(performance.now() - begunMs);
      await sleep(apartMs);
    }
    return [what, ...spread(took)];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
