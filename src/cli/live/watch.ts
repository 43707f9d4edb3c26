import type { Logger } from 'pino';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { HOOK_LIMITS, IncidentHook } from '../../io/hook/incident-hook';
import { toldBefore } from '../../io/hook/told-before';
import { HOOK_CODE } from '../../io/hook/told-incidents';
import type { Incident } from '../../io/publish/incidents';
import { staleAfterOption } from '../terminal/dashboard-options';
import { wholeOption } from '../terminal/options';
import { IncidentTelling, type IncidentPlace, type TellingOptions } from './incident-telling';
import { metricsPath } from './metrics-path';
import { logIncident } from './service';
import { WatchPost } from './watch-post';

/** How somebody wants to be told of a command that runs until it is told to end, as it was typed. */
export interface WatchFlags {
  readonly staleAfter: string;
  readonly onIncident?: string;
  readonly incidentRate: string;
  readonly metricsFile?: string;
}

/** The same, checked but for the place of the file. */
export interface WatchSettings {
  readonly staleAfterMs: number;
  readonly command: string | undefined;
  readonly perMinute: number;
  readonly metricsFile: string | undefined;
}

/** What is to be watched. */
export interface PostOrders {
  readonly place: IncidentPlace;
  readonly does: TellingOptions['does'];
  readonly standby?: boolean | undefined;
  /** The directories, by the option that names each, in which no file of metrics may lie. */
  readonly places: Readonly<Record<string, string>>;
  /** The file of metrics has this name in its own: there are several. */
  readonly fileMark?: string;
}

/** How often it is looked at how each is doing. */
const LOOK_MS = 1000;
/** At the end: less than a service manager waits. */
const GRACE_MS = 5000;

/** Checks what was typed. Throws a UsageError. */
export function watchSettings({
  staleAfter,
  onIncident,
  incidentRate,
  metricsFile,
}: WatchFlags): WatchSettings {
  if (onIncident?.trim() === '')
    throw new UsageError('--on-incident was blank; allowed: a command for sh -c');
  const perMinute = wholeOption('--incident-rate', incidentRate, 1);
  return { staleAfterMs: staleAfterOption(staleAfter), command: onIncident, perMinute, metricsFile };
}

/** Watches over all that a command runs: one command of the user's for the incidents of all, within one rate. */
export class Watch {
  private readonly posts: WatchPost[] = [];
  private readonly hook: IncidentHook | undefined;
  private looking: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: WatchSettings,
    private readonly log: Logger,
  ) {
    const { command, perMinute } = settings;
    if (command === undefined) return;
    const onTrouble = (message: string | undefined): void => {
      for (const post of this.posts) post.warn(HOOK_CODE, message);
    };
    this.hook = new IncidentHook({ ...HOOK_LIMITS, command, perMinute, onTrouble });
  }

  /** Whether a person is told of incidents. */
  get isHeard(): boolean {
    return this.hook !== undefined;
  }

  /** Watches over one more. Throws a UsageError or a WorldError where its file of metrics cannot be. */
  async post(orders: PostOrders): Promise<WatchPost> {
    const { place, places, fileMark } = orders;
    const { staleAfterMs, metricsFile } = this.settings;
    const log = place.tenant === undefined ? this.log : this.log.child({ tenant: place.tenant });
    const path = fileMark === undefined ? metricsFile : metricsFile?.replace(/\.prom$/, `.${fileMark}.prom`);
    const metrics = path === undefined ? undefined : await metricsPath(path, places);
    const telling = await this.tellingOf(orders, log);
    const post = new WatchPost({ place, log, staleAfterMs, telling, metrics });
    this.posts.push(post);
    return post;
  }

  /** Begins to look. It keeps the process alive. */
  begin(): void {
    this.looking = setInterval(() => {
      for (const post of this.posts) post.look();
    }, LOOK_MS);
  }

  /** All has ended: with the error that ended it. */
  async close(error?: Pick<Error, 'message'>): Promise<void> {
    clearInterval(this.looking);
    await Promise.all(this.posts.map((post) => post.close(error)));
    const untold = await this.hook?.close(GRACE_MS);
    if (untold !== undefined && untold > 0)
      this.log.warn({ code: HOOK_CODE }, `${String(untold)} incidents were not told`);
  }

  /** Watches while something runs. Throws what ended it. */
  async during(run: () => Promise<void>): Promise<void> {
    this.begin();
    try {
      await run();
    } catch (error) {
      await this.close(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    await this.close();
  }

  private async tellingOf(
    { place, does, standby = false }: PostOrders,
    log: Logger,
  ): Promise<IncidentTelling | undefined> {
    const { hook, settings } = this;
    const { staleAfterMs } = settings;
    if (hook === undefined) return undefined;
    return new IncidentTelling({
      ...{ place, does, standby, staleAfterMs, startMs: now(), known: await toldBefore(place.out) },
      tell: (told) => {
        hook.tell(told);
      },
      log: (incident: Incident) => {
        logIncident(log, incident);
      },
    });
  }
}
