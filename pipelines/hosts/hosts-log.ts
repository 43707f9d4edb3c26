import { WorldError } from '../../src/io/files/failures';
import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading } from '../../src/io/follow/waker';
import { UnsureError, type CommitLog, type Outlet } from '../../src/io/log/commit-log';
import { FollowedLog } from '../../src/io/log/follow/followed-log';
import type { EngineInfo } from '../../src/io/log/engine/engine';
import { isHeadDue } from '../../src/io/log/head';
import { LOG_FORMAT, type ControlRecord } from '../../src/io/log/log-records';
import { controlMessage } from '../../src/io/log/message-text';
import type { Incidents } from '../../src/io/publish/incidents';
import type { LogHealth } from '../../src/io/log/log-health';
import type { StateFileWrite } from '../../src/io/publish/state-files';
import type { FollowedSource } from '../live/followed';
import { HostWatch } from './host-watch';
import { LogReport } from './log-report';
import { OutletOffers } from './outlet-offers';

/** The log of many hosts, as it is followed. */
export interface HostsLogOptions {
  readonly log: CommitLog;
  /** What its servers say of themselves. */
  readonly info?: (() => Promise<EngineInfo>) | undefined;
  /** Whom the files are offered that are published from it. */
  readonly outlet?: Outlet | undefined;
  /** What it is, in words, such as its server and stream. */
  readonly name: string;
  /** The version of the program. */
  readonly program: string;
}

// A head is wrong where another message came before it: then it is written again.
const HEADS_MS = 10_000;

/**
 * Follows a log, and writes into it what any follower may: that a host is silent, and once a day what it adds up to.
 * Neither needs a leader: what is written twice counts once.
 */
export class HostsLog implements FollowedSource {
  readonly writer = 'ship';
  private readonly heads = new Throttle(HEADS_MS);
  private readonly hosts = new HostWatch();
  private readonly report: LogReport;
  private readonly offers: OutletOffers | undefined;
  private followed: FollowedLog | undefined;
  // That the log has lost its end, since it was opened last.
  private isLossNoted = false;

  constructor(
    private readonly options: HostsLogOptions,
    private readonly wake: () => void,
  ) {
    const { outlet, info } = options;
    this.report = new LogReport(info);
    if (outlet !== undefined) this.offers = new OutletOffers(outlet);
  }

  get name(): string {
    return this.options.name;
  }

  // A log is no directory.
  refuse(): Promise<void> {
    return Promise.resolve();
  }

  async open(before: number, signal?: AbortSignal): Promise<FollowedLog | undefined> {
    this.noteLost(this.followed?.lost);
    this.followed = undefined;
    const listener = {
      wake: this.wake,
      onCommit: (host: string, counts: boolean, by: string): void => {
        this.hosts.note(host, counts);
        this.report.note(host, counts, by);
      },
      onOverstep: (host: string): void => {
        this.hosts.noteOverstep(host);
      },
    };
    this.followed = await FollowedLog.open(this.options.log, before, listener, signal);
    if (this.followed === undefined) return undefined;
    // A store that was emptied while it could not be read.
    const isShort = before !== Infinity && this.followed.state.seq < before;
    if (isShort && !this.isLossNoted) this.noteLost({ kind: 'rewound' });
    this.isLossNoted = false;
    return this.followed;
  }

  health(): LogHealth | undefined {
    return this.followed && this.report.healthOf(this.followed, this.offers?.counts);
  }

  onPublished(files: readonly StateFileWrite[]): void {
    this.offers?.take(files);
  }

  async attend(clock: ClockReading, incidents: Incidents): Promise<void> {
    this.offers?.look(clock.steadyMs, incidents);
    if (this.followed === undefined) return;
    this.report.look(this.followed, clock.wallMs, !('engine' in incidents.open));
    const state = this.followed.logState;
    const silent = this.hosts.look(state, clock.steadyMs, incidents);
    for (const lapse of silent) await this.write('ctl.lapse', { kind: 'lapse', ...lapse }, clock, incidents);
    if (isHeadDue(state) && this.heads.isDue(clock.steadyMs))
      await this.write('head', { kind: 'head', state }, clock, incidents);
  }

  private noteLost(lost: FollowedLog['lost']): void {
    this.report.noteLost(lost);
    if (lost?.kind === 'rewound') this.isLossNoted = true;
  }

  private async write(
    writer: string,
    what: ControlContent,
    { wallMs }: ClockReading,
    incidents: Incidents,
  ): Promise<void> {
    const { log, program } = this.options;
    const record = { ...what, at: wallMs, format: LOG_FORMAT, program };
    await incidents.attempt(
      'log',
      async () => {
        try {
          await log.append(writer, controlMessage(record), 'any');
        } catch (error) {
          throw error instanceof UnsureError ? new WorldError('the log', 'write', error) : error;
        }
      },
      'it is tried again',
    );
  }
}

type Content<Record extends ControlRecord> = Omit<Record, 'at' | 'format' | 'program'>;
type ControlContent =
  Content<Extract<ControlRecord, { kind: 'lapse' }>> | Content<Extract<ControlRecord, { kind: 'head' }>>;
