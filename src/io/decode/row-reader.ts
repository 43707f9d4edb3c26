import { reachOf, type Batch, type Close, type Fill, type MarketEvent } from '../../model/event';
import type { Route } from '../../model/route';
import { decodeAnyRow } from './decode-row';
import type { LogKind, RowFault } from './row/decoded';
import type { FieldNames } from './row/field-names';
import { NOTED } from './row/event-kind';
import { faultOf, type Fault } from './fault';
import { RowBlocks } from './fast/columns/row-blocks';
import { LineScan, readRow, type ReadContext, type ScanCursor } from './fast/line-scan';
import { CurrentRow } from './fast/scan/current-row';
import type { EndedLines, Line } from '../lines/line-splitter';
import { piecesOf, type Piece } from '../lines/pieces';
import { StoredLines, LinesInFile, type LineFile, type RowLines } from '../lines/row-lines';
import { note, type Tally } from './tally';

/** Where a reader's lines come from. */
export interface Place {
  readonly source: string;
  readonly file: string;
  readonly segment: number | null;
  /** Where lines can be read again, for as long as their events live; undefined: they are kept. */
  readonly open?: LineFile | undefined;
}

export interface ReaderSettings {
  readonly log: LogKind;
  /** A row later than this is from the future. Asked at each line, or at each chunk of a file: it may move. */
  readonly latestTs: number;
  /** A row later than that is left out, since a past moment is asked for. Else it cannot be used. */
  readonly leavesLaterOut?: boolean | undefined;
  /** The present moment, where rows do not move time: no row moves the watermark past it. */
  readonly clockTs?: number;
  /** How far behind its latest row a source may still bring rows. */
  readonly latenessMs: number;
  /** Called for each row that cannot be used. */
  readonly onFault: (fault: Fault) => void;
  readonly tally: Tally;
  /** Rows at or before this make no event. Asked once, when the first line is read. */
  readonly since?: (() => number) | undefined;
  /** Called for each event that is older than its source had promised, with the byte its line begins at. */
  readonly onLate?: ((offset: number, ts: number) => void) | undefined;
  /** The names that the writer of the rows has for fields. Undefined: ours. */
  readonly fieldNames?: FieldNames | undefined;
  /** Batches say when each of their events was written at the earliest. */
  readonly datesReceipt?: boolean | undefined;
  /** Batches say from which moment on each late event of theirs counts. */
  readonly datesLate?: boolean | undefined;
}

/** Turns lines into batches of one source; rows that cannot be used go to quarantine with their place. */
export class RowReader {
  /** What holds for each row. */
  readonly context: ReadContext;
  private watermark = -Infinity;
  private open: LineFile | undefined;
  private blocks = new RowBlocks();
  // Of the batch that is being read.
  private events: MarketEvent[] = [];
  private first = Infinity;
  private latest = -Infinity;
  private late = 0;
  private lateFrom: Map<MarketEvent, number> | undefined;
  private received: number[] | undefined;
  // The largest time of any row so far.
  private reached = -Infinity;

  constructor(private readonly settings: ReaderSettings) {
    const blocks = (): RowBlocks => this.blocks;
    this.context = {
      row: new CurrentRow(),
      log: settings.log,
      get latestTs() {
        return settings.latestTs;
      },
      since: settings.since?.() ?? -Infinity,
      get blocks() {
        return blocks();
      },
    };
  }

  /** Nothing older than this will come any more: an event that does all the same is late. */
  advanceWatermark(ts: number): void {
    if (ts > this.watermark) this.watermark = ts;
  }

  /** The batch of these lines. */
  read(lines: readonly Line[], place: Place): Batch {
    this.start(place);
    for (const line of lines) this.readLine(line, place);
    return this.batch(place);
  }

  /** The batch of the lines that end in a chunk. `scanned`: what was found in those that lie in it, if they were scanned. */
  readEnded({ cut, whole }: EndedLines, place: Place, scanned?: ScanCursor): Batch {
    this.start(place);
    if (cut !== undefined) this.readLine(cut, place);
    this.readScanned(scanned ?? new LineScan(whole, this.context), place);
    return this.batch(place);
  }

  private start({ open }: Place): void {
    if (open !== this.open) {
      this.open = open;
      this.blocks = new RowBlocks(linesOf(open));
    }
    this.events = [];
    this.first = Infinity;
    this.latest = -Infinity;
    this.late = 0;
    this.lateFrom = undefined;
    this.received = this.settings.datesReceipt === true ? [] : undefined;
  }

  private batch({ source }: Place): Batch {
    const { events, first, latest, late, lateFrom, received } = this;
    this.events = [];
    const batch = { source, events, first, latest, ended: false, late };
    if (lateFrom === undefined && received === undefined) return batch;
    return { ...batch, ...(lateFrom && { lateFrom }), ...(received && { received }) };
  }

  private readScanned(cursor: ScanCursor, place: Place): void {
    const { lines, timeOnly } = cursor;
    const { tally } = this.settings;
    for (;;) {
      const found = cursor.next();
      tally.rows += timeOnly.count;
      if (timeOnly.count > 0) this.pass(timeOnly.first, timeOnly.latest);
      if (found === 'end') break;
      if (found === 'fallback') this.readFallback(lines.line(cursor.start, cursor.end), place);
      else {
        tally.rows++;
        const offset = lines.offset + cursor.start - lines.start;
        this.take(cursor.store(this.blocks, offset), offset);
      }
    }
    NOTED.forEach((type, n) => {
      note(tally, type, cursor.noted[n] ?? 0);
    });
    tally.bytes += lines.end - lines.start;
  }

  private readLine(line: Line, place: Place): void {
    const { tally, fieldNames } = this.settings;
    tally.bytes += line.length + (line.ended ? 1 : 0);
    // The fast path knows our names alone.
    const read =
      fieldNames === undefined && line.bytes
        ? readRow(line.bytes, 0, line.bytes.length, this.context, line.offset)
        : undefined;
    if (read === undefined) {
      this.readFallback(line, place);
      return;
    }
    tally.rows++;
    if (!line.ended) tally.unterminated++;
    if (typeof read === 'object') this.take(read, line.offset);
    else {
      const { noted, reach } = this.context.row;
      note(tally, NOTED[noted] ?? '', noted < 0 ? 0 : 1);
      this.pass(read, reach);
    }
  }

  // What the fast path does not read.
  private readFallback(line: Line, place: Place): void {
    const { tally } = this.settings;
    if (line.bytes === undefined) {
      tally.rows++;
      this.quarantine(line, place, { reason: 'oversize', detail: `${line.length} bytes` });
      return;
    }
    const { pieces, nulBytes } = piecesOf(line, line.bytes);
    tally.nulBytes += nulBytes;
    if (pieces.length === 0) tally.blank++;
    for (const piece of pieces) this.readPiece(piece, place);
  }

  private readPiece(line: Piece, place: Place): void {
    const { tally, log, latestTs, fieldNames } = this.settings;
    const decoded = decodeAnyRow(line.bytes, log, latestTs, fieldNames);
    if (decoded.kind === 'blank') {
      tally.blank++;
      return;
    }
    tally.rows++;
    if (decoded.kind === 'fault') {
      const torn = !line.ended && decoded.fault.reason === 'bad_json';
      this.quarantine(line, place, torn ? { ...decoded.fault, reason: 'unterminated' } : decoded.fault);
      return;
    }
    if (!line.ended) tally.unterminated++;
    if (decoded.nonfinite > 0) tally.nonfinite++;
    tally.mistyped += decoded.mistyped;
    if (decoded.kind === 'noted') note(tally, decoded.type);
    if (decoded.kind === 'event' && decoded.event.ts > this.context.since)
      this.take(decoded.event, line.offset);
    else {
      const row = decoded.kind === 'noted' ? decoded : decoded.event;
      this.pass(row.ts, reachOf(row, latestTs));
    }
  }

  private take(event: Close | Fill | Route, offset: number): void {
    if (event.ts < this.watermark) {
      this.late++;
      this.settings.onLate?.(offset, event.ts);
      if (this.settings.datesLate === true) (this.lateFrom ??= new Map()).set(event, this.watermark);
    }
    this.events.push(event);
    this.pass(event.ts, reachOf(event, this.settings.latestTs));
    this.received?.push(this.reached);
  }

  // Rows that count, by the first and the latest ts of them.
  private pass(first: number, latest: number): void {
    const { clockTs = Infinity, latenessMs, log, tally } = this.settings;
    this.advanceWatermark(Math.min(latest, clockTs) - latenessMs);
    // A log begins with its earliest row; rows that are piped in come in any order.
    if (this.reached === -Infinity || log === 'mixed') tally.earliest = Math.min(tally.earliest, first);
    if (this.first === Infinity) this.first = first;
    if (latest > this.latest) this.latest = latest;
    if (latest > this.reached) this.reached = latest;
  }

  private quarantine(line: Line, place: Place, { reason, detail }: RowFault): void {
    const { tally, onFault, leavesLaterOut } = this.settings;
    if (reason === 'future' && leavesLaterOut === true) {
      tally.later++;
      return;
    }
    tally.quarantined++;
    if (reason === 'future') tally.future++;
    onFault(faultOf(line, place, reason, detail));
  }
}

function linesOf(file: LineFile | undefined): (rows: number) => RowLines {
  return file === undefined ? (rows) => new StoredLines(rows) : (rows) => new LinesInFile(file, rows);
}
