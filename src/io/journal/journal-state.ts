import { SECOND } from '../../model/values/time';
import { advance, UNREAD } from '../tail/offset/bookmark';
import { arrivalBatch } from './arrival-batch';
import { NO_TICKS, ticksAfter, ticksBefore } from './journal-ticks';
import { isSameHole } from '../tail/told-hole';
import type {
  Arrival,
  CautionRecord,
  CommitRecord,
  JournalState,
  ReadRows,
  UnliftedCaution,
} from './journal-records';

/** A journal without a commit. */
export const EMPTY_JOURNAL: JournalState = {
  seq: 0,
  at: 0,
  ticks: NO_TICKS,
  config: undefined,
  bookmarks: {},
  snapshots: {},
  ahead: {},
  quarantine: undefined,
};

/** What a journal adds up to after one more commit. `segment`: where that lies. */
export function afterCommit(
  state: JournalState,
  commit: CommitRecord,
  records: readonly (Arrival | ReadRows)[],
  segment: string,
): JournalState {
  let { config, cautions = [] } = state;
  // Names are untrusted text, also those of logs below.
  const snapshots = new Map(Object.entries(state.snapshots));
  for (const record of records) {
    if (record.kind === 'config') config = record;
    else if (record.kind === 'snapshot') snapshots.set(record.name, record.seen);
    else if (record.kind === 'caution') cautions = unliftedAfter(cautions, record);
  }
  const { backups = 0, max_future_s: maxFutureS = 0 } = config?.files.settings ?? {};
  const latest = Math.max(...records.map(latestOf));
  const isAhead = latest > commit.at + maxFutureS * SECOND;
  const moved = Object.entries(commit.steps).map(([stem, steps]) => {
    const before = (Object.hasOwn(state.bookmarks, stem) && state.bookmarks[stem]) || UNREAD;
    return [stem, steps.reduce((mark, step) => advance(mark, step, backups), before)] as const;
  });
  return {
    seq: commit.seq + 1,
    begun: state.seq === 0 ? commit.at : state.begun,
    at: commit.at,
    ticks: ticksAfter(ticksBefore(state.ticks, commit, records), records),
    config,
    bookmarks: { ...state.bookmarks, ...Object.fromEntries(moved) },
    snapshots: Object.fromEntries(snapshots),
    cautions: cautions.length === 0 ? undefined : cautions,
    ahead: isAhead
      ? { ...state.ahead, [segment]: Math.max(latest, state.ahead?.[segment] ?? -Infinity) }
      : (state.ahead ?? {}),
    quarantine: commit.quarantine,
    old: commit.old,
  };
}

/** The cautions that are not lifted after one more record. */
export function unliftedAfter(
  before: readonly UnliftedCaution[],
  { ts, code, hole, lifted }: CautionRecord,
): readonly UnliftedCaution[] {
  if (lifted === true) return before.filter((known) => known.code !== code);
  const others = before.filter((known) => known.code !== code || !isSameHole(known.hole, hole));
  return [...others, hole === undefined ? { ts, code } : { ts, code, hole }];
}

/** The latest time that a record tells of; −Infinity for none. */
export function latestOf(record: Arrival | ReadRows): number {
  if (record.kind === 'rows') return record.latest ?? -Infinity;
  if (record.kind !== 'snapshot') return -Infinity;
  return arrivalBatch(record).events.reduce((latest, { ts }) => Math.max(latest, ts), -Infinity);
}
