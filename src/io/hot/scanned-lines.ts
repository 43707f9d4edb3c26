import { LinesInChunk } from '../line-splitter';
import { FIELD_COUNT } from './fields';
import { LineScan, NotedRows, type Find, type Finds } from './line-scan';
import { head, HEAD_WORDS, type Asked } from './row-head';
import { row } from './scanned';
import { tellTs, tsAt } from './words';

/** Lines of a chunk, to be scanned on another thread. */
export interface ScanJob extends Asked {
  readonly chunk: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly maxLineBytes: number;
}

// What is found is told in words: the kind of find, with the number of fields and of noted rows; the line's start and end;
// the first and the latest ts of the noted rows, if there are any; a row's head and fields.
const FINDS = ['end', 'odd', 'row'] as const;
const MOST_WORDS = 7 + HEAD_WORDS + 3 * FIELD_COUNT;

/** Scans lines; what it finds are a few integers a line, which `ScannedLines` reads. */
export function scanLines({ chunk, start, end, maxLineBytes, ...asked }: ScanJob): Int32Array<ArrayBuffer> {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const finds = new LineScan(new LinesInChunk(bytes, start, end, 0, maxLineBytes), asked);
  const { noted } = finds;
  let words = new Int32Array(Math.max(1024, (end - start) >> 3));
  let at = 0;
  for (;;) {
    const found = finds.next();
    if (words.length - at < MOST_WORDS) words = longer(words);
    words[at++] = FINDS.indexOf(found) | ((found === 'row' ? row.count : 0) << 2) | (noted.count << 8);
    words[at++] = finds.start;
    words[at++] = finds.end;
    if (noted.count > 0) at = tellTs(words, tellTs(words, at, noted.first), noted.latest);
    if (found === 'row') at = row.tell(words, head.tell(words, at));
    if (found === 'end') return words.slice(0, at);
  }
}

/** What another thread found in the lines of a chunk. */
export class ScannedLines implements Finds {
  readonly noted = new NotedRows();
  start = 0;
  end = 0;
  private at = 0;

  /** The lines lie in their chunk as they lay in the one that was scanned. */
  constructor(
    readonly lines: LinesInChunk,
    private readonly words: Int32Array,
  ) {}

  next(): Find {
    const { words, noted } = this;
    const word = words[this.at++] ?? 0;
    this.start = words[this.at++] ?? 0;
    this.end = words[this.at++] ?? 0;
    const rows = word >> 8;
    noted.clear();
    if (rows > 0) {
      noted.add(rows, tsAt(words, this.at), tsAt(words, this.at + 2));
      this.at += 4;
    }
    const found = FINDS[word & 3] ?? 'end';
    if (found === 'row') {
      const headAt = this.at;
      this.at = row.adopt(this.lines.chunk, words, headAt + HEAD_WORDS, (word >> 2) & 63);
      head.adopt(words, headAt);
    }
    return found;
  }
}

function longer(words: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(words.length * 2 + MOST_WORDS);
  twice.set(words);
  return twice;
}
