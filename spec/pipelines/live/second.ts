import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { JournalFollower } from '../../../pipelines/live/journal-follower';
import { liveJournal } from '../../../pipelines/live/live-journal';
import type { Incident } from '../../../src/io/publish/incidents';
import type { Drive } from '../../live/drive';

/** A follower of the journal of a live, in a directory of its own, on the same hand clock. */
export class Second {
  readonly incidents: Incident[] = [];
  private follower: JournalFollower | undefined;

  constructor(
    private readonly drive: Drive,
    readonly out: string,
  ) {}

  async lookAt(nowMs: number): Promise<void> {
    const { journal, options } = this.drive;
    const onIncident = (incident: Incident) => this.incidents.push(incident);
    this.follower ??= await JournalFollower.open({
      source: liveJournal(journal),
      out: this.out,
      gates: options.gates,
      onIncident,
    });
    await this.follower.cycle({ wallMs: nowMs, steadyMs: nowMs });
  }

  /** As after a kill -9. */
  crash(): void {
    this.follower = undefined;
    rmSync(join(this.out, '.intel.lock'), { recursive: true, force: true });
  }

  async close(nowMs: number): Promise<void> {
    await this.follower?.close({ wallMs: nowMs, steadyMs: nowMs });
  }

  health() {
    return this.follower?.health({ wallMs: this.drive.nowMs, steadyMs: this.drive.nowMs });
  }
}
