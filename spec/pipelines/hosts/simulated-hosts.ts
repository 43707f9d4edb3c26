import fc from 'fast-check';
import { arrivalBatch } from '../../../src/io/journal/arrival-batch';
import type { Arrival, RowsRecord } from '../../../src/io/journal/journal-records';
import type { HostState } from '../../../src/io/log/log-records';
import { lastTickBefore } from '../../../src/model/values/time';
import { LATENESS_MS, SPAN_MS, START_MS } from '../../live/schedule';
import { Pen, type Written } from '../../io/log/log-made';

/** Hosts of a simulated fund, on a hand clock. */

export const TICK_MS = 5000;
export const END_MS = START_MS + SPAN_MS + 60_000;
export const SETTINGS = {
  tick: '5s',
  lateness: `${LATENESS_MS}ms`,
  windows: ['1m', 'last_5'],
  horizon: '2m',
  republish_every: '15s',
};

/** How one host lives. */
export interface HostLife {
  /** The time between two looks at its logs. */
  readonly gapMs: number;
  /** Its clock is behind by so much. */
  readonly behindMs: number;
}

export interface FundLife {
  readonly hosts: readonly HostLife[];
  /** Which host each row of the history is written on, used over and over. */
  readonly dealt: readonly number[];
}

export const fundLives: fc.Arbitrary<FundLife> = fc
  .array(
    fc.record({ gapMs: fc.integer({ min: 300, max: 4000 }), behindMs: fc.constantFrom(0, 0, 700, 5000) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .chain((hosts) =>
    fc.record({ hosts: fc.constant(hosts), dealt: fc.array(fc.nat(hosts.length - 1), { minLength: 7 }) }),
  );

export type Row = { readonly atMs: number; readonly log: Stem; readonly line: string };
type Stem = 'order_metrics' | 'orders_executed';
export const STEMS = { metrics: 'order_metrics', orders: 'orders_executed' } as const;

/** A host that ships what was written on it. */
export class Host {
  /** It neither looks nor writes. */
  isDown = false;
  readonly pen: Pen;
  private unread: Row[];
  /** What each commit held. */
  private readonly shipped: (readonly Row[])[] = [];
  private promise = 0;
  private dueMs = START_MS;

  constructor(
    readonly name: string,
    private readonly life: HostLife,
    rows: readonly Row[],
  ) {
    this.pen = new Pen(name);
    this.unread = [...rows];
  }

  /** What it commits at this moment, if it looks. */
  lookAt(nowMs: number, isLast = false): Written | undefined {
    if (this.isDown || (nowMs < this.dueMs && !isLast)) return undefined;
    this.dueMs = nowMs + this.life.gapMs;
    const ownMs = nowMs - this.life.behindMs;
    const come = this.unread.filter(({ atMs }) => atMs <= nowMs);
    this.unread.splice(0, come.length);
    const records: Arrival[] = Object.values(STEMS).flatMap((stem) => {
      const lines = come.flatMap(({ log, line }) => (log === stem ? [line] : []));
      return lines.length === 0 ? [] : [rowsOf(stem, lines)];
    });
    const promise = ownMs - LATENESS_MS;
    if (lastTickBefore(promise, TICK_MS) > lastTickBefore(this.promise, TICK_MS)) {
      this.promise = promise;
      records.push({ kind: 'mark', promise });
    }
    if (records.length === 0) return undefined;
    this.shipped.push(come);
    return this.pen.write(records, ownMs);
  }

  /** Goes on from what the log holds of it: what was in later commits is read again. */
  restore({ seal, journal, promise }: HostState): void {
    const lost = this.shipped.splice(journal.seq).flat();
    this.unread = [...lost, ...this.unread];
    [this.pen.seq, this.pen.seal] = [journal.seq, seal];
    this.promise = promise ?? 0;
  }
}

function rowsOf(source: Stem, lines: readonly string[]): RowsRecord {
  const record = {
    kind: 'rows',
    source,
    file: `${source}.jsonl`,
    first: null,
    latest: null,
    late: [],
    lines,
  } as const;
  const times = arrivalBatch(record).events.map(({ ts }) => ts);
  return times.length === 0 ? record : { ...record, first: Math.min(...times), latest: Math.max(...times) };
}
