import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';
import { OwnedDirectories } from '../../src/io/lock/owned-directories';
import type { CommitLog, WriteTurns } from '../../src/io/log/commit-log';
import type { ShipHealth } from '../../src/io/publish/health';
import { Incidents, type Incident } from '../../src/io/publish/incidents';
import { LiveQuarantine } from '../../src/io/publish/live-quarantine';
import { StateWriter } from '../../src/io/publish/state-writer';
import { readShipped, writeShipped } from '../../src/io/log/host/shipped-file';
import { StatusReport } from '../../src/io/publish/status-report';
import { nextTickMs } from '../live/ingest-loop';
import { shipHealth } from './ship-health';
import { ShipJournal } from './ship-journal';
import { Shipping } from './shipping';
import { ShipTurn } from './ship-turn';

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

/**
 * The ship of one host: when it is its turn it reads the host's logs and commits what arrives to the log of the fund.
 * Whatever it remembers is in that log. It throws a FencedError where another ships for the host: then it ends, and
 * begins anew by waiting for its turn.
 */
export class ShipLoop {
  private readonly locks = new Throttle(LOCKS_MS);
  private readonly incidents: Incidents;
  private readonly status: StatusReport;
  private readonly turn: ShipTurn;
  private readonly followed: ShipJournal;
  private clock: ClockReading;
  private shipping: Shipping | undefined;
  private quarantine: LiveQuarantine | undefined;

  private constructor(
    private readonly options: ShipOptions,
    private readonly owned: OwnedDirectories,
    clock: ClockReading,
  ) {
    this.clock = clock;
    this.incidents = new Incidents(options.onIncident);
    this.status = new StatusReport(new StateWriter(options.state, owned.check), this.incidents);
    this.turn = new ShipTurn(options.host, options.turns, this.incidents, options.signal);
    this.followed = new ShipJournal(options, this.incidents);
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
    this.turn.check();
    if (this.turn.isTaken) await this.ship(clock);
    await this.reportWhenDue(clock);
  }

  /** Commits what was read, reports the stop, and gives turn and directory up. */
  async close(clock: ClockReading): Promise<void> {
    this.clock = clock;
    await this.turn.stop();
    try {
      if (this.followed.journal?.isFenced === false && !this.turn.isLost) await this.shipping?.drain(clock);
      await this.status.write({ ...this.health(clock), state: 'stopped' }, clock.steadyMs);
    } finally {
      await this.turn.release();
      await this.shipping?.close();
      await this.owned.release();
    }
  }

  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void {
    this.incidents.set(code, message);
  }

  health(clock: ClockReading): ShipHealth {
    const { options, incidents, turn, followed, shipping, quarantine } = this;
    const { journal, unreachedMs } = followed;
    const { host, by, incidentsTold = false } = options;
    return shipHealth(
      { host, by, incidentsTold, isHeld: turn.isTaken, unreachedMs },
      { incidents, journal, shipping, quarantine },
      clock,
    );
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
    this.followed.noteReach(this.shipping.ingest.failures === failures, clock);
  }

  // False: the log cannot be reached. A host whose commits do not count reads nothing.
  private async followLog(clock: ClockReading): Promise<boolean> {
    this.turn.check();
    const { followed, shipping } = this;
    if (!(await followed.follow(clock))) return false;
    if (followed.journal?.isNamed !== false || shipping === undefined) return true;
    await shipping.close();
    this.shipping = followed.journal = undefined;
    return true;
  }

  private async openShipping(): Promise<void> {
    const { options, owned, incidents } = this;
    const { journal } = this.followed;
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

  private async reportWhenDue(clock: ClockReading): Promise<void> {
    if (this.status.isDue(clock.steadyMs, this.followed.journal?.state.seq ?? 0))
      await this.status.write(this.health(clock), clock.steadyMs);
  }
}
