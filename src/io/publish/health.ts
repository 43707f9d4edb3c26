import type { Gates } from '../../model/fund/gates';
import type { Tally } from '../decode/tally';
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
