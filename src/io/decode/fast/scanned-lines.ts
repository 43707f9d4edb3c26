import { LinesInChunk } from '../../lines/line-splitter';
import type { RowLines } from '../../lines/row-lines';
import { CloseBlock, ScannedClose, type CloseParts } from './columns/close-block';
import { TransferredRows } from './transferred-rows';
import { LineScan, TimeOnlyRows, type ScanCursor } from './line-scan';
import { ScannedRoute, RouteBlock, type RouteParts } from './columns/route-block';
import { RowBlocks } from './columns/row-blocks';
import type { CurrentRow, RowFilter } from './scan/current-row';
import { SCAN_RESULTS, type ScanResult } from './scan/row-scanner';
import { writeInt64, readInt64 } from './layout/int64';

/** Lines of a chunk, to be scanned on another thread. */
export interface ScanJob extends RowFilter {
  readonly chunk: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly maxLineBytes: number;
  /** 0 until a thread takes it on: see `claim`. */
  readonly claimed: Int32Array<SharedArrayBuffer>;
}

/** Takes a job on, for the one thread that says so first. */
export function claim(claimed: Int32Array<SharedArrayBuffer>): boolean {
  return Atomics.exchange(claimed, 0, 1) === 0;
}

/** What was found in them: a few words a find, and the rows in blocks, each kind in its order. */
export interface Scanned {
  readonly words: Int32Array<ArrayBuffer>;
  readonly closes: readonly CloseParts[];
  readonly routes: readonly RouteParts[];
}

// The words of a result: a number; the line's start and end; the first and the latest ts of the time-only rows before it,
// if there are any, and how many of them are acknowledgements. The number has the result in its lowest two bits, then the bit of a route, then how many rows those are.
const RESULT_BITS = 2;
const ROUTE = 1 << RESULT_BITS;
const MOST_WORDS = 8;

/**
 * Scans lines with `row`, and makes blocks of their rows, which `ScannedLines` reads. The lines themselves stay where they are. Of a
 * job that another thread has taken on nothing is scanned.
 */
export function scanLines(job: ScanJob, row: CurrentRow): Scanned {
  const { chunk, start, end, maxLineBytes, claimed, ...asked } = job;
  if (!claim(claimed)) return { words: new Int32Array(0), closes: [], routes: [] };
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const cursor = new LineScan(new LinesInChunk(bytes, start, end, 0, maxLineBytes), { ...asked, row });
  const { timeOnly } = cursor;
  const blocks = new RowBlocks(() => NO_LINES);
  const closes: CloseBlock[] = [];
  const routes: RouteBlock[] = [];
  const take = (): number => {
    const event = cursor.store(blocks, 0);
    if (event.kind === 'close') addOnce(closes, event.block);
    else addOnce(routes, event.block);
    return event.kind === 'route' ? ROUTE : 0;
  };
  let words = new Int32Array(1024);
  let at = 0;
  for (;;) {
    const found = cursor.next();
    if (words.length - at < MOST_WORDS) words = longer(words);
    const kind = found === 'row' ? take() : 0;
    words[at++] = SCAN_RESULTS.indexOf(found) | kind | (timeOnly.count << (RESULT_BITS + 1));
    words[at++] = cursor.start;
    words[at++] = cursor.end;
    if (timeOnly.count > 0) {
      at = writeInt64(words, writeInt64(words, at, timeOnly.first), timeOnly.latest);
      words[at++] = timeOnly.acks;
    }
    if (found === 'end')
      return {
        words: words.slice(0, at),
        closes: closes.map(({ parts }) => parts),
        routes: routes.map(({ parts }) => parts),
      };
  }
}

/** What another thread found in the lines of a chunk. */
export class ScannedLines implements ScanCursor {
  readonly timeOnly = new TimeOnlyRows();
  start = 0;
  end = 0;
  private at = 0;
  private isRoute = false;
  private readonly words: Int32Array;
  private readonly closes: TransferredRows<CloseParts, CloseBlock, ScannedClose>;
  private readonly routes: TransferredRows<RouteParts, RouteBlock, ScannedRoute>;

  /** The lines lie in their chunk as they lay in the one that was scanned. */
  constructor(
    readonly lines: LinesInChunk,
    { words, closes, routes }: Scanned,
  ) {
    this.words = words;
    this.closes = new TransferredRows(
      closes,
      (held, parts) => new CloseBlock(held, parts),
      (block, n) => new ScannedClose(block, n),
    );
    this.routes = new TransferredRows(
      routes,
      (held, parts) => new RouteBlock(held, parts),
      (block, n) => new ScannedRoute(block, n),
    );
  }

  next(): ScanResult {
    const { words, timeOnly } = this;
    const word = words[this.at++] ?? 0;
    this.start = words[this.at++] ?? 0;
    this.end = words[this.at++] ?? 0;
    const rows = word >> (RESULT_BITS + 1);
    timeOnly.clear();
    if (rows > 0) {
      timeOnly.add(rows, words[this.at + 4] ?? 0, readInt64(words, this.at), readInt64(words, this.at + 2));
      this.at += 5;
    }
    this.isRoute = (word & ROUTE) !== 0;
    return SCAN_RESULTS[word & (ROUTE - 1)] ?? 'end';
  }

  store(blocks: RowBlocks, offset: number): ScannedClose | ScannedRoute {
    const rows = this.isRoute ? this.routes : this.closes;
    return rows.next(blocks.lines, (lines, n) => {
      lines.store(n, this.lines.chunk, this.start, this.end, offset);
    });
  }
}

// Where the rows are read nobody asks for a line.
const NO_LINES: RowLines = { store: () => undefined, text: () => '' };

// Blocks come one after the other.
function addOnce<B>(blocks: B[], block: B): void {
  if (blocks.at(-1) !== block) blocks.push(block);
}

function longer(words: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(words.length * 2);
  twice.set(words);
  return twice;
}
