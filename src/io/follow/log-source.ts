import { join } from 'node:path';
import { durationMs, type Settings } from '../../model/fund/settings';
import { sortedRecord } from '../../model/values/json';
import { isoUtc, SECOND } from '../../model/values/time';
import type { Batch } from '../../model/event';
import type { Fault } from '../decode/fault';
import { RowReader } from '../decode/row-reader';
import { emptyTally } from '../decode/tally';
import { LOGS, LOGS_DIR, type LogStem } from '../logs/log-stems';
import type { Bookmark, OffsetMove } from '../tail/offset/bookmark';
import type { RowsRecord } from '../journal/journal-records';
import type { SourceHealth } from '../publish/health';
import { Tail, type PollOutcome } from '../tail/tail';
import type { TailNews } from '../tail/tail-news';
import type { ToldHole } from '../tail/told-hole';

/** Rows that arrived, decoded, with what the journal must hold of them. */
export interface ArrivedRows {
  readonly record: RowsRecord;
  readonly batch: Batch;
  readonly faults: readonly Fault[];
  readonly moves: readonly OffsetMove[];
}

/** Follows one log and decodes its rows. */
export class LogSource {
  private readonly tally = emptyTally();
  readonly tail: Tail;
  /** How the last poll ended. */
  outcome: PollOutcome = { kind: 'unsure' };
  /** The latest ts of any row, epoch ms; of a row from the future the moment at which it was read. */
  private latestTs = -Infinity;
  private late = 0;
  private faults: Fault[] = [];
  private lateRows: (readonly [number, number])[] = [];
  private readonly reader: RowReader;
  private nowMs = 0;

  constructor(
    logsDir: string,
    readonly stem: LogStem,
    private readonly settings: Settings,
    bookmark: Bookmark | undefined,
    onNews: (news: TailNews) => void,
    holesTold?: () => readonly ToldHole[],
  ) {
    const { backups, max_line_bytes: maxLineBytes } = settings;
    const dir = join(logsDir, LOGS_DIR);
    this.tail = new Tail(
      { dir, stem, backups, maxLineBytes, onNews, ...(holesTold && { holesTold }) },
      bookmark,
    );
    const nowMs = (): number => this.nowMs;
    this.reader = new RowReader({
      log: LOGS[stem],
      // A row from the future waits for its time: the clock may be wrong.
      latestTs: Infinity,
      get clockTs() {
        return nowMs();
      },
      latenessMs: durationMs(settings.lateness),
      tally: this.tally,
      onFault: (fault) => void this.faults.push(fault),
      onLate: (offset, ts) => void this.lateRows.push([offset, ts]),
    });
  }

  /** Reads what is there. `nowMs` is the moment by the steady clock. */
  async *poll(nowMs: number): AsyncGenerator<ArrivedRows, PollOutcome> {
    this.nowMs = nowMs;
    const latestMs = nowMs + this.settings.max_future_s * SECOND;
    const polls = this.tail.poll(nowMs);
    this.outcome = { kind: 'unsure' };
    try {
      for (;;) {
        const next = await polls.next();
        if (next.done === true) {
          this.outcome = next.value;
          return next.value;
        }
        const { lines, place, moves } = next.value;
        this.faults = [];
        this.lateRows = [];
        const batch = this.reader.read(lines, place);
        this.latestTs = Math.max(this.latestTs, Math.min(batch.latest, nowMs));
        this.tally.future += batch.events.filter(({ ts }) => ts > latestMs).length;
        this.late += this.lateRows.length;
        yield { batch, faults: this.faults, moves, record: recordOf(batch, place.file, this.lateRows) };
      }
    } finally {
      await polls.return({ kind: 'unsure' });
    }
  }

  health(wallMs: number): SourceHealth {
    const { tail, outcome, latestTs, late } = this;
    const isKnown = latestTs > -Infinity;
    const { rows, blank, quarantined, future, nonfinite, mistyped, noted, unterminated, nulBytes } =
      this.tally;
    return {
      state: outcome.kind === 'drained' ? (outcome.missing ? 'missing' : 'following') : outcome.kind,
      offset: tail.offset,
      lag_bytes: tail.lagBytes,
      lag_seconds: isKnown ? Math.max(0, (wallMs - latestTs) / 1000) : null,
      lag_segments: tail.lagSegments,
      last_event: isKnown ? isoUtc(latestTs) : null,
      late,
      counters: {
        ...tail.counters,
        rows,
        blank,
        quarantined,
        future,
        nonfinite,
        mistyped,
        noted: sortedRecord(noted),
        unterminated,
        nul_bytes: nulBytes,
      },
    };
  }

  /** Sets the watermark: older rows are late from now on. */
  advanceWatermark(ts: number): void {
    this.reader.advanceWatermark(ts);
  }
}

function recordOf(batch: Batch, file: string, late: RowsRecord['late']): RowsRecord {
  const dated = (ts: number): number | null => (Number.isFinite(ts) ? ts : null);
  return {
    kind: 'rows',
    source: batch.source,
    file,
    first: dated(batch.first),
    latest: dated(batch.latest),
    late,
    lines: batch.events.flatMap((event) => ('line' in event ? [event.line] : [])),
  };
}
