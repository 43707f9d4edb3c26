import { createHash } from 'node:crypto';
import type { Batch, MarketEvent } from '../model/event';
import { decodeAnyRow, utf8Text } from './decode-row';
import type { LogKind, RowFault } from './decoded';
import type { Fault } from './fault';
import { RowBlocks } from './hot/row-blocks';
import { readRow, readTaken, type Reading, type ReadRow } from './hot/read-row';
import { scanner } from './hot/scanned';
import type { ScannedLines } from './hot/scanned-lines';
import { LineInChunk, type Line } from './line-splitter';
import type { LineFile } from './row-lines';
import type { Tally } from './tally';

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
  /** A row later than this is from the future. Asked at each row: it may move. */
  readonly latestTs: number;
  /** How far behind its latest row a source may still bring rows. */
  readonly latenessMs: number;
  /** Called for each row that cannot be used. */
  readonly onFault: (fault: Fault) => void;
  readonly tally: Tally;
  /** Rows at or before this make no event. Asked once, when the first line is read. */
  readonly since?: (() => number) | undefined;
  /** Called for each event that is older than its source had promised, with the byte its line begins at. */
  readonly onLate?: ((offset: number, ts: number) => void) | undefined;
}

/** Turns lines into batches of one source; rows that cannot be used go to quarantine with their place. */
export class RowReader {
  private promised = -Infinity;
  /** Rows at or before this make no event. */
  readonly since: number;
  private scanned: ScannedLines | undefined;
  // The chunk that the scanner has taken.
  private taken: Buffer | undefined;
  private blocks = new RowBlocks();
  private readonly reading: Reading;

  constructor(private readonly settings: ReaderSettings) {
    this.since = settings.since?.() ?? -Infinity;
    const blocks = (): RowBlocks => this.blocks;
    this.reading = {
      log: settings.log,
      get latestTs() {
        return settings.latestTs;
      },
      since: this.since,
      get blocks() {
        return blocks();
      },
    };
  }

  /** Nothing older than this will come any more: an event that does all the same is late. */
  promise(ts: number): void {
    if (ts > this.promised) this.promised = ts;
  }

  /** The batch of these lines. `scanned`: those of them that lie in a chunk were scanned before. */
  read(lines: readonly Line[], place: Place, scanned?: ScannedLines): Batch {
    this.scanned = scanned;
    this.taken = undefined;
    if (place.open !== this.blocks.file) this.blocks = new RowBlocks(place.open);
    const events: MarketEvent[] = [];
    let first = Infinity;
    let latest = -Infinity;
    let late = 0;
    for (const line of lines) {
      const known = events.length;
      const ts = this.readLine(line, place, events);
      if (ts === -Infinity) continue;
      if (events.length > known && ts < this.promised) {
        late++;
        this.settings.onLate?.(line.offset, ts);
      }
      this.promise(ts - this.settings.latenessMs);
      if (first === Infinity) first = ts;
      if (ts > latest) latest = ts;
    }
    return { source: place.source, events, first, latest, ended: false, late };
  }

  // The row's ts, −Infinity when it has none that counts.
  private readLine(line: Line, place: Place, events: MarketEvent[]): number {
    const { tally, log, latestTs } = this.settings;
    tally.bytes += line.length + (line.ended ? 1 : 0);
    this.blocks.offset = line.offset;
    const read = this.readEveryday(line);
    if (read !== undefined) {
      tally.rows++;
      if (!line.ended) tally.unterminated++;
      if (typeof read === 'number') return read;
      events.push(read);
      return read.ts;
    }
    if (line.bytes === undefined) {
      tally.rows++;
      this.quarantine(line, place, { reason: 'oversize', detail: `${line.length} bytes` });
      return -Infinity;
    }
    const decoded = decodeAnyRow(line.bytes, log, latestTs);
    if (decoded.kind === 'blank') {
      tally.blank++;
      return -Infinity;
    }
    tally.rows++;
    if (decoded.kind === 'fault') {
      const torn = !line.ended && decoded.fault.reason === 'bad_json';
      this.quarantine(line, place, torn ? { ...decoded.fault, reason: 'unterminated' } : decoded.fault);
      return -Infinity;
    }
    if (!line.ended) tally.unterminated++;
    if (decoded.nonfinite > 0) tally.nonfinite++;
    if (decoded.kind === 'noted') return decoded.ts;
    const { ts } = decoded.event;
    if (ts > this.since) events.push(decoded.event);
    return ts;
  }

  private readEveryday(line: Line): ReadRow | undefined {
    const { length } = line;
    if (line instanceof LineInChunk) {
      const { chunk, start } = line;
      const end = start + length;
      if (this.scanned !== undefined) return this.scanned.next(chunk, start, end, this.reading);
      if (chunk !== this.taken) scanner.take(chunk, 0, chunk.length);
      this.taken = chunk;
      return readTaken(start, end, this.reading);
    }
    this.taken = undefined;
    return line.bytes && readRow(line.bytes, 0, length, this.reading);
  }

  private quarantine(line: Line, place: Place, { reason, detail }: RowFault): void {
    const { tally, onFault } = this.settings;
    tally.quarantined++;
    if (reason === 'future') tally.future++;
    const { source, file, segment } = place;
    onFault({
      source,
      file,
      segment,
      offset: line.offset,
      length: line.length,
      reason,
      detail: detailOf(line, detail),
      ...rawOf(line.head),
    });
  }
}

function detailOf(line: Line, detail: string): string {
  if (line.bytes !== undefined) return detail;
  return `${detail}; the head is kept, sha256 of the head ${createHash('sha256').update(line.head).digest('hex')}`;
}

function rawOf(head: Buffer): Pick<Fault, 'raw'> | Pick<Fault, 'raw_b64'> {
  const text = utf8Text(head);
  return text === undefined ? { raw_b64: head.toString('base64') } : { raw: text };
}
