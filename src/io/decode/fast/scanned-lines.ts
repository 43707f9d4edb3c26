import { LinesInChunk } from '../../lines/line-splitter';
import type { RowLines } from '../../lines/row-lines';
import { CloseBlock, ScannedClose, type CloseParts } from './columns/close-block';
import { TransferredRows } from './transferred-rows';
import { LineScan, TimeOnlyRows, type ScanCursor } from './line-scan';
import { FillBlock, ScannedFill } from './columns/fill-block';
import type { OrderParts } from './columns/order-block';
import { ScannedRoute, RouteBlock, type RouteParts } from './columns/route-block';
import { RowBlocks, type ScannedRow } from './columns/row-blocks';
import type { CurrentRow, RowFilter } from './scan/current-row';
import type { ScanResult } from './scan/row-scanner';
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
  readonly fills: readonly OrderParts[];
  readonly routes: readonly RouteParts[];
}

// The words of a find: a number; the line's start and end; where there are time-only rows before it, the first and the
// latest ts of them, and how many are acknowledgements. The number has what was found in its lowest bits, above them how
// many time-only rows there are.
const FINDS = ['end', 'fallback', 'close', 'fill', 'route'] as const;
const FIND_BITS = 3;
const FIND_MASK = (1 << FIND_BITS) - 1;
const MOST_WORDS = 8;

/**
 * Scans lines with `row`, and makes blocks of their rows, which `ScannedLines` reads. The lines themselves stay where they are. Of a
 * job that another thread has taken on nothing is scanned.
 */
export function scanLines(job: ScanJob, row: CurrentRow): Scanned {
  const { chunk, start, end, maxLineBytes, claimed, ...asked } = job;
  if (!claim(claimed)) return { words: new Int32Array(0), closes: [], fills: [], routes: [] };
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const cursor = new LineScan(new LinesInChunk(bytes, start, end, 0, maxLineBytes), { ...asked, row });
  const { timeOnly } = cursor;
  const blocks = new RowBlocks(() => NO_LINES);
  const closes: CloseBlock[] = [];
  const fills: FillBlock[] = [];
  const routes: RouteBlock[] = [];
  const take = (): ScannedRow['kind'] => {
    const event = cursor.store(blocks, 0);
    if (event.kind === 'close') addOnce(closes, event.block);
    else if (event.kind === 'fill') addOnce(fills, event.block);
    else addOnce(routes, event.block);
    return event.kind;
  };
  let words = new Int32Array(1024);
  let at = 0;
  for (;;) {
    const found = cursor.next();
    if (words.length - at < MOST_WORDS) words = longer(words);
    const find = found === 'row' ? take() : found;
    words[at++] = FINDS.indexOf(find) | (timeOnly.count << FIND_BITS);
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
        fills: fills.map(({ parts }) => parts),
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
  private find: (typeof FINDS)[number] = 'end';
  private readonly words: Int32Array;
  private readonly closes: TransferredRows<CloseParts, CloseBlock, ScannedClose>;
  private readonly fills: TransferredRows<OrderParts, FillBlock, ScannedFill>;
  private readonly routes: TransferredRows<RouteParts, RouteBlock, ScannedRoute>;

  /** The lines lie in their chunk as they lay in the one that was scanned. */
  constructor(
    readonly lines: LinesInChunk,
    { words, closes, fills, routes }: Scanned,
  ) {
    this.words = words;
    this.closes = new TransferredRows(
      closes,
      (held, parts) => new CloseBlock(held, parts),
      (block, n) => new ScannedClose(block, n),
    );
    this.fills = new TransferredRows(
      fills,
      (held, parts) => new FillBlock(held, parts),
      (block, n) => new ScannedFill(block, n),
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
    const rows = word >> FIND_BITS;
    timeOnly.clear();
    if (rows > 0) {
      timeOnly.add(rows, words[this.at + 4] ?? 0, readInt64(words, this.at), readInt64(words, this.at + 2));
      this.at += 5;
    }
    this.find = FINDS[word & FIND_MASK] ?? 'end';
    return this.find === 'end' || this.find === 'fallback' ? this.find : 'row';
  }

  store(blocks: RowBlocks, offset: number): ScannedRow {
    const { find } = this;
    const rows = find === 'close' ? this.closes : find === 'fill' ? this.fills : this.routes;
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
