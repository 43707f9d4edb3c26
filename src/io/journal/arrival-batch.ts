import type { Batch, MarketEvent } from '../../model/event';
import { decodeAnyRow } from '../decode/decode-row';
import { RowBlocks } from '../decode/fast/columns/row-blocks';
import { LineScan } from '../decode/fast/line-scan';
import { CurrentRow } from '../decode/fast/scan/current-row';
import type { LogKind } from '../decode/row/decoded';
import { LinesInChunk } from '../lines/line-splitter';
import { LOG_STEMS, LOGS } from '../logs/log-stems';
import { SNAPSHOT_NAMES, snapshotEvents } from '../snapshots/load-snapshots';
import type { Arrival, ConfigRecord, ReadRows, SnapshotRecord } from './journal-records';
import { packedLines } from './packed-lines';

/** The source of the watermarks in live: one speaks for both logs. */
export const WATERMARK_SOURCE = 'marks';

/** What a record brings to the graph: the same when it is read back as when it arrived. */
export function arrivalBatch(record: Exclude<Arrival | ReadRows, ConfigRecord>): Batch {
  switch (record.kind) {
    case 'rows':
      return {
        ...silent(record.source),
        events: eventsIn(
          record.source,
          Buffer.isBuffer(record.lines) ? record.lines : packedLines(record.lines),
        ),
        first: record.first ?? Infinity,
        latest: record.latest ?? -Infinity,
        late: 'lateRows' in record ? record.lateRows : record.late.length,
      };
    case 'snapshot':
      return { ...silent('snapshots'), events: eventsOf(record) };
    case 'caution': {
      const { ts, code, incomplete, lifted } = record;
      const told = { kind: 'caution', ts, code, incomplete } as const;
      return { ...silent('cautions'), events: [lifted === true ? { ...told, lifted } : told] };
    }
    case 'mark':
      return { ...silent(WATERMARK_SOURCE), latest: record.promise, watermark: record.promise };
    default:
      return record satisfies never;
  }
}

// Less than the scanner has room for, however long the last line is.
const CHUNK_BYTES = 128 * 1024;
const NEWLINE = 0x0a;
const CR = Buffer.from('\r');

// Made at the first use, since most programs read no journal.
let reading: { readonly row: CurrentRow; readonly blocks: RowBlocks } | undefined;

function silent(source: string): Batch {
  return { source, events: [], first: Infinity, latest: -Infinity, ended: false, late: 0 };
}

// Scanned many at a time, as those of a file are.
function eventsIn(source: string, lines: Buffer): readonly MarketEvent[] {
  const log: LogKind = LOGS[LOG_STEMS.find((stem) => stem === source) ?? 'order_metrics'];
  const events: MarketEvent[] = [];
  for (let from = 0; from < lines.length;) {
    const to = lines.indexOf(NEWLINE, Math.min(from + CHUNK_BYTES, lines.length - 1)) + 1;
    scan(lines.subarray(from, to), log, events);
    from = to;
  }
  return events;
}

function scan(chunk: Buffer, log: LogKind, events: MarketEvent[]): void {
  reading ??= { row: new CurrentRow(), blocks: new RowBlocks() };
  const { row, blocks } = reading;
  const lines = new LinesInChunk(chunk, 0, chunk.length, 0, Infinity);
  const cursor = new LineScan(lines, { row, log, latestTs: Infinity, since: -Infinity });
  for (let found = cursor.next(); found !== 'end'; found = cursor.next()) {
    if (found === 'row') events.push(cursor.store(blocks, 0));
    else {
      // Decoding takes a CR off the end, if there is one; the line has lost its own already.
      const line = Buffer.concat([chunk.subarray(cursor.start, cursor.end), CR]);
      const decoded = decodeAnyRow(line, log, Infinity);
      if (decoded.kind === 'event') events.push(decoded.event);
    }
  }
}

function eventsOf({ name, value, received }: SnapshotRecord): readonly MarketEvent[] {
  const known = SNAPSHOT_NAMES.find((each) => each === name);
  return known === undefined ? [] : snapshotEvents(known, value, received);
}
