import type { Logger } from 'pino';
import type { Watched } from '../../../pipelines/live/drive';
import { keepMetricsFile, type MetricsFile } from '../../dashboard/metrics-file';
import { now } from '../../io/files/clock';
import { reasonOf } from '../../io/files/failures';
import type { Incident } from '../../io/publish/incidents';
import type { IncidentPlace, IncidentTelling } from './incident-telling';
import { logIncident } from './service';

export interface WatchPostOptions {
  readonly place: IncidentPlace;
  readonly log: Logger;
  readonly staleAfterMs: number;
  readonly telling: IncidentTelling | undefined;
  /** The file of its metrics. */
  readonly metrics: string | undefined;
}

/** Watches over one that runs: logs its incidents, has them told, and keeps its metrics in a file. */
export class WatchPost {
  private watched: Watched | undefined;
  private metrics: Promise<MetricsFile | undefined> | undefined;

  constructor(private readonly options: WatchPostOptions) {}

  /** Takes an incident. */
  readonly take = (incident: Incident): void => {
    logIncident(this.options.log, incident);
    this.options.telling?.take(incident, now());
  };

  /** Watches over this from now on. */
  readonly begins = (watched: Watched): void => {
    this.watched = watched;
    this.options.telling?.begins();
    this.metrics ??= this.keepMetrics();
  };

  /** Looks at how it is doing. */
  look(): void {
    this.options.telling?.look(this.watched?.health(), now());
  }

  /** Adds trouble to the warnings of what is watched, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.watched?.warn(code, message);
  }

  /** What it watches has ended: with the error that ended it. */
  async close(error: Pick<Error, 'message'> | undefined): Promise<void> {
    await (await this.metrics)?.close();
    if (error !== undefined) this.options.telling?.ends(error, now());
  }

  private async keepMetrics(): Promise<MetricsFile | undefined> {
    const { metrics: path, place, staleAfterMs } = this.options;
    if (path === undefined) return undefined;
    const { out: state, ...labels } = place;
    const onTrouble = (message: string | undefined): void => {
      this.warn('metrics_file', message);
    };
    try {
      return await keepMetricsFile({ path, state, labels, staleAfterMs, now, onTrouble });
    } catch (error) {
      onTrouble(reasonOf(error));
      return undefined;
    }
  }
}
