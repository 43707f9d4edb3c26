import { FIELD_COUNT } from './fields';
import { readScanned, type Reading, type ReadRow } from './read-row';
import { RowHead, type Asked } from './row-head';
import { row, scanner } from './scanned';

/** Lines of a chunk, to be scanned on another thread. */
export interface ScanJob extends Asked {
  readonly chunk: Uint8Array;
  /** Start and end of each line in the chunk. */
  readonly lines: Int32Array;
}

// How the words of a line begin: it was given up; it makes no event, and its ts follows; or 2 and the number of fields,
// and those follow.
const GIVEN_UP = 0;
const NO_EVENT = 1;
const FIELDS = 2;
const HIGH = 2 ** 32;
const MOST_WORDS = 1 + 3 * FIELD_COUNT;

const head = new RowHead();

/** Scans lines; what it finds are a few integers a line, which `ScannedLines` reads. */
export function scanLines({ chunk, lines, ...asked }: ScanJob): Int32Array<ArrayBuffer> {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  let words = new Int32Array(lines.length * 8);
  let at = 0;
  scanner.take(bytes, 0, bytes.length);
  for (let n = 0; n < lines.length; n += 2) {
    if (words.length - at < MOST_WORDS) words = longer(words);
    const isRead = scanner.scan(lines[n] ?? 0, lines[n + 1] ?? 0) && head.read(asked);
    if (!isRead) words[at++] = GIVEN_UP;
    else if (head.kind === 'noted') {
      words[at++] = NO_EVENT;
      words[at++] = Math.floor(head.ts / HIGH);
      words[at++] = head.ts;
    } else {
      words[at++] = FIELDS + row.count;
      at = row.tell(words, at);
    }
  }
  return words.slice(0, at);
}

/** Reads lines that were scanned, one after the other: as `readRow` reads them. */
export class ScannedLines {
  private at = 0;

  constructor(private readonly words: Int32Array) {}

  /** The next line; it lies in `bytes` as it lay in the chunk that was scanned. */
  next(bytes: Buffer, start: number, end: number, reading: Reading): ReadRow | undefined {
    const { words } = this;
    const kind = words[this.at++] ?? GIVEN_UP;
    if (kind === GIVEN_UP) return undefined;
    if (kind === NO_EVENT) {
      const high = words[this.at++] ?? 0;
      const low = words[this.at++] ?? 0;
      return high * HIGH + (low >>> 0);
    }
    this.at = row.adopt(bytes, words, this.at, kind - FIELDS);
    return readScanned(start, end, reading);
  }
}

function longer(words: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(words.length * 2 + MOST_WORDS);
  twice.set(words);
  return twice;
}
