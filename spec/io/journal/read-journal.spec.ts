import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FileJournal } from '../../../src/io/journal/file-journal';
import { DAY } from '../../../src/model/values/time';
import { inTempDir } from '../temp-dir';
import { AT, bytesIn, commitRows, daily, FIRST, flip, onFour, partsOf, toldBy } from './journal-made';

describe('commitsSince', () => {
  it('names damage in an earlier segment by its place, once, and reads on', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 4);
      flip(dir, '2023-11-15.jsonl', 5);
      expect(await toldBy(dir)).to.deep.equal([0, '2023-11-15.jsonl@0: a commit is damaged', 2, 3]);
      truncateSync(join(dir, '2023-11-15.jsonl'), 100);
      expect(await toldBy(dir)).to.deep.equal([0, '2023-11-15.jsonl@0: a commit is broken off', 2, 3]);
      const [, damage, after] = await partsOf(dir);
      expect(damage).to.include({ kind: 'damage', atMs: AT + 2 * DAY });
      expect(after).to.include({ kind: 'sealed' });
      expect((await FileJournal.open(dir)).state.seq).to.equal(4);
    });
  });

  it('checks no seal twice of what opening has just checked, and each again afterwards', async () => {
    await onFour(async (dir) => {
      const journal = await FileJournal.open(dir);
      const told = async (): Promise<readonly string[]> => {
        const kinds: string[] = [];
        for await (const { kind } of journal.read(0)) kinds.push(kind);
        return kinds;
      };
      await commitRows(journal, 4, 4);
      const whole = bytesIn(dir, FIRST);
      for (const n of [1, 4]) flip(dir, FIRST, whole.indexOf(`n\\":${n}`) + 4);
      expect(await told()).to.deep.equal(['sealed', 'sealed', 'sealed', 'sealed', 'damage']);
      expect(await told()).to.deep.equal(['sealed', 'damage', 'sealed', 'sealed', 'damage']);
    });
  });

  it('names damage at the end when it is not a commit being written', async () => {
    await onFour(async (dir, whole) => {
      flip(dir, FIRST, whole.length - 40);
      const told = await toldBy(dir);
      expect(told.slice(0, 3)).to.deep.equal([0, 1, 2]);
      expect(told[3]).to.match(/@\d+: a commit is damaged$/);
    });
  });

  it('names a missing segment by the commits that it held', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 5);
      rmSync(join(dir, '2023-11-16.jsonl'));
      expect(await toldBy(dir)).to.deep.equal([0, 1, '2023-11-17.jsonl: commits 2 to 2 are missing', 3, 4]);
      rmSync(join(dir, '2023-11-15.jsonl'));
      expect(await toldBy(dir)).to.deep.equal([0, '2023-11-17.jsonl: commits 1 to 2 are missing', 3, 4]);
    });
  });

  it('names a missing segment before the first there is, when it is needed', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 5);
      for (const day of ['14', '15', '16']) rmSync(join(dir, `2023-11-${day}.jsonl`));
      expect(await toldBy(dir, AT + 3 * DAY)).to.deep.equal([3, 4]);
      expect(await toldBy(dir)).to.deep.equal([3, 4]);
      expect(await toldBy(dir, 0)).to.deep.equal([3, 4]);
      expect((await toldBy(dir, -Infinity))[0], 'all that ever were').to.contain(
        'commits before 3 are missing',
      );
      const [missing, ...rest] = await toldBy(dir, AT + 2 * DAY);
      expect(missing).to.equal(
        '2023-11-17.jsonl: the commits before 3 are missing; the last of them was written at 2023-11-16T22:13:20.000+00:00',
      );
      expect(rest).to.deep.equal([3, 4]);
    });
  });

  it('begins with the segment of the moment asked for', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 5);
      expect(await toldBy(dir, AT + 2 * DAY + 1)).to.deep.equal([2, 3, 4]);
      expect(await toldBy(dir, AT + 20 * DAY)).to.deep.equal([]);
    });
  });

  it('gives a commit that appears twice once', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 2);
      writeFileSync(join(dir, '2023-11-16.jsonl'), bytesIn(dir, '2023-11-15.jsonl'));
      const again = '2023-11-16.jsonl: commit 1 appears twice; the first one counts';
      expect(await toldBy(dir)).to.deep.equal([0, 1, again]);
    });
  });

  it('a directory that is not there holds nothing', async () => {
    expect(await partsOf('/nowhere')).to.deep.equal([]);
  });
});
