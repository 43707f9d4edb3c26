import { WorldError } from '../files/failures';
import type { Health, ShipHealth } from './health';
import type { Incidents } from './incidents';
import type { StateWriter } from './state-writer';

// The least time between two status files, where there is news and where there is none.
const NEWS_MS = 900;
const QUIET_MS = 9900;

/** Keeps the status file current: soon after there is news, else now and then. */
export class StatusReport {
  private writtenMs = -Infinity;
  private lastKey = '';

  constructor(
    private readonly writer: StateWriter,
    private readonly incidents: Incidents,
  ) {}

  /** Whether it is time to write, after so many commits. */
  isDue(nowMs: number, commits: number): boolean {
    const waitMs = this.contentKey(commits) === this.lastKey ? QUIET_MS : NEWS_MS;
    return Math.abs(nowMs - this.writtenMs) >= waitMs;
  }

  /** Writes it. What the disk refuses is an incident, and is tried again. */
  async write(health: Health | ShipHealth, nowMs: number): Promise<void> {
    this.writtenMs = nowMs;
    this.lastKey = this.contentKey(health.journal.commits);
    try {
      await this.writer.writeStatus(health);
      this.incidents.set('status', undefined);
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.incidents.set('status', error.message);
    }
  }

  private contentKey(commits: number): string {
    return `${commits} ${JSON.stringify(this.incidents.open)}`;
  }
}
