import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { OwnerError, WorldError } from '../../../src/io/files/failures';
import { FileJournal } from '../../../src/io/journal/file-journal';
import { DAY } from '../../../src/model/values/time';
import { failureOf } from '../failure-of';
import { refused } from '../refused';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';
import { callsOf, failure, killedAt, watchingCalls } from '../fs-calls';
import { AT, bytesIn, commitRows, FACTS, FIRST, namesIn, recordsOf, rows, toldBy } from './journal-made';

/** Cases 35 and 38 of the fault cases: a journal whose disk fails it, or whose process ends at any call. */

const NEXT_DAY = '2023-11-15.jsonl';

/** A commit in the segment of the day, and one that begins the next. */
const MOMENTS = { 'goes on': 2, 'begins a segment': DAY } as const;

/** Runs `use` on a journal of two commits. */
async function onTwo(use: (dir: string, journal: FileJournal) => Promise<void>): Promise<void> {
  await inTempDir({}, async (dir) => {
    const journal = await FileJournal.open(dir);
    await commitRows(journal, 0, 1);
    await use(dir, journal);
  });
}

describe('FileJournal on a failing disk', () => {
  for (const [what, later] of Object.entries(MOMENTS)) {
    const commit = (journal: FileJournal): Promise<void> => journal.commit([rows('late')], FACTS, AT + later);

    it(`a commit that ${what} and fails anywhere can be made again, and is there once`, async () => {
      let calls = 0;
      await onTwo(async (_, journal) => {
        calls = (await callsOf(() => commit(journal))).length;
      });
      for (const code of ['ENOSPC', 'EIO'])
        for (let n = 0; n < calls; n++)
          for (const share of [undefined, 0.5, 1])
            await onTwo(async (dir, journal) => {
              const { state, bytes } = journal;
              const length = bytesIn(dir, FIRST).length;
              const act = (): Promise<void> => commit(journal);
              const before = ({ n: at, op }: { n: number; op: string }): unknown => {
                if (at !== n) return undefined;
                if (share !== undefined && op === 'writeFile') return share;
                throw failure(code);
              };
              expect(await failureOf(watchingCalls(before, act))).to.be.an.instanceOf(WorldError);
              expect([journal.state, journal.bytes]).to.deep.equal([state, bytes]);
              // Cut back at once, so that who reads along sees no half commit.
              expect(bytesIn(dir, FIRST).length).to.equal(length);
              for (const name of namesIn(dir).slice(1)) expect(bytesIn(dir, name).length).to.equal(0);
              await commit(journal);
              expect(await toldBy(dir)).to.deep.equal([0, 1, 2]);
              expect((await recordsOf(dir)).at(-1)).to.deep.equal(rows('late'));
              expect((await FileJournal.open(dir)).state).to.deep.equal(journal.state);
            });
    });

    it(`a process that ends at any call of a commit that ${what} has made it or not`, async () => {
      for (const share of [undefined, 0, 0.5, 1])
        for (let n = 0, ended = false; !ended; n++)
          await onTwo(async (dir, journal) => {
            ended = await killedAt(n, () => commit(journal), share);
            const again = await FileJournal.open(dir);
            expect(again.damage).to.deep.equal([]);
            expect(again.state.seq).to.be.within(ended ? 3 : 2, 3);
            if (again.state.seq === 2) await commit(again);
            expect(await toldBy(dir)).to.deep.equal([0, 1, 2]);
            expect((await recordsOf(dir)).at(-1)).to.deep.equal(rows('late'));
          });
    });
  }

  it('what could not be cut back at once is cut before the next commit, also of the next day', async () => {
    for (const later of Object.values(MOMENTS))
      await onTwo(async (dir, journal) => {
        const before = ({ op }: { op: string }): unknown => {
          if (op === 'datasync' || op === 'truncate') throw failure('EIO');
          return undefined;
        };
        await refused(join(dir, FIRST), () => watchingCalls(before, () => commitRows(journal, 2, 2)));
        expect(bytesIn(dir, FIRST).length).to.be.greaterThan(journal.bytes);
        await journal.commit([rows('again')], FACTS, AT + later);
        expect(await toldBy(dir)).to.deep.equal([0, 1, 2]);
        expect((await recordsOf(dir)).at(-1)).to.deep.equal(rows('again'));
      });
  });

  it('a full disk refuses a commit, and takes it once there is room', async function () {
    const tried = await onSmallDisk(256, async (dir) => {
      writeFileSync(join(dir, 'other'), 'x'.repeat(100_000));
      const journal = await FileJournal.open(dir);
      await commitRows(journal, 0, 3);
      const large = Array.from({ length: 100 }, (_, n) => rows(String(n).padEnd(1500, 'x')));
      for (let tries = 0; tries < 3; tries++) {
        const error = await refused(join(dir, FIRST), () => journal.commit(large, FACTS, AT + 4));
        expect(error.message).to.contain('no space is left on the disk');
        expect(bytesIn(dir, FIRST).length).to.equal(journal.bytes);
      }
      await commitRows(journal, 4, 4);
      rmSync(join(dir, 'other'));
      await journal.commit(large, FACTS, AT + 4);
      expect(await toldBy(dir)).to.deep.equal([0, 1, 2, 3, 4, 5]);
      expect((await recordsOf(dir)).slice(5)).to.deep.equal(large);
    });
    if (!tried) this.skip();
  });
});

describe('FileJournal with another writer', () => {
  const strange = async (dir: string, journal: FileJournal, file: string): Promise<void> => {
    const error = await failureOf(commitRows(journal, 2, 2));
    expect(error).to.be.an.instanceOf(OwnerError);
    expect(String(error)).to.contain(join(dir, file));
  };

  it('stops when something was added to its segment, and cuts nothing of it', async () => {
    await onTwo(async (dir, journal) => {
      appendFileSync(join(dir, FIRST), 'theirs');
      const all = bytesIn(dir, FIRST);
      await strange(dir, journal, FIRST);
      expect(bytesIn(dir, FIRST).equals(all)).to.equal(true);
    });
  });

  it('stops when its segment got shorter', async () => {
    await onTwo(async (dir, journal) => {
      truncateSync(join(dir, FIRST), 10);
      await strange(dir, journal, FIRST);
      expect(bytesIn(dir, FIRST)).to.have.length(10);
    });
  });

  it('stops when its segment is gone, and makes no other; the next one goes on from what is left', async () => {
    await onTwo(async (dir, journal) => {
      await journal.commit([rows('today')], FACTS, AT + DAY);
      renameSync(join(dir, NEXT_DAY), join(dir, 'aside'));
      const error = await failureOf(journal.commit([], FACTS, AT + DAY));
      expect(error).to.be.an.instanceOf(OwnerError);
      expect(String(error)).to.contain(`${join(dir, NEXT_DAY)} is gone: somebody removed it`);
      expect(namesIn(dir)).to.deep.equal([FIRST, 'aside']);
      const next = await FileJournal.open(dir);
      expect(next.state.seq).to.equal(2);
      await next.commit([rows('anew')], FACTS, AT + DAY);
      expect(await toldBy(dir)).to.deep.equal([0, 1, 2]);
    });
  });

  it('stops when another one began the day', async () => {
    await onTwo(async (dir, journal) => {
      writeFileSync(join(dir, NEXT_DAY), 'theirs');
      expect(await failureOf(journal.commit([], FACTS, AT + DAY))).to.be.an.instanceOf(OwnerError);
      expect(bytesIn(dir, NEXT_DAY).toString()).to.equal('theirs');
    });
  });
});
