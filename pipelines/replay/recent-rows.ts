import type { Batch, Close, Fill } from '../../src/model/event';

const FEW = 4096;

/** The closes and fills inside the horizon, and no more than as many before it: a history may be long. */
export class RecentRows {
  private rows: (Close | Fill)[] = [];
  private latest = -Infinity;
  private most = FEW;

  constructor(private readonly horizonMs: number) {}

  get all(): readonly (Close | Fill)[] {
    return this.rows;
  }

  get closes(): readonly Close[] {
    return this.rows.filter((row) => row.kind === 'close');
  }

  /** The fills of the horizon at asOf; a line that stands twice counts once. */
  fillsAt(asOf: number): readonly Fill[] {
    const fills = this.rows.filter((row) => row.kind === 'fill');
    const inside = fills.filter(({ ts }) => ts > asOf - this.horizonMs && ts <= asOf);
    return [...new Map(inside.map((fill) => [fill.line, fill])).values()];
  }

  take({ events, latest }: Batch): void {
    this.latest = Math.max(this.latest, latest);
    for (const event of events) if (event.kind === 'close' || event.kind === 'fill') this.rows.push(event);
    if (this.rows.length <= this.most) return;
    this.rows = this.rows.filter(({ ts }) => ts > this.latest - this.horizonMs);
    this.most = Math.max(FEW, this.rows.length * 2);
  }
}
