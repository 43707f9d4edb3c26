import { WorldError } from '../files/failures';
import type { JournalEntry, JournalReader } from '../journal/journal';
import type { JournalState } from '../journal/journal-records';
import { EMPTY_JOURNAL } from '../journal/journal-state';
import type { CommitLog, LogPart } from './commit-log';
import { afterMessage } from './fold-log';
import type { LogState } from './log-records';
import { startSince } from './log-start';
import { readMessage } from './message-text';

/** The log of many hosts as the one journal that it adds up to. */
export function journalOfLog(log: CommitLog): JournalReader {
  return { read: (fromMs) => entriesSince(log, fromMs) };
}

/** That journal's state: bookmarks and snapshots are those of its hosts. */
export function journalState({ seq, begun, at, ticks, fund }: LogState): JournalState {
  return { ...EMPTY_JOURNAL, seq, begun, at, ticks, config: fund?.config };
}

/** What a reader that must go on from what it read makes of a log that has lost some of it. */
export function logLost({ kind }: Exclude<LogPart, { kind: 'appended' }>): WorldError {
  const what = kind === 'gap' ? 'its beginning' : 'its end';
  return new WorldError('the log', 'read', new Error(`it lost ${what} while it was read; it is read anew`));
}

async function* entriesSince(log: CommitLog, fromMs: number): AsyncGenerator<JournalEntry> {
  const { state: first, reading, damage } = await startSince(log, fromMs);
  yield* damage;
  let state = first;
  let opened: JournalState | undefined = journalState(first);
  for await (const part of log.read({ ...reading, ends: true })) {
    if (part.kind !== 'appended') throw logLost(part);
    const counted = afterMessage(state, part.writer, readMessage(part.writer, part.text));
    ({ state } = counted);
    if (counted.entry === undefined) continue;
    yield { ...counted.entry, opened };
    opened = undefined;
  }
}
