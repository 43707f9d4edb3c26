import { FencedError } from '../../src/io/files/failures';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { packageVersion } from '../../src/io/files/package-root';
import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';
import { OwnedDirectories } from '../../src/io/lock/owned-directories';
import type { CommitLog, WriteTurn, WriteTurns } from '../../src/io/log/commit-log';
import { HostJournal } from '../../src/io/log/host/host-journal';
import { writerOf } from '../../src/io/log/host-token';
import type { ShipHealth } from '../../src/io/publish/health';
import { Incidents, type Incident } from '../../src/io/publish/incidents';
import { LiveQuarantine } from '../../src/io/publish/live-quarantine';
import { StateWriter } from '../../src/io/publish/state-writer';
import { readShipped, writeShipped } from '../../src/io/log/host/shipped-file';
import { StatusReport } from '../../src/io/publish/status-report';
import { nextTickMs } from '../live/ingest-loop';
import { shipHealth } from './ship-health';
import { Shipping } from './shipping';
import { forgottenText, unnamedText } from './ship-words';

export interface ShipOptions {
  /** Whose logs these are, for the whole fund. */
  readonly host: string;
  /** The directory that holds execution/ and state/. */
  readonly logs: string;
  /** A directory of its own, for what stays on this machine: quarantine and status. */
  readonly state: string;
  readonly log: CommitLog;
  readonly turns: WriteTurns;
  /** The machine, a slash, and the process. */
  readonly by: string;
  readonly onIncident: (incident: Incident) => void;
  /** Whether a person is told of incidents. */
  readonly incidentsTold?: boolean | undefined;
  /** With it the logs are read on while the log is at work; without it in `cycle` alone. */
  readonly waker?: WakeSignal | undefined;
  /** The token of the owner lock; a new one by default. */
  readonly token?: string | undefined;
  /** Aborted when it is time to stop: what is under way ends soon, at a commit. */
  readonly signal?: AbortSignal | undefined;
}

const LOCKS_MS = 900;
const LOG_MS = 1000;

/**
 * The ship of one host: when it is its turn it reads the host's logs and commits what arrives to the log of the fund.
 * Whatever it remembers is in that log. It throws a FencedError where another ships for the host: then it ends, and
 * begins anew by waiting for its turn.
 */
export class ShipLoop {
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly reading = new Throttle(LOG_MS);
  private readonly incidents: Incidents;
  private readonly status: StatusReport;
  private readonly lost = new AbortController();
  private readonly stopped = new AbortController();
  private readonly taking: Promise<void>;
  private clock: ClockReading;
  private turn: WriteTurn | undefined;
  // Why the turn cannot be had at all.
  private refusal: Error | undefined;
  private journal: HostJournal | undefined;
  private shipping: Shipping | undefined;
  private quarantine: LiveQuarantine | undefined;
  private unreachedMs: number | undefined;

  private constructor(
    private readonly options: ShipOptions,
    private readonly owned: OwnedDirectories,
    clock: ClockReading,
  ) {
    this.clock = clock;
    this.incidents = new Incidents(options.onIncident);
    this.status = new StatusReport(new StateWriter(options.state, owned.check), this.incidents);
    this.taking = this.takeTurn();
  }

  /** Takes its directory. Throws an OwnerError where another process has it, or a WorldError. */
  static async open(options: ShipOptions, clock: ClockReading): Promise<ShipLoop> {
    const { state, token } = options;
    const owned = await OwnedDirectories.take([state], { token });
    try {
      await removeStaleTemps(state);
      return new ShipLoop(options, owned, clock);
    } catch (error) {
      await owned.release();
      throw error;
    }
  }

  /** When the next tick falls due, by the steady clock. It is in the past if that was after the last look. */
  get dueMs(): number {
    return this.shipping === undefined ? Infinity : nextTickMs(this.shipping.settings, this.clock.steadyMs);
  }

  /** Reads what came to the log, then the host's logs, and commits what arrived. */
  async cycle(clock: ClockReading): Promise<void> {
    this.clock = clock;
    if (this.locks.isDue(clock.steadyMs)) await this.incidents.attempt('lock', this.owned.check);
    if (this.refusal !== undefined) throw this.refusal;
    if (this.turn !== undefined) await this.ship(clock);
    await this.reportWhenDue(clock);
  }

  /** Commits what was read, reports the stop, and gives turn and directory up. */
  async close(clock: ClockReading): Promise<void> {
    this.clock = clock;
    this.stopped.abort();
    await this.taking;
    try {
      if (this.journal?.isFenced === false && !this.lost.signal.aborted) await this.shipping?.drain(clock);
      await this.status.write({ ...this.health(clock), state: 'stopped' }, clock.steadyMs);
    } finally {
      await this.turn?.release();
      await this.shipping?.close();
      await this.owned.release();
    }
  }

  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.incidents.set(code, message);
  }

  health(clock: ClockReading): ShipHealth {
    const { options, incidents, turn, journal, shipping, quarantine, unreachedMs } = this;
    const { host, by, incidentsTold = false } = options;
    return shipHealth(
      { host, by, incidentsTold, isHeld: turn !== undefined, unreachedMs },
      { incidents, journal, shipping, quarantine },
      clock,
    );
  }

  private async takeTurn(): Promise<void> {
    const { options, lost, stopped, incidents } = this;
    const { host, turns, signal } = options;
    const ended = signal === undefined ? stopped.signal : AbortSignal.any([signal, stopped.signal]);
    try {
      this.turn = await turns.take(writerOf(host), lost, ended, (holder) => {
        incidents.note('info', 'turn', `waits for its turn: ${holder} ships for ${host}`);
      });
      if (this.turn !== undefined) incidents.note('info', 'turn', `ships for ${host}`);
    } catch (error) {
      this.refusal = error instanceof Error ? error : new Error(String(error));
    }
  }

  private async ship(clock: ClockReading): Promise<void> {
    const { shipping } = this;
    if (!(await this.followLog(clock))) {
      await shipping?.wait(clock);
      return;
    }
    const isOpen = await this.incidents.attempt('ship', () => this.openShipping());
    if (!isOpen || this.shipping === undefined) return;
    const failures = this.shipping.ingest.failures;
    await this.shipping.cycle(clock);
    this.noteReach(this.shipping.ingest.failures === failures);
  }

  // What it wrote counts, and the fund's record is the same: looked at each second. False: the log cannot be reached.
  private async followLog({ steadyMs }: ClockReading): Promise<boolean> {
    if (this.lost.signal.aborted)
      throw new FencedError(
        `the turn to ship for ${this.options.host} went to another process; this ship ends, and waits for its turn again`,
      );
    if (this.journal !== undefined && !this.reading.isDue(steadyMs)) return true;
    const { log, host, by, signal } = this.options;
    const isRead = await this.incidents.attempt('log', async () => {
      const who = { host, by, program: packageVersion() };
      if (this.journal === undefined) this.journal = await HostJournal.open(log, who, signal);
      else await this.journal.follow(signal);
    });
    this.noteReach(isRead);
    if (isRead) await this.heed();
    return isRead;
  }

  // A host whose commits do not count reads nothing.
  private async heed(): Promise<void> {
    const { journal, incidents, options } = this;
    if (journal === undefined) return;
    const { fund, host, isNamed } = journal;
    incidents.set('not_named', isNamed ? undefined : unnamedText(options.host, fund?.hosts));
    incidents.set('forgotten', host.standing === 'forgotten' ? forgottenText(options.host, fund) : undefined);
    if (isNamed || this.shipping === undefined) return;
    await this.shipping.close();
    this.shipping = this.journal = undefined;
  }

  private async openShipping(): Promise<void> {
    const { journal, options, owned, incidents } = this;
    if (this.shipping !== undefined || journal?.fund === undefined || !journal.isNamed) return;
    const { host, logs, state, by, waker } = options;
    // A length that was committed from another directory is that of another file.
    const isOwn = journal.writtenBy !== undefined && journal.writtenBy === (await readShipped(state));
    const committed = isOwn ? journal.state.quarantine : undefined;
    const quarantine = await LiveQuarantine.open(state, committed, owned.check);
    this.quarantine = quarantine;
    await writeShipped(state, by, owned.check);
    const goesOn = (): Promise<boolean> => this.goesOn();
    this.shipping = new Shipping({ host, logs, journal, quarantine, incidents, waker, goesOn }, journal.fund);
  }

  // A long backlog must not look like a standstill, nor be written where it does not count.
  private async goesOn(): Promise<boolean> {
    const { waker, signal } = this.options;
    const clock = waker?.readClock() ?? this.clock;
    await this.reportWhenDue(clock);
    return (await this.followLog(clock)) && this.shipping !== undefined && signal?.aborted !== true;
  }

  private noteReach(isReached: boolean): void {
    this.unreachedMs = isReached ? undefined : (this.unreachedMs ?? this.clock.wallMs);
  }

  private async reportWhenDue(clock: ClockReading): Promise<void> {
    if (this.status.isDue(clock.steadyMs, this.journal?.state.seq ?? 0))
      await this.status.write(this.health(clock), clock.steadyMs);
  }
}
