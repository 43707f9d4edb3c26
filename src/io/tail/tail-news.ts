import type { ToldHole } from './told-hole';

/** What happened to a log, beyond lines being added to it. */
export type TailEvent =
  | 'rotation'
  | 'fork'
  | 'rollback'
  | 'truncate'
  | 'recreate'
  | 'resurrect'
  | 'archive'
  | 'gap'
  | 'put_back'
  | 'archive_damaged';

export interface TailNews {
  readonly event: TailEvent;
  readonly detail: string;
  /** Rows are known to be missing, or may be. */
  readonly incomplete: boolean;
  /** Of a gap: the hole that it is, where a file that is put back could close it. */
  readonly hole?: ToldHole | undefined;
}

/** What a tail has done since it was opened. */
export type TailCounters = Record<keyof typeof NO_COUNTS, number>;

export const NO_COUNTS = {
  polls: 0,
  lines: 0,
  bytes: 0,
  chain_scans: 0,
  verify_failures: 0,
  unreadable: 0,
  rotations: 0,
  forks: 0,
  vanished_lines: 0,
  dedup_lines: 0,
  rollbacks: 0,
  truncates: 0,
  recreates: 0,
  resurrects: 0,
  archive_reads: 0,
  gaps: 0,
};

const COUNTER: Readonly<Record<Exclude<TailEvent, 'archive_damaged' | 'put_back'>, keyof TailCounters>> = {
  rotation: 'rotations',
  fork: 'forks',
  rollback: 'rollbacks',
  truncate: 'truncates',
  recreate: 'recreates',
  resurrect: 'resurrects',
  archive: 'archive_reads',
  gap: 'gaps',
};

export function countNews(counters: TailCounters, event: TailEvent): void {
  if (event !== 'archive_damaged' && event !== 'put_back') counters[COUNTER[event]]++;
}
