import type { Gates } from '../../model/fund/gates';
import type { Tally } from '../decode/tally';
import type { HostState } from '../log/log-records';
import type { LogHealth } from '../log/log-health';
import type { TailCounters } from '../tail/tail-news';

/** How a log is being followed, how live as a whole is doing, and how a snapshot was found. */
export const LOG_STATES = ['following', 'missing', 'unsure', 'unreadable'] as const;
export const LIVE_STATES = ['starting', 'live', 'degraded', 'stopped', 'cut off'] as const;
export const SNAPSHOT_STATES = ['read', 'missing', 'unusable'] as const;

/** How a log is being followed. */
export interface SourceHealth {
  readonly state: (typeof LOG_STATES)[number];
  readonly offset: number;
  readonly lag_bytes: number;
  /** Seconds since the latest row, by its own time; null before the first. */
  readonly lag_seconds: number | null;
  readonly lag_segments: number;
  /** ISO 8601; null before the first row. */
  readonly last_event: string | null;
  readonly late: number;
  readonly counters: TailCounters &
    Omit<Tally, 'bytes' | 'earliest' | 'later' | 'noted' | 'nulBytes'> & {
      readonly noted: Readonly<Record<string, number>>;
      readonly nul_bytes: number;
    };
}

/** intel_status.json: what live does, and whether its numbers can be trusted. */
export interface Health {
  readonly written: string;
  /** `cut off`: it ended without a word. Those who find that out say so. */
  readonly state: (typeof LIVE_STATES)[number];
  readonly gates: Gates;
  readonly last_tick: string | null;
  readonly ticks: number;
  /** The journal that is followed, and when its last commit was written; not there where live itself reads the logs. */
  readonly follows?: { readonly journal: string; readonly last_commit: string };
  /** How the log of many hosts is followed; not there where no such log is. */
  readonly log?: LogHealth;
  readonly sources: Readonly<Record<string, SourceHealth>>;
  readonly snapshots: Readonly<Record<string, (typeof SNAPSHOT_STATES)[number]>>;
  readonly journal: {
    readonly commits: number;
    readonly bytes: number;
    readonly commit_failures: number;
    readonly records_read_back: number;
  };
  /** Rows dated ahead of the clock, which wait for their time. */
  readonly rows_ahead: number;
  readonly quarantined: number;
  /** The same by reason; a reason that no row had is left out. */
  readonly quarantined_by_reason: Readonly<Record<string, number>>;
  /** How often another program was found to have written one of the state files. */
  readonly other_writes: number;
  readonly failed_stages: number;
  readonly config_digest: string;
  readonly complete: boolean;
  /** Whether a person was told of these warnings, by the command of `--on-incident` or by a host. */
  readonly incidents_told: boolean;
  /** The messages of the open incidents, by code. */
  readonly warnings: Readonly<Record<string, string>>;
}

/** How a ship is doing with the log of its fund. */
export interface ShipReport {
  readonly host: string;
  /** The machine and process that says so. */
  readonly by: string;
  /** `held`: it is this process that writes for the host; `waiting`: another does, or none yet. */
  readonly turn: 'held' | 'waiting';
  /** What the log says of the host; `not_named`: the fund's record does not name it. Null before the log was read. */
  readonly standing: HostState['standing'] | 'not_named' | null;
  /** ISO 8601; null before the host's first commit. */
  readonly last_commit: string | null;
  /** Since when the log has not answered, ISO 8601; null while it does. */
  readonly unreached_since: string | null;
  /** Appends since the start: sent again, refused because the host's last message was another, and found in the log after all. */
  readonly retried: number;
  readonly stale: number;
  readonly adopted: number;
  /** Commits of the host, met since the start, that count for nobody. */
  readonly refused: number;
}

/** intel_status.json of a ship: what it reads, and whether the log has it. */
export interface ShipHealth extends Pick<
  Health,
  'written' | 'state' | 'sources' | 'snapshots' | 'quarantined' | 'quarantined_by_reason' | 'warnings'
> {
  readonly ship: ShipReport;
  readonly journal: Pick<Health['journal'], 'commits' | 'commit_failures'>;
  /** Null before the fund's record was read. */
  readonly config_digest: string | null;
  readonly incidents_told: boolean;
}

/** What is seen from outside of any that runs: what stands, and what it answered or committed last. */
export interface SeenHealth extends Pick<Health, 'warnings'>, Partial<Pick<Health, 'last_tick'>> {
  readonly ship?: Pick<ShipReport, 'turn' | 'last_commit'>;
}
