import { appendFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { FileJournal } from '../../../src/io/journal/file-journal';
import { EMPTY_JOURNAL } from '../../../src/io/journal/journal-state';
import { DAY } from '../../../src/model/values/time';
import { inTempDir } from '../temp-dir';
import { callsOf, killedAt } from '../fs-calls';
import {
  bytesIn,
  commitRows,
  daily,
  FIRST,
  flip,
  namesIn,
  onFour,
  recordsOf,
  rows,
  toldBy,
} from './journal-made';

/** Cases 36 and 37 of the fault cases: cut at every byte, each byte flipped. */

const LAST = '2023-11-16.jsonl';

function spoiltAt(whole: Buffer, at: number): Buffer {
  const bytes = Buffer.from(whole);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes;
}

describe('FileJournal, torn', () => {
  it('at any length of the last commit goes back to the one before, says so, and goes on', async () => {
    await onFour(async (dir, whole, [, , third = 0, fourth = 0]) => {
      for (let length = third; length < fourth; length++) {
        writeFileSync(join(dir, FIRST), whole.subarray(0, length));
        const journal = await FileJournal.open(dir);
        expect(journal.state.seq, String(length)).to.equal(3);
        const torn = length === third ? undefined : `${join(dir, FIRST)}@${third}: `;
        expect(journal.torn?.slice(0, torn?.length)).to.equal(torn);
        expect([journal.damage, journal.bytes, namesIn(dir)]).to.deep.equal([[], third, [FIRST]]);
      }
      await commitRows(await FileJournal.open(dir), 4, 4);
      const told = ['{"n":0}', '{"n":1}', '{"n":2}', '{"n":4}'].map((line) => rows(line));
      expect(await recordsOf(dir)).to.deep.equal(told);
    });
  });

  it('in the first commit of a day goes back to the day before', async () => {
    await inTempDir({}, async (dir) => {
      const yesterday = await daily(dir, 2);
      const before = yesterday.state;
      await commitRows(yesterday, 2, 2, DAY);
      const whole = bytesIn(dir, LAST);
      for (let length = 0; length < whole.length; length += 7) {
        writeFileSync(join(dir, LAST), whole.subarray(0, length));
        const journal = await FileJournal.open(dir);
        expect(journal.state).to.deep.equal(before);
        expect(namesIn(dir)).to.deep.equal([FIRST, '2023-11-15.jsonl']);
      }
      await commitRows(await FileJournal.open(dir), 2, 2, DAY);
      expect(bytesIn(dir, LAST).equals(whole)).to.equal(true);
    });
  });

  it('in its very first commit starts without a commit', async () => {
    await inTempDir({ [FIRST]: '{"kind":"open","format":1,' }, async (dir) => {
      const journal = await FileJournal.open(dir);
      expect(journal.state).to.deep.equal(EMPTY_JOURNAL);
      await commitRows(journal, 0, 0);
      expect(await toldBy(dir)).to.deep.equal([0]);
    });
  });

  it('a commit that is being written is no damage to who reads along', async () => {
    await onFour(async (dir, whole, [, , third = 0]) => {
      for (let length = third; length < whole.length; length += 11) {
        writeFileSync(join(dir, FIRST), whole.subarray(0, length));
        expect(await toldBy(dir)).to.deep.equal([0, 1, 2]);
      }
    });
  });
});

describe('FileJournal, damaged', () => {
  it('at any byte of the last two commits goes back to before it, says so, and keeps what it takes off', async () => {
    await onFour(async (dir, whole, [, second = 0, third = 0, fourth = 0]) => {
      for (let at = second; at < fourth; at++) {
        writeFileSync(join(dir, FIRST), whole);
        flip(dir, FIRST, at, 1 << (at % 8));
        const spoilt = bytesIn(dir, FIRST);
        const back = at < third ? second : third;
        const journal = await FileJournal.open(dir);
        const aside = `${FIRST}.damaged-${back}`;
        expect([journal.state.seq, journal.bytes, journal.torn], String(at)).to.deep.equal([
          at < third ? 2 : 3,
          back,
          undefined,
        ]);
        expect(journal.damage).to.have.length(1);
        expect(journal.damage[0])
          .to.contain(`${join(dir, FIRST)}@${back}: `)
          .and.to.contain(aside);
        expect(bytesIn(dir, aside).equals(spoilt)).to.equal(true);
        unlinkSync(join(dir, aside));
      }
      await commitRows(await FileJournal.open(dir), 9, 9);
      expect(await toldBy(dir)).to.deep.equal([0, 1, 2, 3]);
    });
  });

  it('is copied to the disk before anything is cut', async () => {
    await onFour(async (dir, whole) => {
      writeFileSync(join(dir, FIRST), spoiltAt(whole, 9));
      const calls = await callsOf(() => FileJournal.open(dir));
      const [sync, rename, cut] = ['sync', 'rename', 'truncate'].map((op) =>
        calls.findIndex((call) => call.startsWith(op)),
      );
      expect([sync, rename, cut]).to.deep.equal([sync, rename, cut].toSorted((a = 0, b = 0) => a - b));
      expect(calls[sync ?? -1]).to.contain('.damaged-0');
    });
  });

  it('is mended the same when the process ends at any call of that', async () => {
    await onFour(async (dir, whole, [, , third = 0]) => {
      for (const spoilt of [whole.subarray(0, third + 9), spoiltAt(whole, third + 9), spoiltAt(whole, 9)])
        for (let n = 0, ended = false; !ended; n++) {
          for (const name of namesIn(dir)) unlinkSync(join(dir, name));
          writeFileSync(join(dir, FIRST), spoilt);
          ended = await killedAt(n, () => FileJournal.open(dir));
          const left = namesIn(dir);
          const journal = await FileJournal.open(dir);
          expect(journal.state.seq).to.equal(spoilt[9] === whole[9] ? 3 : 0);
          // Said by the one that was killed, or by this one; what was sealed is kept in any case.
          const aside = namesIn(dir).filter((name) => /damaged-\d+$/.test(name));
          expect(aside).to.have.length(spoilt.length < whole.length ? 0 : 1);
          expect(journal.damage.length === aside.length || left.length > 0).to.equal(true);
          for (const name of aside) expect(bytesIn(dir, name).equals(spoilt)).to.equal(true);
        }
    });
  });

  it('a byte inserted or removed anywhere is no less told', async () => {
    await onFour(async (dir, whole, [, second = 0, third = 0]) => {
      for (let at = second; at < third; at += 3) {
        for (const spoilt of [
          [whole.subarray(0, at), Buffer.from('\n'), whole.subarray(at)],
          [whole.subarray(0, at), whole.subarray(at + 1)],
        ]) {
          writeFileSync(join(dir, FIRST), Buffer.concat(spoilt));
          const journal = await FileJournal.open(dir);
          expect(journal.state.seq, String(at)).to.equal(2);
          expect(journal.damage).to.have.length(1);
        }
      }
    });
  });

  it('commits that are cut out of the middle are damage: what follows does not hang together', async () => {
    await onFour(async (dir, whole, [first = 0, second = 0]) => {
      writeFileSync(join(dir, FIRST), Buffer.concat([whole.subarray(0, first), whole.subarray(second)]));
      expect(await toldBy(dir)).to.deep.equal([0, `${FIRST}: commits 1 to 1 are missing`, 2, 3]);
      const journal = await FileJournal.open(dir);
      expect([journal.state.seq, journal.damage.length]).to.deep.equal([1, 1]);
      writeFileSync(join(dir, FIRST), whole.subarray(first));
      expect((await FileJournal.open(dir)).state).to.deep.equal(EMPTY_JOURNAL);
    });
  });

  it('other bytes than a journal’s, whatever they are, are kept aside or cut off, never a crash', async () => {
    const contents = [
      '\n',
      'null\n',
      '{}\n',
      '{"kind":"commit",\n',
      `{"kind":"commit","sha256":"${'0'.repeat(32)}"}\n`,
    ];
    for (const content of [...contents, Buffer.alloc(5000), Buffer.from([0xff, 0x0a, 0xfe])]) {
      await onFour(async (dir) => {
        appendFileSync(join(dir, FIRST), content);
        const journal = await FileJournal.open(dir);
        expect([
          journal.state.seq,
          journal.damage.length + (journal.torn === undefined ? 0 : 1),
        ]).to.deep.equal([4, 1]);
        await commitRows(journal, 4, 4);
        expect(await toldBy(dir)).to.deep.equal([0, 1, 2, 3, 4]);
      });
    }
  });
});
