import type { Batch, Close } from '../../src/model/event';

const FEW = 4096;

/** The closes inside the horizon, and no more than as many before it: a history may be long. */
export class RecentCloses {
  private closes: Close[] = [];
  private latest = -Infinity;
  private most = FEW;

  constructor(private readonly horizonMs: number) {}

  get all(): readonly Close[] {
    return this.closes;
  }

  take({ events, latest }: Batch): void {
    this.latest = Math.max(this.latest, latest);
    for (const event of events) if (event.kind === 'close') this.closes.push(event);
    if (this.closes.length <= this.most) return;
    this.closes = this.closes.filter(({ ts }) => ts > this.latest - this.horizonMs);
    this.most = Math.max(FEW, this.closes.length * 2);
  }
}
