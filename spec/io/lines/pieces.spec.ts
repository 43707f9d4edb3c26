import { expect } from 'chai';
import { piecesOf } from '../../../src/io/lines/pieces';
import { closes, numbersOf, readChain, readStream, type Reading } from '../reading';
import { inTempDir } from '../temp-dir';

// More than a line may hold.
const HOLE = Buffer.alloc(3 << 20);

const log = (...parts: readonly (string | Buffer)[]): Promise<Reading> =>
  inTempDir({ 'orders_executed.jsonl': Buffer.concat(parts.map((part) => Buffer.from(part))) }, readChain);

describe('piecesOf', () => {
  const told = (text: string): unknown => {
    const bytes = Buffer.from(text);
    const { pieces, nulBytes } = piecesOf(
      { bytes, head: bytes, offset: 7, length: bytes.length, ended: true },
      bytes,
    );
    for (const piece of pieces) expect(piece).to.include({ offset: 7, length: bytes.length });
    return [...pieces.map((piece) => [piece.bytes.toString(), piece.ended]), nulBytes];
  };

  it('are the whole line where it has no NUL', () => {
    expect(told('ab')).to.deep.equal([['ab', true], 0]);
    expect(told('')).to.deep.equal([0]);
  });

  it('are what stands before the last run of NUL, and after it', () => {
    expect(told('\0\0')).to.deep.equal([2]);
    expect(told('\0\0ab')).to.deep.equal([['ab', true], 2]);
    expect(told('ab\0')).to.deep.equal([['ab', false], 1]);
    expect(told('\0ab\0\0c')).to.deep.equal([['ab', false], ['c', true], 3]);
  });

  it('are two at the most: a hostile line makes no flood of rows', () => {
    expect(told('\0a\0b\0\0c')).to.deep.equal([['a\0b', false], ['c', true], 3]);
  });
});

describe('a log that was cut under a writer that does not append', () => {
  it('loses no row after the hole, whatever the size of it', async () => {
    for (const hole of [HOLE.subarray(0, 1), HOLE.subarray(0, 1000), HOLE]) {
      const reading = await log(hole, closes(1, 3));
      expect(numbersOf(reading)).to.deep.equal([1, 2, 3]);
      expect(reading.tally).to.include({ rows: 3, blank: 0, quarantined: 0, nulBytes: hole.length });
    }
  });

  it('loses no row before and after a hole within the log', async () => {
    const reading = await log(closes(1, 2), HOLE, closes(3, 3), HOLE, closes(4, 4));
    expect(numbersOf(reading)).to.deep.equal([1, 2, 3, 4]);
    expect(reading.tally).to.include({ quarantined: 0, nulBytes: 2 * HOLE.length });
  });

  it('gives the whole row after a torn one on the same line, and tells of the torn one', async () => {
    const torn = closes(2, 2).slice(0, 40);
    for (const hole of [HOLE.subarray(0, 5), HOLE]) {
      const reading = await log(closes(1, 1), torn, hole, closes(3, 3));
      expect(numbersOf(reading)).to.deep.equal([1, 3]);
      expect(reading.faults).to.have.length(1);
      expect(reading.faults[0]).to.include({
        reason: 'unterminated',
        raw: torn,
        offset: closes(1, 1).length,
      });
    }
  });

  it('gives a row that is whole but for its newline before the hole', async () => {
    const reading = await log(closes(1, 1).trimEnd(), HOLE, closes(2, 2));
    expect(numbersOf(reading)).to.deep.equal([1, 2]);
    expect(reading.tally).to.include({ unterminated: 1, quarantined: 0 });
  });

  it('is blank where there is nothing else on the line, the last one too', async () => {
    const reading = await log(closes(1, 1), HOLE, '\n', HOLE);
    expect(numbersOf(reading)).to.deep.equal([1]);
    expect(reading.tally).to.include({ blank: 2, quarantined: 0, nulBytes: 2 * HOLE.length });
  });

  it('is the same on standard input', async () => {
    const reading = await readStream([HOLE, Buffer.from(closes(1, 2))]);
    expect(numbersOf(reading)).to.deep.equal([1, 2]);
    expect(reading.tally).to.include({ quarantined: 0, nulBytes: HOLE.length });
  });

  it('still has a limit: a row of more than that is oversize, hole or not', async () => {
    const long = `{"pad":"${'x'.repeat(2 << 20)}"}\n`;
    const reading = await log(HOLE, long, closes(1, 1));
    expect(numbersOf(reading)).to.deep.equal([1]);
    expect(reading.faults.map(({ reason }) => reason)).to.deep.equal(['oversize']);
  });
});
