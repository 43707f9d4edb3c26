import { expect } from 'chai';
import fc from 'fast-check';
import {
  advance,
  isUnread,
  UNREAD,
  withoutPassedEnds,
  type Bookmark,
  type LineEnd,
  type OffsetMove,
} from '../../../../src/io/tail/offset/bookmark';

const BACKUPS = 2;

/** The ends of lines of two bytes, as many as there are letters; each is named by its letter. */
function ends(letters: string, from = 0): readonly LineEnd[] {
  return Array.from(letters).map((line, n) => ({ offset: from + 2 * (n + 1), hash: `to ${line}`, line }));
}

function after(...moves: readonly OffsetMove[]): Bookmark {
  return moves.reduce((mark, move) => advance(mark, move, BACKUPS), UNREAD);
}

const read = (letters: string, from = 0): OffsetMove => ({ step: 'read', ends: ends(letters, from) });
const back = (offset: number): OffsetMove => ({ step: 'back', offset });
const LEFT: OffsetMove = { step: 'left' };
const lettersOf = ({ ends: kept }: Bookmark): string => kept.map(({ line }) => line).join('');
const leftOf = ({ left }: Bookmark): readonly string[] => left.map(({ hash }) => hash);

describe('a bookmark', () => {
  it('is unread until something is read, also when that has been left', () => {
    expect(isUnread(UNREAD)).to.equal(true);
    expect(isUnread(after(read('a')))).to.equal(false);
    expect(isUnread(after(read('a'), LEFT))).to.equal(false);
  });

  it('keeps so many line ends that 512 lines can vanish', () => {
    const many = Array.from({ length: 600 }, (_, n) => ({ offset: n + 1, hash: String(n), line: String(n) }));
    const mark = after({ step: 'read', ends: many.slice(0, 300) }, { step: 'read', ends: many.slice(300) });
    expect(mark.ends).to.have.length(513);
    expect(mark.ends).to.deep.equal(many.slice(-513));
    expect(advance(mark, back(88), BACKUPS).vanished).to.have.length(512);
  });

  it('goes back: what was read beyond has vanished, and is not known any more', () => {
    const mark = after(read('abcd'), back(4));
    expect(lettersOf(mark)).to.equal('ab');
    expect(mark.vanished).to.deep.equal(['c', 'd']);
    expect(lettersOf(advance(mark, read('x', 4), BACKUPS))).to.equal('abx');
    expect(advance(mark, back(2), BACKUPS).vanished).to.deep.equal(['c', 'd', 'b']);
  });

  it('forgets one vanished line for each one that comes again', () => {
    expect(after(read('accc'), back(2), read('xc', 2)).vanished).to.deep.equal(['c', 'c']);
    expect(after(read('accc'), back(2), read('cccc', 2)).vanished).to.deep.equal([]);
  });

  it('keeps the last eight line ends of a segment that was left, and nothing that vanished from it', () => {
    const mark = after(read('abcdefghijk'), back(20), LEFT, read('z'));
    expect(leftOf(mark)).to.deep.equal(Array.from('cdefghij').map((line) => `to ${line}`));
    expect(mark.vanished).to.deep.equal([]);
    expect(lettersOf(mark)).to.equal('z');
    expect(mark.left[0]).to.deep.equal({ offset: 6, hash: 'to c' });
  });

  it('puts the place to which a left segment was read on in the place of the one where it was left', () => {
    const from = { offset: 2, hash: 'to a' };
    const to = { offset: 4, hash: 'late' };
    const mark = after(read('a'), LEFT, read('b'), LEFT, read('c'), { step: 'rest', from, to });
    expect(leftOf(mark)).to.deep.equal(['late', 'to b']);
    expect(lettersOf(mark)).to.equal('c');
  });

  it('notes such a place of a segment of which nothing had been read', () => {
    const rest = {
      step: 'rest',
      from: { offset: 0, hash: 'nothing' },
      to: { offset: 4, hash: 'late' },
    } as const;
    expect(leftOf(after(read('a'), LEFT, read('b'), rest))).to.deep.equal(['to a', 'late']);
  });

  it('forgets segments left long ago', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const moves = Array.from(letters).flatMap((letter) => [read(letter.repeat(8)), LEFT]);
    const mark = after(...moves);
    expect(mark.left).to.have.length(8 * (BACKUPS + 8));
    expect(mark.left.at(-1)?.hash).to.equal('to z');
    expect(mark.left[0]?.hash).to.equal('to q');
  });
});

describe('withoutPassedEnds', () => {
  const many = (lines: number, from: number): OffsetMove => ({
    step: 'read',
    ends: Array.from({ length: lines }, (_, n) => ({
      offset: from + n,
      hash: `${from + n}`,
      line: String(n % 3),
    })),
  });
  const move = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.tuple(fc.integer({ min: 0, max: 600 }), fc.nat(9999)).map(([n, at]) => many(n, at)),
    },
    { weight: 2, arbitrary: fc.constant(LEFT) },
    {
      weight: 1,
      arbitrary: fc.constant<OffsetMove>({
        step: 'rest',
        from: { offset: 1, hash: '1' },
        to: { offset: 5, hash: 'rest' },
      }),
    },
    { weight: 1, arbitrary: fc.nat(9999).map(back) },
  );
  const moves = fc.array(move, { maxLength: 8 });
  const fold = (from: Bookmark, all: readonly OffsetMove[]): Bookmark =>
    all.reduce((mark, each) => advance(mark, each, BACKUPS), from);

  it('leads to the same bookmark, wherever it begins', () => {
    fc.assert(
      fc.property(moves, moves, (before, all) => {
        const from = fold(UNREAD, before);
        expect(fold(from, withoutPassedEnds(all, from))).to.deep.equal(fold(from, all));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the end of a vanished line that is read again, however much is read after it', () => {
    const from = after(read('xyz'), back(0));
    const all = [read('xyz'), many(300, 6), many(300, 306)];
    expect(fold(from, all).vanished).to.deep.equal([]);
    expect(fold(from, withoutPassedEnds(all, from))).to.deep.equal(fold(from, all));
  });

  it('is no longer than a bookmark, however much is read', () => {
    const all = Array.from({ length: 20 }, (_, n) => many(300, 300 * n));
    const kept = withoutPassedEnds(all, UNREAD).flatMap((each) => (each.step === 'read' ? each.ends : []));
    expect(kept).to.have.length(513);
  });
});
