import type { CommitFacts, Journal, JournalEntry, SealedCommit } from '../../../src/io/journal/journal';
import type { Arrival, CommitRecord, JournalState } from '../../../src/io/journal/journal-records';
import { afterCommit, EMPTY_JOURNAL } from '../../../src/io/journal/journal-state';
import { commitText, SealCheck, sealedCommit } from '../../../src/io/journal/journal-text';
import { readRecord } from '../../../src/io/journal/read-record';
import { OwnerError } from '../../../src/io/files/failures';

/** A journal in memory: the text of each commit, in a list that outlives its writers. */
export class MemoryJournal implements Journal {
  readonly answersAgain = true;
  state: JournalState;

  /** Opens it at its last whole commit, and takes off what follows. */
  constructor(private readonly texts: string[] = []) {
    const broken = texts.findIndex((text) => wholeCommit(text) === undefined);
    if (broken >= 0) texts.splice(broken);
    this.state = sumOf(texts);
  }

  async *read(fromMs: number): AsyncGenerator<JournalEntry> {
    const parts = this.texts.map(wholeCommit);
    const begin = parts.findIndex((part) => part === undefined || latestIn(part) >= fromMs);
    for (let n = begin < 0 ? parts.length : begin; n < parts.length; n++) {
      const part = parts[n];
      // A text without its end is being written, or was broken off.
      if (part !== undefined)
        yield { ...part, opened: n === begin ? sumOf(this.texts.slice(0, n)) : undefined };
      else if (this.texts[n]?.endsWith('\n') === true)
        yield {
          kind: 'damage',
          code: 'journal_damaged',
          message: `commit ${n} is damaged`,
          atMs: parts[n + 1]?.commit.at ?? 0,
        };
      await Promise.resolve();
    }
  }

  commit(records: readonly Arrival[], facts: CommitFacts, atMs: number): Promise<void> {
    const { seq } = this.state;
    if (this.texts.length !== seq) return Promise.reject(new OwnerError('another writer committed'));
    const commit: CommitRecord = { kind: 'commit', seq, at: atMs, ...facts };
    this.texts.push(commitText(records, commit));
    this.state = afterCommit(this.state, commit, records, '');
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

// The latest time that it was made at or that a row of it tells.
function latestIn({ commit, records }: SealedCommit): number {
  return Math.max(commit.at, ...records.map((record) => (record.kind === 'rows' ? (record.latest ?? 0) : 0)));
}

function wholeCommit(text: string): SealedCommit | undefined {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line));
  const check = new SealCheck();
  const verdicts = lines.map((line) => check.read(line));
  return verdicts.at(-1) === 'sealed' ? sealedCommit(lines.map(readRecord)) : undefined;
}

function sumOf(texts: readonly string[]): JournalState {
  return texts.reduce((state, text) => {
    const part = wholeCommit(text);
    return part === undefined ? state : afterCommit(state, part.commit, part.records, '');
  }, EMPTY_JOURNAL);
}
