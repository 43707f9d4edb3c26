import { packageVersion } from '../../src/io/files/package-root';
import { Throttle } from '../../src/io/follow/throttle';
import type { ClockReading } from '../../src/io/follow/waker';
import type { CommitLog } from '../../src/io/log/commit-log';
import { HostJournal } from '../../src/io/log/host/host-journal';
import type { Incidents } from '../../src/io/publish/incidents';
import { forgottenText, unnamedText } from './ship-words';

/** Whose journal it is, and the log that holds it. */
interface ShipJournalOptions {
  readonly host: string;
  readonly by: string;
  readonly log: CommitLog;
  readonly signal?: AbortSignal | undefined;
}

const LOOK_MS = 1000;

/** The journal of a host as its ship follows it: once a second it looks whether what it wrote counts, and by which record of the fund. */
export class ShipJournal {
  /** Undefined until the log was read. */
  journal: HostJournal | undefined;
  /** Since when the log cannot be reached, epoch ms; undefined where it can. */
  unreachedMs: number | undefined;
  private readonly looks = new Throttle(LOOK_MS);

  constructor(
    private readonly options: ShipJournalOptions,
    private readonly incidents: Incidents,
  ) {}

  /** False: the log cannot be reached. Throws a FencedError where what it wrote does not count. */
  async follow(clock: ClockReading): Promise<boolean> {
    if (this.journal !== undefined && !this.looks.isDue(clock.steadyMs)) return true;
    const { log, host, by, signal } = this.options;
    const isRead = await this.incidents.attempt('log', async () => {
      if (this.journal !== undefined) await this.journal.follow(signal);
      else this.journal = await HostJournal.open(log, { host, by, program: packageVersion() }, signal);
    });
    this.noteReach(isRead, clock);
    if (isRead) this.tellStanding();
    return isRead;
  }

  noteReach(isReached: boolean, { wallMs }: ClockReading): void {
    this.unreachedMs = isReached ? undefined : (this.unreachedMs ?? wallMs);
  }

  private tellStanding(): void {
    if (this.journal === undefined) return;
    const { incidents } = this;
    const { fund, host, isNamed } = this.journal;
    const { host: name } = this.options;
    incidents.set('not_named', isNamed ? undefined : unnamedText(name, fund?.hosts));
    incidents.set('forgotten', host.standing === 'forgotten' ? forgottenText(name, fund) : undefined);
  }
}
