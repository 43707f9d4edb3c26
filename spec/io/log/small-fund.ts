import { arrivalBatch } from '../../../src/io/journal/arrival-batch';
import type { RowsRecord } from '../../../src/io/journal/journal-records';
import type { CommitLog } from '../../../src/io/log/commit-log';
import { isoUtc, SECOND } from '../../../src/model/values/time';
import { closeRow, metricRow } from '../../live/executor/rows';
import { AT, configOf, control, fundOf, Pen, type Written } from './log-made';

/** A fund whose hosts trade and promise once a second, each from `firstRow` on; its ticks are a second apart. */
export class SmallFund {
  private readonly pens: readonly Pen[];
  private seconds = 0;

  constructor(
    readonly log: CommitLog,
    readonly hosts: readonly string[] = ['a', 'b'],
    private readonly firstRow = 0,
    private readonly startMs = AT,
  ) {
    this.pens = hosts.map((host) => new Pen(host));
  }

  /** Adds the fund's record. */
  begin(settings: object = {}): Promise<void> {
    return this.add(control(fundOf(this.hosts, { config: configOf(settings), at: this.startMs })));
  }

  /** Lives for so many seconds. */
  async live(seconds: number, hosts = this.hosts): Promise<void> {
    for (const end = this.seconds + seconds; this.seconds < end;) {
      this.seconds++;
      for (const [h, pen] of this.pens.entries())
        if (hosts.includes(pen.host)) await this.add(this.commitOf(pen, h));
    }
  }

  /** The as-of of the last tick, as the state files have it. */
  get asOf(): string {
    return isoUtc(this.nowMs);
  }

  get nowMs(): number {
    return this.startMs + this.seconds * SECOND;
  }

  /** A commit of a host, `h` of them, that it never adds. */
  commitOf(pen: Pen, h = 0): Written {
    const { nowMs } = this;
    const row = this.firstRow + this.seconds * this.hosts.length + h;
    return pen.write(
      [
        rowsOf('order_metrics', metricRow(row, nowMs - 600)),
        rowsOf('orders_executed', closeRow(row, nowMs - 400)),
        // A tick is due when more than its moment is promised.
        { kind: 'mark', promise: nowMs + 1 },
      ],
      nowMs,
    );
  }

  async add({ writer, text }: Written): Promise<void> {
    await this.log.append(writer, text, 'any');
  }
}

function rowsOf(source: string, line: string): RowsRecord {
  const about = { kind: 'rows', source, file: `${source}.jsonl`, late: [], lines: [line] } as const;
  const times = arrivalBatch({ ...about, first: null, latest: null }).events.map(({ ts }) => ts);
  return { ...about, first: Math.min(...times), latest: Math.max(...times) };
}
