import { advance, UNREAD } from '../tail/offset/bookmark';
import { NO_TICKS, ticksAfter, ticksBefore } from './journal-ticks';
import type { Arrival, CommitRecord, JournalState } from './journal-records';

/** A journal without a commit. */
export const EMPTY_JOURNAL: JournalState = {
  seq: 0,
  at: 0,
  ticks: NO_TICKS,
  config: undefined,
  bookmarks: {},
  snapshots: {},
  quarantine: undefined,
};

/** What a journal adds up to after one more commit. */
export function afterCommit(
  state: JournalState,
  commit: CommitRecord,
  records: readonly Arrival[],
): JournalState {
  let { config } = state;
  const snapshots = { ...state.snapshots };
  for (const record of records) {
    if (record.kind === 'config') config = record;
    else if (record.kind === 'snapshot') snapshots[record.name] = record.seen;
  }
  const backups = config?.files.settings.backups ?? 0;
  const moved = Object.entries(commit.steps).map(([stem, steps]) => {
    const before = state.bookmarks[stem] ?? UNREAD;
    return [stem, steps.reduce((mark, step) => advance(mark, step, backups), before)] as const;
  });
  return {
    seq: commit.seq + 1,
    at: commit.at,
    ticks: ticksAfter(ticksBefore(state.ticks, commit, records), records),
    config,
    bookmarks: { ...state.bookmarks, ...Object.fromEntries(moved) },
    snapshots,
    quarantine: commit.quarantine,
    old: commit.old,
  };
}
