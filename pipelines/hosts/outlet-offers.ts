import { reasonOf } from '../../src/io/files/failures';
import type { OfferedFile, Outlet } from '../../src/io/log/commit-log';
import type { Incidents } from '../../src/io/publish/incidents';
import type { StateFileWrite } from '../../src/io/publish/state-files';
import { parseTimestamp, SECOND } from '../../src/model/values/time';

/** How the offers of a follower went since its start. */
export interface OfferCounts {
  /** Files that the outlet took. */
  readonly taken: number;
  /** Files that it had already, as late or later: of another follower. */
  readonly refused: number;
  /** Files that did not reach it, or that it could not keep. */
  readonly failed: number;
}

const AGAIN_MS = 5000;

/** Offers to an outlet what is published, beside the follower: the latest of each file, whatever the outlet does. */
export class OutletOffers {
  private readonly due = new Map<string, OfferedFile>();
  private isBusy = false;
  private trouble: string | undefined;
  private waitUntilMs = -Infinity;
  private taken = 0;
  private refused = 0;
  private failed = 0;

  constructor(private readonly outlet: Outlet) {}

  get counts(): OfferCounts {
    const { taken, refused, failed } = this;
    return { taken, refused, failed };
  }

  /** These were published. */
  take(files: readonly Pick<StateFileWrite, 'name' | 'asOfText' | 'pieces'>[]): void {
    for (const { name, asOfText, pieces } of files)
      this.due.set(name, { name, asOfMs: parseTimestamp(asOfText) ?? 0, content: pieces.join('') });
  }

  /** Begins to offer what is due, and tells of trouble. Waits for nothing. */
  look(nowMs: number, incidents: Incidents): void {
    incidents.set('outlet', this.trouble);
    if (this.due.size === 0 || this.isBusy || nowMs < this.waitUntilMs) return;
    this.isBusy = true;
    void this.offer([...this.due.values()], nowMs).finally(() => (this.isBusy = false));
  }

  private async offer(files: readonly OfferedFile[], nowMs: number): Promise<void> {
    this.due.clear();
    const left: OfferedFile[] = [];
    const reasons = new Set<string>();
    for (const file of files)
      try {
        if (await this.outlet.offer(file)) this.taken++;
        else this.refused++;
      } catch (error) {
        this.failed++;
        left.push(file);
        reasons.add(reasonOf(error));
      }
    for (const file of left) if (!this.due.has(file.name)) this.due.set(file.name, file);
    const names = left.map(({ name }) => name).join(', ');
    this.trouble =
      left.length === 0
        ? undefined
        : `the outlet has not the last ${names}: ${[...reasons].join('; ')}; offered again every ${AGAIN_MS / SECOND} s`;
    if (left.length > 0) this.waitUntilMs = nowMs + AGAIN_MS;
  }
}
