import type { Gates } from '../../model/fund/gates';
import type { Tally } from '../decode/tally';
import type { TailCounters } from '../tail/tail-news';

/** How a log is being followed. */
export interface SourceHealth {
  readonly state: 'following' | 'missing' | 'unsure' | 'unreadable';
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
  readonly state: 'starting' | 'live' | 'degraded' | 'stopped' | 'cut off';
  readonly gates: Gates;
  readonly last_tick: string | null;
  readonly ticks: number;
  /** The journal that is followed, and when its last commit was written; not there where live itself reads the logs. */
  readonly follows?: { readonly journal: string; readonly last_commit: string };
  readonly sources: Readonly<Record<string, SourceHealth>>;
  readonly snapshots: Readonly<Record<string, 'read' | 'missing' | 'unusable'>>;
  readonly journal: {
    readonly commits: number;
    readonly bytes: number;
    readonly commit_failures: number;
    readonly records_read_back: number;
  };
  readonly quarantined: number;
  /** How often another program was found to have written one of the state files. */
  readonly other_writes: number;
  readonly failed_stages: number;
  readonly config_digest: string;
  readonly complete: boolean;
  /** The messages of the open incidents, by code. */
  readonly warnings: Readonly<Record<string, string>>;
}
