import { appendFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { FileJournal } from '../../../src/io/journal/file-journal';
import { FollowedJournal } from '../../../src/io/journal/followed-journal';
import { DAY } from '../../../src/model/values/time';
import { IN_MEMORY, inTempDir } from '../temp-dir';
import { AT, bytesIn, commitRows, daily, FACTS, FIRST, flip, onFour } from './journal-made';

/** Opens it where a commit is there for sure. */
async function opened(dir: string): Promise<FollowedJournal> {
  const journal = await FollowedJournal.open(dir);
  if (journal === undefined) throw new Error('no commit');
  return journal;
}

/** The commits that came by number, and in their place the words of what is damaged. */
async function news(journal: FollowedJournal): Promise<readonly (number | string)[]> {
  const told: (number | string)[] = [];
  for await (const part of journal.news()) told.push(part.kind === 'sealed' ? part.commit.seq : part.message);
  return told;
}

describe('FollowedJournal', () => {
  it('gives each commit of the writer once, in order, over days, and ends in its state', () => {
    const turns = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(1, DAY / 2, DAY)), { maxLength: 8 });
    return fc.assert(
      fc.asyncProperty(turns, (all) =>
        inTempDir(
          {},
          async (dir) => {
            const writer = await FileJournal.open(dir);
            await commitRows(writer, 0, 0);
            const follower = await opened(dir);
            let [n, days] = [1, 0];
            for (const [commits, stepMs] of all) {
              const first = n;
              days += stepMs;
              for (let i = 0; i < commits; i++, n++) await commitRows(writer, n, n, days);
              expect(await news(follower)).to.deep.equal(
                Array.from({ length: n - first }, (_, i) => first + i),
              );
              expect(follower.state).to.deep.equal(writer.state);
              expect(await follower.holdsPlace()).to.equal(true);
            }
          },
          IN_MEMORY,
        ),
      ),
      { numRuns: 20 },
    );
  });

  it('gives a commit when its last byte is there, and not before', async () => {
    await onFour(async (dir, whole, ends) => {
      const [first = 0, second = 0, third = 0] = ends;
      truncateSync(join(dir, FIRST), first);
      const follower = await opened(dir);
      const told: (number | string)[] = [];
      const step = 7;
      for (let at = first; at < third; at += step) {
        appendFileSync(join(dir, FIRST), whole.subarray(at, Math.min(at + step, third)));
        const some = await news(follower);
        told.push(...some);
        const expected = at + step >= third ? [1, 2] : at + step >= second ? [1] : [];
        expect(told, `byte ${at + step}`).to.deep.equal(expected);
      }
    });
  });

  it('knows when a commit that it followed was taken back, replaced or pruned', async () => {
    await onFour(async (dir, whole, ends) => {
      const follower = await opened(dir);
      const path = join(dir, FIRST);
      expect(await follower.holdsPlace()).to.equal(true);
      truncateSync(path, ends[2]);
      expect(await follower.holdsPlace(), 'taken back').to.equal(false);
      await commitRows(await FileJournal.open(dir), 7, 7);
      expect(await follower.holdsPlace(), 'replaced').to.equal(false);
      writeFileSync(path, whole);
      expect(await follower.holdsPlace(), 'as it was').to.equal(true);
      await commitRows(await FileJournal.open(dir), 4, 5);
      expect(await follower.holdsPlace(), 'longer').to.equal(true);
      rmSync(path);
      expect(await follower.holdsPlace(), 'pruned').to.equal(false);
    });
  });

  it('tells of damage between commits once, and of none that the writer may still repair', async () => {
    await inTempDir({}, async (dir) => {
      await daily(dir, 1);
      const follower = await opened(dir);
      const writer = await FileJournal.open(dir);
      await commitRows(writer, 1, 1, DAY);
      const seen = { signature: 's', sha256: 'h' };
      const nav = { kind: 'snapshot', name: 'nav', received: AT, seen, value: {} } as const;
      await writer.commit([nav], FACTS, AT + 2 * DAY);
      await commitRows(writer, 3, 3, DAY);
      flip(dir, '2023-11-16.jsonl', 5);
      expect(await news(follower)).to.deep.equal([
        1,
        join(dir, '2023-11-16.jsonl@0: a commit is damaged'),
        3,
      ]);
      expect(await news(follower)).to.deep.equal([]);
      expect(follower.state, 'by what heads the next segment').to.deep.equal(writer.state);
      await commitRows(writer, 4, 4, DAY);
      const whole = bytesIn(dir, '2023-11-18.jsonl');
      flip(dir, '2023-11-18.jsonl', whole.length - 5);
      expect(await news(follower)).to.deep.equal([]);
      expect(await news(follower)).to.deep.equal([]);
      writeFileSync(join(dir, '2023-11-18.jsonl'), whole);
      expect(await news(follower)).to.deep.equal([4]);
    });
  });

  it('opens before a commit, wherever that lies, and at the end where what comes before it is gone', async () => {
    await inTempDir({}, async (dir) => {
      const writer = await FileJournal.open(dir);
      await commitRows(writer, 0, 5, DAY / 2);
      for (const [before, expected] of [
        [1, [1, 2, 3, 4, 5]],
        [2, [2, 3, 4, 5]],
        [3, [3, 4, 5]],
        [5, [5]],
        [6, []],
        [99, []],
        [0, []],
      ] as const) {
        const journal = await FollowedJournal.open(dir, before);
        expect(journal && (await news(journal)), String(before)).to.deep.equal(expected);
        expect(journal?.state, String(before)).to.deep.equal(writer.state);
      }
      rmSync(join(dir, FIRST));
      const pruned = await FollowedJournal.open(dir, 1);
      expect(pruned?.state).to.deep.equal(writer.state);
    });
  });

  it('is not there before the first whole commit', async () => {
    await inTempDir({}, async (dir) => {
      expect(await FollowedJournal.open(join(dir, 'none'))).to.equal(undefined);
      expect(await FollowedJournal.open(dir)).to.equal(undefined);
      writeFileSync(join(dir, FIRST), '{"kind":"open"');
      expect(await FollowedJournal.open(dir)).to.equal(undefined);
    });
  });
});
