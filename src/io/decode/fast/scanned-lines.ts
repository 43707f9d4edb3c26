import { LinesInChunk } from '../../lines/line-splitter';
import type { RowLines } from '../../lines/row-lines';
import { CloseBlock, ScannedClose, type CloseParts } from './columns/close-block';
import { FillBlock, ScannedFill } from './columns/fill-block';
import type { OrderParts } from './columns/order-block';
import { ScannedRoute, RouteBlock, type RouteParts } from './columns/route-block';
import type { RowBlock, RowParts } from './columns/row-block';
import { RowBlocks, type HeldRow } from './columns/row-blocks';
import { LineScan, TimeOnlyRows, type ScanCursor } from './line-scan';
import type { CurrentRow, RowFilter } from './scan/current-row';
import type { ScanResult } from './scan/row-scanner';

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

/** What was found in them: some numbers a find, and the rows in blocks, each kind in its order. */
export interface Scanned {
  readonly finds: Float64Array<ArrayBuffer>;
  readonly noted: Int32Array<ArrayBuffer>;
  readonly closes: readonly CloseParts[];
  readonly fills: readonly OrderParts[];
  readonly routes: readonly RouteParts[];
}

// The numbers of a find: what it is; the line's start and end; and of the time-only rows before it how many they are, the
// first ts and the latest.
const RESULTS = ['end', 'fallback', 'close', 'fill', 'route'] as const;
const FIND_NUMBERS = 6;

/**
 * Scans lines with `row`, and makes blocks of their rows, which `ScannedLines` reads. The lines themselves stay where they
 * are. Of a job that another thread has taken on nothing is scanned.
 */
export function scanLines(job: ScanJob, row: CurrentRow): Scanned {
  const { chunk, start, end, maxLineBytes, claimed, ...asked } = job;
  if (!claim(claimed))
    return { finds: new Float64Array(0), noted: new Int32Array(0), closes: [], fills: [], routes: [] };
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const cursor = new LineScan(new LinesInChunk(bytes, start, end, 0, maxLineBytes), { ...asked, row });
  const { timeOnly } = cursor;
  const blocks = new RowBlocks(() => NO_LINES);
  const closes = new Set<CloseBlock>();
  const fills = new Set<FillBlock>();
  const routes = new Set<RouteBlock>();
  const finds: number[] = [];
  for (;;) {
    const found = cursor.next();
    const event = found === 'row' ? cursor.store(blocks, 0) : undefined;
    if (event?.kind === 'close') closes.add(event.block);
    else if (event?.kind === 'fill') fills.add(event.block);
    else if (event !== undefined) routes.add(event.block);
    const find = found === 'row' ? event?.kind : found;
    finds.push(RESULTS.indexOf(find ?? 'end'), cursor.start, cursor.end);
    finds.push(timeOnly.count, timeOnly.first, timeOnly.latest);
    if (found === 'end')
      return {
        finds: Float64Array.from(finds),
        noted: cursor.noted.slice(),
        closes: [...closes].map(({ parts }) => parts),
        fills: [...fills].map(({ parts }) => parts),
        routes: [...routes].map(({ parts }) => parts),
      };
  }
}

/** What another thread found in the lines of a chunk. */
export class ScannedLines implements ScanCursor {
  readonly timeOnly = new TimeOnlyRows();
  readonly noted: Int32Array;
  start = 0;
  end = 0;
  private at = 0;
  private find: (typeof RESULTS)[number] = 'end';
  private readonly finds: Float64Array;
  private readonly closes: TransferredRows<CloseParts, CloseBlock, ScannedClose>;
  private readonly fills: TransferredRows<OrderParts, FillBlock, ScannedFill>;
  private readonly routes: TransferredRows<RouteParts, RouteBlock, ScannedRoute>;

  /** The lines lie in their chunk as they lay in the one that was scanned. */
  constructor(
    readonly lines: LinesInChunk,
    { finds, noted, closes, fills, routes }: Scanned,
  ) {
    this.finds = finds;
    this.noted = noted;
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
    const { finds, timeOnly, at } = this;
    const number = (n: number): number => finds[at + n] ?? 0;
    this.at += FIND_NUMBERS;
    this.find = RESULTS[number(0)] ?? 'end';
    this.start = number(1);
    this.end = number(2);
    timeOnly.clear();
    timeOnly.add(number(3), number(4), number(5));
    return this.find === 'end' || this.find === 'fallback' ? this.find : 'row';
  }

  store(blocks: RowBlocks, offset: number): HeldRow {
    const { find } = this;
    const rows = find === 'close' ? this.closes : find === 'fill' ? this.fills : this.routes;
    return rows.next(blocks.lines, (lines, n) => {
      lines.store(n, this.lines.chunk, this.start, this.end, offset);
    });
  }
}

// Where the rows are read nobody asks for a line.
const NO_LINES: RowLines = { store: () => undefined, text: () => '' };

// Rows of one kind that another thread made blocks of, in their order.
class TransferredRows<Parts extends RowParts, Block extends RowBlock, Row> {
  private block: Block | undefined;
  private blocks = 0;
  private rows = 0;

  constructor(
    private readonly parts: readonly Parts[],
    private readonly blockOf: (lines: RowLines, parts: Parts) => Block,
    private readonly rowOf: (block: Block, n: number) => Row,
  ) {}

  // The next row. `store` is to hold its line.
  next(lines: (rows: number) => RowLines, store: (lines: RowLines, n: number) => void): Row {
    if (this.block === undefined || this.rows === this.block.count) {
      const parts = this.parts[this.blocks++];
      if (parts === undefined) throw new Error('a row that was found is in no block');
      this.block = this.blockOf(lines(parts.count), parts);
      this.rows = 0;
    }
    const n = this.rows++;
    store(this.block.lines, n);
    return this.rowOf(this.block, n);
  }
}
