import type { Batch } from '../../model/event';
import type { Fault } from '../decode/fault';
import { arrivalBatch } from '../journal/arrival-batch';
import type { OffsetMove } from '../tail/offset/bookmark';
import type { Arrival, CautionRecord, WatermarkRecord, SnapshotRecord } from '../journal/journal-records';
import type { ArrivedRows } from './log-source';

const MOST_LINES = 4096;

/** What has arrived since the last commit: what the journal must hold, and what the graph will be fed. */
export class Arrivals {
  readonly records: Arrival[] = [];
  readonly batches: Batch[] = [];
  readonly faults: Fault[] = [];
  readonly moves: Record<string, OffsetMove[]> = {};
  /** The faults are in the quarantine already: only the commit is outstanding. */
  quarantined = false;
  private lines = 0;
  private chars = 0;

  /** `mostChars`: of the lines of one commit. What one read brings stays together. */
  constructor(private readonly mostChars: number) {}

  get isEmpty(): boolean {
    return this.records.length === 0 && this.faults.length === 0 && Object.keys(this.moves).length === 0;
  }

  /** Enough for one commit. */
  get isFull(): boolean {
    return this.lines >= MOST_LINES || this.chars >= this.mostChars;
  }

  addRows({ record, batch, faults, moves }: ArrivedRows): void {
    (this.moves[record.source] ??= []).push(...moves);
    this.faults.push(...faults);
    this.lines += moves.reduce((sum, move) => sum + (move.step === 'read' ? move.ends.length : 1), 0);
    if (record.lines.length === 0) return;
    this.chars += record.lines.reduce((sum, line) => sum + line.length, 0);
    this.records.push(record);
    this.batches.push(batch);
  }

  add(record: SnapshotRecord | CautionRecord | WatermarkRecord): void {
    this.records.push(record);
    this.batches.push(arrivalBatch(record));
  }
}
