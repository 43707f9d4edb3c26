import { createHash, type Hash } from 'node:crypto';
import { LineSplitter, type Line } from '../line-splitter';
import type { LineEnd } from './bookmark';
import { digestOf } from './known-prefix';

/** Where reading stands in one segment. */
export interface Position {
  readonly offset: number;
  /** The hash of all bytes before the offset. */
  readonly hasher: Hash;
  /** The last bytes before the offset: a file that has others there is another file. */
  readonly guard: Buffer;
}

/** Some whole lines, where each ends, and the position after them. */
export interface Stretch {
  readonly lines: readonly Line[];
  readonly ends: readonly LineEnd[];
  readonly position: Position;
}

const LINES_PER_STRETCH = 512;
export const GUARD_BYTES = 4096;

/** The start of a segment. */
export function startOfSegment(): Position {
  return { offset: 0, hasher: createHash('sha256'), guard: Buffer.alloc(0) };
}

/** The whole lines in `content`, which begins at the position. What no newline ends is left for another time. */
export async function* readLines(
  content: AsyncIterable<Buffer>,
  from: Position,
  maxLineBytes: number,
): AsyncGenerator<Stretch> {
  const splitter = new LineSplitter(maxLineBytes, from.offset);
  const hasher = from.hasher.copy();
  let guard = from.guard;
  let begins = from.offset;
  for await (const chunk of content) {
    const lines = splitter.push(chunk);
    let hashed = 0;
    for (let at = 0; at < lines.length; at += LINES_PER_STRETCH) {
      const some = lines.slice(at, at + LINES_PER_STRETCH);
      const ends: LineEnd[] = [];
      for (const line of some) {
        const offset = line.offset + line.length + 1;
        hasher.update(chunk.subarray(hashed, offset - begins));
        hashed = offset - begins;
        ends.push({ offset, hash: digestOf(hasher), line: lineHash(line) });
      }
      const position = {
        offset: begins + hashed,
        hasher: hasher.copy(),
        guard: guardOf(guard, chunk.subarray(0, hashed)),
      };
      yield { lines: some, ends, position };
    }
    hasher.update(chunk.subarray(hashed));
    guard = guardOf(guard, chunk);
    begins += chunk.length;
  }
}

/** What follows the last newline of a segment that nothing will be added to any more, if anything. */
export async function readRemainder(
  content: AsyncIterable<Buffer>,
  from: Position,
  maxLineBytes: number,
): Promise<Stretch | undefined> {
  const splitter = new LineSplitter(maxLineBytes, from.offset);
  const hasher = from.hasher.copy();
  for await (const chunk of content) {
    splitter.push(chunk);
    hasher.update(chunk);
  }
  const line = splitter.rest();
  if (line === undefined) return undefined;
  const offset = line.offset + line.length;
  const ends = [{ offset, hash: digestOf(hasher), line: lineHash(line) }];
  return { lines: [line], ends, position: { offset, hasher, guard: Buffer.alloc(0) } };
}

function guardOf(before: Buffer, bytes: Buffer): Buffer {
  if (bytes.length >= GUARD_BYTES) return Buffer.from(bytes.subarray(bytes.length - GUARD_BYTES));
  return Buffer.concat([before, bytes]).subarray(-GUARD_BYTES);
}

// Of an oversize line only the head is held; with its length that tells it apart well enough.
function lineHash(line: Line): string {
  return createHash('sha256').update(line.head).update(`|${line.length}`).digest('hex').slice(0, 32);
}
