import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect } from 'chai';
import { knownPrefix } from '../../../../src/io/tail/offset/known-prefix';
import { pointOf, startOfSegment } from '../../../../src/io/tail/offset/position';
import { readLines, type LineRun } from '../../../../src/io/tail/offset/read-lines';

const content = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.nat(255) }, fc.constant(0x0a)), { maxLength: 6000, size: 'max' })
  .map((bytes) => Buffer.from(bytes));
const offsets = fc.array(fc.nat(6000), { maxLength: 12 });

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex').slice(0, 32);

/** The bytes in chunks that end at these offsets; one buffer for all, as when a file is read. */
async function* chunked(bytes: Buffer, at: readonly number[], from = 0): AsyncGenerator<Buffer> {
  const buffer = Buffer.alloc(bytes.length);
  const cuts = [...at.filter((cut) => cut > from && cut < bytes.length), bytes.length].toSorted(
    (a, b) => a - b,
  );
  let begin = from;
  for (const end of cuts) {
    bytes.copy(buffer, 0, begin, end);
    yield buffer.subarray(0, end - begin);
    await Promise.resolve();
    begin = end;
  }
}

describe('knownPrefix', () => {
  it('is the longest point whose bytes are there, with the position to go on from', async () => {
    const points = fc.array(fc.record({ offset: fc.integer({ min: 1, max: 7000 }), isTrue: fc.boolean() }));
    await fc.assert(
      fc.asyncProperty(content, offsets, points, async (bytes, cuts, drawn) => {
        const known = drawn.map(({ offset, isTrue }) => ({
          offset,
          hash: isTrue ? hashOf(bytes.subarray(0, offset)) : 'another',
        }));
        const held = drawn.filter(({ offset, isTrue }) => isTrue && offset <= bytes.length);
        const longest = Math.max(0, ...held.map(({ offset }) => offset));
        const found = await knownPrefix(chunked(bytes, cuts), known);
        expect(found?.point.offset ?? 0).to.equal(longest);
        if (found === undefined) return;
        expect(pointOf(found.position)).to.deep.equal(found.point);
        expect(found.position.guard).to.deep.equal(bytes.subarray(Math.max(0, longest - 4096), longest));
      }),
    );
  });
});

describe('readLines', () => {
  const all = async (stretches: AsyncIterable<LineRun>): Promise<readonly LineRun[]> => {
    const list: LineRun[] = [];
    for await (const { lines, ends, position } of stretches)
      list.push({ lines: lines.map((line) => ({ ...line, head: Buffer.from(line.head) })), ends, position });
    return list;
  };

  it('gives each line with its end, and a position that the next reading may begin at', async () => {
    await fc.assert(
      fc.asyncProperty(content, offsets, fc.boolean(), async (bytes, cuts, toEnd) => {
        const stretches = await all(readLines(chunked(bytes, cuts), startOfSegment(), 1 << 20, toEnd));
        const ends = stretches.flatMap((stretch) => stretch.ends);
        const newlines = Array.from(bytes.entries()).flatMap(([at, byte]) => (byte === 0x0a ? [at + 1] : []));
        const rest = toEnd && bytes.length > (newlines.at(-1) ?? 0) ? [bytes.length] : [];
        expect(ends.map(({ offset }) => offset)).to.deep.equal([...newlines, ...rest]);
        for (const { offset, hash } of ends) expect(hash).to.equal(hashOf(bytes.subarray(0, offset)));
        for (const { position } of stretches) {
          const { offset, guard } = position;
          expect(pointOf(position).hash).to.equal(hashOf(bytes.subarray(0, offset)));
          expect(guard).to.deep.equal(bytes.subarray(Math.max(0, offset - 4096), offset));
          const onward = await all(readLines(chunked(bytes, cuts, offset), position, 1 << 20, toEnd));
          const beyond = ends.filter((end) => end.offset > offset);
          expect(onward.flatMap((stretch) => stretch.ends)).to.deep.equal(beyond);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('gives at most 512 lines at once', async () => {
    const bytes = Buffer.from('x\n'.repeat(1200));
    const stretches = await all(readLines(chunked(bytes, []), startOfSegment(), 10));
    expect(stretches.map(({ lines }) => lines.length)).to.deep.equal([512, 512, 176]);
  });
});
