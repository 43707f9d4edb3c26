import { NO_TICKS, tickMsOf } from './journal-ticks';
import type { CommitRecord, JournalState, OldOutputs } from './journal-records';

/** Journals of the build in which commits also held the state of the outputs, as they are read now. */

const QUARANTINE = 'quarantine.jsonl';

type OldCommit = Omit<CommitRecord, 'quarantine' | 'old'> & OldOutputs;
type OldState = Omit<JournalState, 'quarantine' | 'old' | 'ticks'> & OldOutputs;

/** A commit of either build. */
export function commitOf(read: CommitRecord | OldCommit): CommitRecord {
  if (!('outputs' in read)) return read;
  const { ticked, outputs, published, ...commit } = read;
  return { ...commit, quarantine: outputs[QUARANTINE], old: { ticked, outputs, published } };
}

/** What a journal of either build added up to. */
export function stateOf(read: JournalState | OldState): JournalState {
  if (!('outputs' in read)) return read;
  const { ticked, outputs, published, ...state } = read;
  const tickMs = state.config && tickMsOf(state.config);
  return {
    ...state,
    ticks: { ...NO_TICKS, ticked, tickMs },
    quarantine: outputs[QUARANTINE],
    old: { ticked, outputs, published },
  };
}
