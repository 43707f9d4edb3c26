import { advance, UNREAD } from '../tail/offset/bookmark';
import type { Arrival, CommitRecord, JournalState } from './journal-records';

/** A journal without a commit. */
export const EMPTY_JOURNAL: JournalState = {
  seq: 0,
  at: 0,
  ticked: 0,
  config: undefined,
  bookmarks: {},
  snapshots: {},
  outputs: {},
  published: {},
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
    ticked: commit.ticked,
    config,
    bookmarks: { ...state.bookmarks, ...Object.fromEntries(moved) },
    snapshots,
    outputs: commit.outputs,
    published: commit.published,
  };
}
