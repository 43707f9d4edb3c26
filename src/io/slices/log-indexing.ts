import { join } from 'node:path';
import type { Batch } from '../../model/event';
import { statInPlace } from '../files/in-place';
import { segmentFile, type OpenSegment } from '../logs/log-chain';
import { wholeParts, type ReadPart } from '../logs/read-part';
import type { LogStem } from '../logs/log-stems';
import { endsDigest } from './ends-digest';
import type { IndexedLog, IndexedSegment } from './history-index';

interface Span {
  min: number;
  max: number;
}

type SeenSegment = Pick<IndexedSegment, 'file' | 'bytes' | 'sha256'> & { readonly span: Span };

/** Notes, while a log is read, what each of its segments holds. */
export class LogIndexing {
  private segments: readonly SeenSegment[] = [];
  private readonly spans = new Map<OpenSegment, Span>();
  private first = Infinity;

  constructor(
    private readonly root: number,
    private readonly log: LogStem,
  ) {}

  /** The ts of the row that the log begins with; Infinity for none. */
  get firstTs(): number {
    return this.first;
  }

  /** All of the log, as long as it is now. */
  async parts(opened: readonly OpenSegment[]): Promise<readonly ReadPart[]> {
    const segments: SeenSegment[] = [];
    for (const segment of opened) {
      const { size: bytes } = statInPlace(segment.handle);
      const span = { min: Infinity, max: -Infinity };
      this.spans.set(segment, span);
      const file = segmentName(this.log, segment);
      segments.push({ file, bytes, sha256: await endsDigest(segment.handle, bytes), span });
    }
    this.segments = segments;
    return wholeParts(opened).map((part, n) => ({ ...part, bytes: segments[n]?.bytes ?? 0 }));
  }

  /** Takes a batch that was read of a segment. */
  take(segment: OpenSegment, { events, first, latest }: Batch): void {
    const span = this.spans.get(segment);
    if (span === undefined) return;
    for (const { ts } of events) span.min = Math.min(span.min, ts);
    span.max = Math.max(span.max, latest);
    if (this.first === Infinity) this.first = first;
  }

  indexed(): IndexedLog {
    let before = -Infinity;
    const segments = this.segments.map(({ span, ...segment }) => {
      const known = {
        ...segment,
        min_ts: finiteOrNull(span.min),
        max_ts: finiteOrNull(span.max),
        max_ts_before: finiteOrNull(before),
      };
      before = Math.max(before, span.max);
      return known;
    });
    return { root: this.root, log: this.log, segments };
  }
}

/** The name of a segment below execution/. */
export function segmentName(stem: string, { number, gzip }: Pick<OpenSegment, 'number' | 'gzip'>): string {
  const name = segmentFile(stem, number);
  return gzip ? join('archive', `${name}.gz`) : name;
}

function finiteOrNull(ts: number): number | null {
  return Number.isFinite(ts) ? ts : null;
}
