import { expect } from 'chai';
import fc from 'fast-check';
import type { Journal, JournalEntry } from '../../../src/io/journal/journal';
import type { SnapshotRecord } from '../../../src/io/journal/journal-records';
import { EMPTY_JOURNAL } from '../../../src/io/journal/journal-state';
import { OwnerError } from '../../../src/io/files/failures';
import { DAY } from '../../../src/model/values/time';
import { asWritten, AT, commitRows, FACTS, rows } from './journal-made';

/** A place that keeps a journal. */
interface JournalPlace {
  /** Opens it for a writer, as at a start. */
  readonly open: () => Promise<Journal>;
  /** Takes the end of the last commit away, as a write that was broken off. */
  readonly tear: () => void;
  /** Changes a byte of the commit of this number. */
  readonly spoil: (seq: number) => Promise<void>;
}

/** Runs `use` on a place of its own, empty at first. */
export type InPlace = (use: (place: JournalPlace) => Promise<void>) => Promise<void>;

async function entriesOf(journal: Journal, fromMs = 0): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of journal.read(fromMs)) entries.push(entry);
  return entries;
}

async function told(journal: Journal, fromMs = 0): Promise<readonly (number | 'damage')[]> {
  return (await entriesOf(journal, fromMs)).map((entry) =>
    entry.kind === 'sealed' ? entry.commit.seq : entry.kind,
  );
}

/** The laws of a journal, wherever it is kept. */
export function keepsTheLaws(inPlace: InPlace): void {
  it('begins without a commit', () =>
    inPlace(async ({ open }) => {
      const journal = await open();
      expect(journal.state).to.deep.equal(EMPTY_JOURNAL);
      expect(await told(journal)).to.deep.equal([]);
      await journal.close();
    }));

  it('gives each commit once, in order, as it was made; opened again, its state is the same', () =>
    inPlace(async ({ open }) => {
      const journal = await open();
      const seen = { signature: 's', sha256: 'h' };
      const nav: SnapshotRecord = {
        kind: 'snapshot',
        name: 'nav',
        received: AT,
        seen,
        value: { a: '\u2028' },
      };
      const records = [
        [rows('{"n":0}', '\u00ff"}\t\u0001\u00a0')],
        [nav, { kind: 'mark', promise: AT }],
        [],
      ] as const;
      const end = { offset: 4, hash: 'x', line: 'y' };
      const facts = { steps: { order_metrics: [{ step: 'read', ends: [end] } as const] }, quarantine: 7 };
      for (const [n, some] of records.entries()) await journal.commit(some, facts, AT + n);
      const again = await open();
      expect(again.state)
        .to.deep.equal(journal.state)
        .and.to.deep.include({ seq: 3, snapshots: { nav: seen } });
      for (const reader of [journal, again]) {
        const entries = await entriesOf(reader);
        expect(entries.map((entry) => entry.kind === 'sealed' && asWritten(entry.records))).to.deep.equal(
          records,
        );
        const [first, second] = entries;
        expect(first?.kind === 'sealed' && first.opened).to.deep.include({ seq: 0, at: 0, bookmarks: {} });
        expect(second?.kind === 'sealed' && second.commit).to.deep.include({ seq: 1, at: AT + 1, ...facts });
      }
    }));

  it('gives every commit of a moment or later, whatever the clock did, and nothing but the last of them all', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 5 * DAY }), { maxLength: 12 });
    return fc.assert(
      fc.asyncProperty(moments, fc.integer({ min: 0, max: 5 * DAY }), (offsets, from) =>
        inPlace(async ({ open }) => {
          for (const [n, offset] of offsets.entries()) {
            // Opened now and then: a restart changes nothing.
            const journal = await open();
            await journal.commit([rows(String(n))], FACTS, AT + offset);
          }
          const journal = await open();
          const given = await entriesOf(journal, AT + from);
          const numbers = given.map((entry) => (entry.kind === 'sealed' ? entry.commit.seq : -1));
          const all = [...offsets.keys()];
          expect(numbers).to.deep.equal(numbers.length === 0 ? [] : all.slice(-numbers.length));
          expect(numbers).to.include.members(all.filter((n) => (offsets[n] ?? 0) >= from));
          const [first] = given;
          if (first?.kind !== 'sealed') return;
          expect(first.opened?.seq).to.equal(first.commit.seq);
        }),
      ),
      { numRuns: 30 },
    );
  });

  it('gives every commit that holds a row of a later time, however long ago it was made', () =>
    inPlace(async ({ open }) => {
      for (const [n, reach] of [AT, AT + 40 * DAY, AT + 2 * DAY, AT + 90 * DAY].entries()) {
        const journal = await open();
        await journal.commit([{ ...rows(String(n)), latest: reach }], FACTS, AT + n * DAY);
      }
      const journal = await open();
      await commitRows(journal, 60, 60, DAY);
      for (const [from, kept] of [
        [1, [1, 2, 3, 4]],
        [2, [1, 2, 3, 4]],
        [39, [1, 3, 4]],
        [59, [3, 4]],
      ] as const) {
        const given = await told(journal, AT + from * DAY);
        expect(given, `day ${from}`)
          .to.include.members([...kept])
          .and.not.include('damage');
        expect(given, `day ${from}`).to.deep.equal(given.toSorted());
      }
    }));

  it('refuses a writer that does not know the last commit, and adds nothing of it', () =>
    inPlace(async ({ open }) => {
      for (const known of [0, 1]) {
        const [journal, stale] = [await open(), await open()];
        await commitRows(journal, known, known);
        const refused = await commitRows(stale, 9, 9).catch((error: unknown) => error);
        expect(refused).to.be.an.instanceOf(OwnerError);
        expect(stale.state.seq).to.equal(known);
        expect(await told(journal)).to.deep.equal(known === 0 ? [0] : [0, 1]);
      }
      const next = await open();
      await commitRows(next, 2, 2);
      expect(await told(next)).to.deep.equal([0, 1, 2]);
    }));

  it('does not give a commit that was broken off; the next writer goes on from the one before', () =>
    inPlace(async ({ open, tear }) => {
      const journal = await open();
      await commitRows(journal, 0, 2);
      tear();
      expect(await told(journal)).to.deep.equal([0, 1]);
      const next = await open();
      expect(next.state.seq).to.equal(2);
      await commitRows(next, 3, 4);
      expect(await told(next)).to.deep.equal([0, 1, 2, 3]);
      const entries = await entriesOf(next, AT + 3);
      const entry = entries.at(-2);
      expect(entry?.kind === 'sealed' && asWritten(entry.records)).to.deep.equal([rows('{"n":3}')]);
    }));

  it('tells damage in its place and reads on; the next writer gives no number twice', () =>
    inPlace(async ({ open, spoil }) => {
      const journal = await open();
      await commitRows(journal, 0, 3);
      await spoil(1);
      expect(await told(journal)).to.deep.equal([0, 'damage', 2, 3]);
      const damage = (await entriesOf(journal)).find(({ kind }) => kind === 'damage');
      expect(damage).to.include({ atMs: AT + 2 });
      expect(damage).to.have.property('message').that.contains('damaged');
      const next = await open();
      await commitRows(next, 7, 7);
      const numbers = await told(next);
      expect(numbers.at(-1)).to.equal(next.state.seq - 1);
      expect(numbers).to.deep.equal([...new Set(numbers)]);
    }));
}
