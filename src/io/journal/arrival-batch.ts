import type { Batch, MarketEvent } from '../../model/event';
import { decodeRow } from '../decode/decode-row';
import type { LogKind } from '../decode/row/decoded';
import { SNAPSHOT_NAMES, snapshotEvents } from '../snapshots/load-snapshots';
import type { CautionRecord, WatermarkRecord, RowsRecord, SnapshotRecord } from './journal-records';

/** The source of the watermarks in live: one speaks for both logs. */
export const WATERMARK_SOURCE = 'marks';

/** The executor's two logs, by the kind of row that stands in them. */
export const LOGS = {
  order_metrics: 'metrics',
  orders_executed: 'orders',
} as const satisfies Readonly<Record<string, LogKind>>;

export type LogStem = keyof typeof LOGS;

export const LOG_STEMS: readonly LogStem[] = ['order_metrics', 'orders_executed'];

/** What a record brings to the graph: the same when it is read back as when it arrived. */
export function arrivalBatch(record: RowsRecord | SnapshotRecord | CautionRecord | WatermarkRecord): Batch {
  switch (record.kind) {
    case 'rows':
      return {
        ...silent(record.source),
        events: record.lines.flatMap((line) => eventOf(record.source, line)),
        first: record.first ?? Infinity,
        latest: record.latest ?? -Infinity,
        late: record.late.length,
      };
    case 'snapshot':
      return { ...silent('snapshots'), events: eventsOf(record) };
    case 'caution': {
      const { ts, code, incomplete } = record;
      return { ...silent('cautions'), events: [{ kind: 'caution', ts, code, incomplete }] };
    }
    case 'mark':
      return { ...silent(WATERMARK_SOURCE), latest: record.promise, watermark: record.promise };
    default:
      return record satisfies never;
  }
}

function silent(source: string): Batch {
  return { source, events: [], first: Infinity, latest: -Infinity, ended: false, late: 0 };
}

function eventOf(source: string, line: string): readonly MarketEvent[] {
  const log = LOG_STEMS.find((stem) => stem === source);
  // Decoding takes a CR off the end, if there is one; the line has lost its own already.
  const bytes = Buffer.from(`${line}\r`, 'latin1');
  const decoded = decodeRow(bytes, log === undefined ? 'mixed' : LOGS[log], Infinity);
  return decoded.kind === 'event' ? [decoded.event] : [];
}

function eventsOf({ name, value, received }: SnapshotRecord): readonly MarketEvent[] {
  const known = SNAPSHOT_NAMES.find((each) => each === name);
  return known === undefined ? [] : snapshotEvents(known, value, received);
}
