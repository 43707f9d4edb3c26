import { liveJournal } from '../../../pipelines/live/live-journal';
import type { Incident } from '../../../src/io/publish/incidents';
import type { Drive } from '../../live/drive';
import { FollowerLives } from '../journal/follower-lives';

/** A follower of the journal of a live, in a directory of its own, on the same hand clock. */
export class Second {
  readonly incidents: Incident[] = [];
  private readonly lives: FollowerLives;

  constructor(
    private readonly drive: Drive,
    readonly out: string,
    standsBy = false,
  ) {
    const { journal, options } = drive;
    this.lives = new FollowerLives({
      ...{ out, gates: options.gates, standsBy, sourceOf: () => liveJournal(journal) },
      onIncident: (incident) => this.incidents.push(incident),
    });
  }

  lookAt(nowMs: number): Promise<void> {
    return this.lives.lookAt(nowMs);
  }

  /** Has who stands by look alone. */
  standBy(): Promise<void> {
    return this.lives.standBy();
  }

  /** As after a kill -9. */
  crash(): void {
    this.lives.crash();
  }

  close(nowMs: number): Promise<void> {
    return this.lives.close(nowMs);
  }

  health() {
    return this.lives.healthAt(this.drive.nowMs);
  }
}
