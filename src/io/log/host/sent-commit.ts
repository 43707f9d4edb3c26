import type { CommitFacts } from '../../journal/journal';
import type { Arrival, ReadArrival } from '../../journal/journal-records';
import { LOG_FORMAT, type HostCommit } from '../log-records';
import { hostMessage, type CommitMessage } from '../message-text';

/** Who writes the commits of a host. */
export interface HostWriter {
  readonly host: string;
  /** The machine, a slash, and the process: for people, and to know what this machine wrote. */
  readonly by: string;
  /** The version of the program. */
  readonly program: string;
}

/** A commit that the log is given, with its bytes. */
export interface SentCommit extends CommitMessage {
  readonly text: Uint8Array;
}

/** The commit that a writer of a host makes of records: behind the one whose seal is `prev`. */
export function sentCommit(
  { by, program }: HostWriter,
  records: readonly Arrival[],
  { steps, quarantine }: CommitFacts,
  { seq, prev, at }: Pick<HostCommit, 'seq' | 'prev' | 'at'>,
): SentCommit {
  const commit: HostCommit = {
    ...{ kind: 'commit', seq, at, steps, quarantine },
    ...{ prev, by, format: LOG_FORMAT, program },
  };
  const { text, seal } = hostMessage(records, commit);
  return { kind: 'commit', commit, records: records.map(withoutLines), seal, text };
}

const NOTHING = Buffer.alloc(0);

// What a commit adds up to does not depend on the lines themselves.
function withoutLines(record: Arrival): ReadArrival {
  return record.kind === 'rows' ? { ...record, lines: NOTHING, lateRows: record.late.length } : record;
}
