import { createHash } from 'node:crypto';
import { LineSplitter, type Line } from '../../lines/line-splitter';
import type { LineEnd } from './bookmark';
import { Cursor } from './cursor';
import type { Position } from './position';

/** A run of lines, the end of each, and the position after the last. */
export interface LineRun {
  readonly lines: readonly Line[];
  readonly ends: readonly LineEnd[];
  readonly position: Position;
}

const LINES_PER_STRETCH = 512;

/**
 * The lines of `content`, which begins at the position. Bytes after the last newline stay unread, unless `toEnd` says
 * that nothing will be appended: then they are the last line.
 */
export async function* readLines(
  content: AsyncIterable<Buffer>,
  from: Position,
  maxLineBytes: number,
  toEnd = false,
): AsyncGenerator<LineRun> {
  const splitter = new LineSplitter(maxLineBytes, from.offset);
  const cursor = new Cursor(from);
  for await (const chunk of content) {
    const lines = splitter.push(chunk);
    cursor.enter(chunk);
    for (let at = 0; at < lines.length; at += LINES_PER_STRETCH)
      yield lineRunOf(lines.slice(at, at + LINES_PER_STRETCH), cursor);
    cursor.leave();
  }
  const rest = toEnd ? splitter.rest() : undefined;
  if (rest !== undefined) yield lineRunOf([rest], cursor);
}

function lineRunOf(lines: readonly Line[], cursor: Cursor): LineRun {
  const ends = lines.map((line) => {
    const offset = line.offset + line.length + (line.ended ? 1 : 0);
    cursor.moveTo(offset);
    return { offset, hash: cursor.hash, line: lineHash(line) };
  });
  return { lines, ends, position: cursor.position };
}

// Only the head of an oversize line is held in memory; head and length identify it well enough.
function lineHash(line: Line): string {
  return createHash('sha256').update(line.head).update(`|${line.length}`).digest('hex').slice(0, 32);
}
