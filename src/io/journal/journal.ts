import type { Arrival, CommitRecord, JournalState, ReadArrival } from './journal-records';

/** The journal of arrivals as its readers see it, wherever it is kept. */
export interface JournalReader {
  /**
   * The commits in order, each once: all that were made at `fromMs` or later or hold a row of a later time, and perhaps
   * others: with 0 all that are left, with −Infinity all that ever were, and those that are missing are told of. A commit
   * that is being written is not among them yet.
   */
  read(fromMs: number): AsyncIterable<JournalEntry>;
}

/** The journal as what follows it sees it. */
export interface JournalView extends JournalReader {
  /** All commits added up, as far as they were followed. */
  readonly state: JournalState;
  /** Ticks whose commits it has lost are answered again, by the commits that came in their place. */
  readonly answersAgain: boolean;
}

/** The journal as a follower beside its writer sees it. */
export interface FollowedView extends JournalView {
  /** The commits that came since, and what between them cannot be used. `state` follows each. Ends where the journal does. */
  news(): AsyncIterable<JournalEntry>;
  /** False: what was followed last is no longer there; the journal must be opened anew. */
  holdsPlace(): Promise<boolean>;
  close(): void;
}

/** The journal as its one writer sees it. */
export interface JournalWriter {
  /** All commits added up, with the last one. */
  readonly state: JournalState;
  /**
   * Adds one commit after the last one in `state`, and waits until it is kept. A WorldError leaves the journal at the
   * commit before; the same commit may be tried again. An OwnerError: another writer added something, and nothing was
   * added.
   */
  commit(records: readonly Arrival[], facts: CommitFacts, atMs: number): Promise<void>;
}

/** A journal that is written and read by one process. `FileJournal` keeps it in a directory. */
export interface Journal extends JournalView, JournalWriter {
  close(): Promise<void>;
}

/** What one commit says besides its records. */
export type CommitFacts = Pick<CommitRecord, 'steps' | 'quarantine'>;

/** A part of a journal: a commit, or what should have been one. */
export type JournalEntry = SealedCommit | Damage;

/** A whole commit. */
export interface SealedCommit {
  readonly kind: 'sealed';
  readonly commit: CommitRecord;
  readonly records: readonly ReadArrival[];
  /** What the journal added up to before it. The first commit of a read has it, unless damage hides it. */
  readonly opened: JournalState | undefined;
}

/** Commits that are missing or cannot be used. */
export interface Damage {
  readonly kind: 'damage';
  /** What the reader of the output is told. */
  readonly code: 'journal_damaged' | 'log_gap';
  /** Where and what, in words. */
  readonly message: string;
  /** When the commit after them was written, epoch ms; where none follows, the one before, or the segment's day. */
  readonly atMs: number;
}
