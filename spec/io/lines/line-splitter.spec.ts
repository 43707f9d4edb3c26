import fc from 'fast-check';
import { expect } from 'chai';
import { LineSplitter, type Line } from '../../../src/io/lines/line-splitter';

const bytes = fc
  .array(
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(0x0a, 0x0d, 0x00, 0x7b, 0xff, 0xc3) }, fc.nat(255)),
    {
      maxLength: 200,
      size: 'max',
    },
  )
  .map((list) => Buffer.from(list));
const cuts = fc.array(fc.nat(200), { maxLength: 30, size: 'max' });

function chunksOf(whole: Buffer, at: readonly number[]): readonly Buffer[] {
  const ends = [...at.filter((cut) => cut <= whole.length), whole.length].sort((a, b) => a - b);
  return ends.map((end, i) => whole.subarray(ends[i - 1] ?? 0, end));
}

function linesOf(chunks: readonly Buffer[], maxLineBytes = 1 << 20): readonly Line[] {
  const splitter = new LineSplitter(maxLineBytes);
  const lines: Line[] = [];
  for (const chunk of chunks) {
    // The reader uses one buffer again and again: what a line holds must be read before, as it is here.
    for (const line of splitter.push(Buffer.from(chunk))) lines.push(line);
  }
  const rest = splitter.rest();
  const all = rest === undefined ? lines : [...lines, rest];
  // Wherever they lie.
  return all.map(({ bytes: held, head, offset, length, ended }) => ({
    bytes: held,
    head,
    offset,
    length,
    ended,
  }));
}

// Each run of NUL as one.
function squeezed(line: Buffer): Buffer {
  return Buffer.from(line.toString('latin1').replace(/\0+/g, '\0'), 'latin1');
}

describe('LineSplitter', () => {
  it('gives the same lines however the stream is cut', () => {
    fc.assert(
      fc.property(bytes, cuts, (whole, at) => {
        expect(linesOf(chunksOf(whole, at))).to.deep.equal(linesOf([whole]));
      }),
    );
  });

  it('gives each line where it lies: the bytes at [offset, offset + length), and nothing is left out', () => {
    fc.assert(
      fc.property(bytes, cuts, (whole, at) => {
        let end = 0;
        for (const { bytes: held, offset, length, ended } of linesOf(chunksOf(whole, at))) {
          expect(offset).to.equal(end);
          expect(held).to.deep.equal(whole.subarray(offset, offset + length));
          expect(held?.includes(0x0a)).to.equal(false);
          end = offset + length + (ended ? 1 : 0);
        }
        expect(end).to.equal(whole.length);
      }),
    );
  });

  it('passes over lines beyond the limit alike however the stream is cut, and heads are heads', () => {
    const limits = fc.integer({ min: 1, max: 40 });
    const long = fc
      .array(
        fc.oneof(
          { weight: 60, arbitrary: fc.nat(255) },
          { weight: 30, arbitrary: fc.constant(0) },
          fc.constant(0x0a),
        ),
        {
          maxLength: 300,
          size: 'max',
        },
      )
      .map((list) => Buffer.from(list));
    fc.assert(
      fc.property(long, cuts, limits, (whole, at, limit) => {
        const lines = linesOf(chunksOf(whole, at), limit);
        expect(lines.map(placeOf)).to.deep.equal(linesOf([whole]).map(placeOf));
        for (const { bytes: held, head, offset, length } of lines) {
          const line = whole.subarray(offset, offset + length);
          const counted = length > limit ? squeezed(line) : line;
          expect(held === undefined).to.equal(counted.length > limit);
          expect(head).to.deep.equal(counted.subarray(0, head.length));
          if (held !== undefined) expect(held).to.deep.equal(counted);
        }
      }),
    );
  });

  it('the head of a line too long is its first 4096 bytes, however the stream is cut', () => {
    const line = Buffer.from(Array.from({ length: 20_000 }, (_, i) => 32 + (i % 90)));
    for (const step of [1000, 1024, 4096, 5000, 8192, 20_000]) {
      const at = Array.from({ length: 20 }, (_, i) => i * step);
      for (const limit of [1024, 4096, 8192]) {
        const [found] = linesOf(chunksOf(Buffer.concat([line, Buffer.from('\n')]), at), limit);
        expect(found?.bytes).to.equal(undefined);
        expect(found?.head.equals(line.subarray(0, 4096)), `${step} bytes at ${limit}`).to.equal(true);
      }
    }
  });

  it('a line of max − 1 or max bytes is held, one of max + 1 is not', () => {
    for (const [length, held] of [
      [9, true],
      [10, true],
      [11, false],
    ] as const) {
      for (const end of ['\n', '']) {
        for (const at of [[], [1], [9], [10], [11], [3, 6, 9]]) {
          const [line] = linesOf(chunksOf(Buffer.from('x'.repeat(length) + end), at), 10);
          expect(line?.bytes !== undefined, `${length} bytes`).to.equal(held);
          expect(line).to.include({ length, offset: 0, ended: end !== '' });
        }
      }
    }
  });

  it('the line after one too long is whole', () => {
    const lines = linesOf([Buffer.from(`${'x'.repeat(50)}\nabc\n`)], 10);
    expect(lines.map(({ bytes: held }) => held?.toString())).to.deep.equal([undefined, 'abc']);
    expect(lines[1]).to.include({ offset: 51, length: 3 });
  });

  it('an empty stream has no lines; a last line that no newline ends is told so', () => {
    expect(linesOf([])).to.deep.equal([]);
    expect(linesOf([Buffer.from('a\n')]).map(({ ended }) => ended)).to.deep.equal([true]);
    expect(linesOf([Buffer.from('a\nb')]).map(({ ended }) => ended)).to.deep.equal([true, false]);
    expect(linesOf([Buffer.from('\n\n')]).map(({ length }) => length)).to.deep.equal([0, 0]);
  });

  it('holds little of a line of 50 MB', () => {
    const splitter = new LineSplitter(1 << 20);
    const chunk = Buffer.alloc(256 * 1024, 0x78);
    const before = process.memoryUsage();
    for (let i = 0; i < 200; i++) splitter.push(chunk);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).to.be.lessThan(8 << 20);
    expect(splitter.push(Buffer.from('\n'))[0]).to.include({ length: 200 * chunk.length, bytes: undefined });
  });

  it('keeps what it holds over from a chunk whose buffer is used again', () => {
    const splitter = new LineSplitter(100);
    const buffer = Buffer.from('abc');
    splitter.push(buffer);
    buffer.fill('z');
    expect(splitter.push(Buffer.from('d\n'))[0]?.bytes?.toString()).to.equal('abcd');
  });
});

function placeOf({ offset, length, ended }: Line): object {
  return { offset, length, ended };
}
