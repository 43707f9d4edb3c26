import type { Appended, CommitLog } from '../../../../src/io/log/commit-log';
import { HostJournal } from '../../../../src/io/log/host/host-journal';
import type { FundRecord } from '../../../../src/io/log/log-records';
import { writerOf } from '../../../../src/io/log/host-token';
import type { CommitMessage } from '../../../../src/io/log/message-text';
import { hostMessage, readMessage } from '../../../../src/io/log/message-text';
import type { CommitFacts } from '../../../../src/io/journal/journal';
import type { Arrival } from '../../../../src/io/journal/journal-records';
import { asWritten, rows } from '../../journal/journal-made';
import { control, fundOf } from '../log-made';
import type { MemoryLog } from '../memory-log';
import { FaultyLog } from './faulty-log';

/** A log that one host writes, whose logs hold the rows 0, 1, 2 … */

export const HOST = 'exec-a';

export async function openJournal(log: CommitLog, by = 'machine/1'): Promise<HostJournal> {
  const journal = await HostJournal.open(log, { host: HOST, by, program: '0.1.0' });
  if (journal === undefined) throw new Error('nobody told it to stop');
  return journal;
}

/** Puts the fund's record into a log. */
export async function foundFund(
  log: CommitLog,
  hosts: readonly string[] = [HOST],
  others: Partial<FundRecord> = {},
): Promise<void> {
  const { writer, text } = control(fundOf(hosts, others));
  await log.append(writer, text, 'any');
}

export async function messagesOf(log: CommitLog): Promise<readonly Appended[]> {
  const messages: Appended[] = [];
  for await (const part of log.read({ ends: true })) if (part.kind === 'appended') messages.push(part);
  return messages;
}

/** The commits of a host that count, told from the order of the log alone: a second implementation of the rule. */
export async function countedOf(log: CommitLog, host = HOST): Promise<readonly CommitMessage[]> {
  const counted: CommitMessage[] = [];
  for (const { writer, text } of await messagesOf(log)) {
    const message = readMessage(writer, text);
    if (writer !== writerOf(host) || message.kind !== 'commit') continue;
    const { seq, prev } = message.commit;
    if (seq === counted.length && prev === (counted.at(-1)?.seal ?? null)) counted.push(message);
  }
  return counted;
}

/** The lines of rows that count, in order. */
export async function rowsIn(log: CommitLog, host = HOST): Promise<readonly string[]> {
  const counted = await countedOf(log, host);
  return counted
    .flatMap(({ records }) => asWritten(records))
    .flatMap((record) => (record.kind === 'rows' ? record.lines : []));
}

/** Up to which row the journal says that the host has read. */
export function positionOf({ state }: HostJournal): number {
  return state.bookmarks['orders_executed']?.ends.at(-1)?.offset ?? 0;
}

/** What a host commits that reads so many rows on, and that it read them. */
export function nextRows(
  journal: HostJournal,
  count = 1,
  from = positionOf(journal),
): { readonly records: readonly Arrival[]; readonly facts: CommitFacts } {
  const numbers = Array.from({ length: count }, (_, n) => from + n);
  const end = { offset: from + count, hash: `h${from + count}`, line: `l${from + count}` };
  return {
    records: [rows(...numbers.map(String))],
    facts: { steps: { orders_executed: [{ step: 'read', ends: [end] }] }, quarantine: 0 },
  };
}

/** Commits the next rows. */
export async function commitNext(journal: HostJournal, count = 1, atMs = 0): Promise<void> {
  const { records, facts } = nextRows(journal, count);
  await journal.commit(records, facts, atMs);
}

/** Runs `use` on a log of its own, in which the fund names the host. */
export async function onLog(use: (log: FaultyLog) => Promise<void>): Promise<void> {
  const log = new FaultyLog();
  await foundFund(log);
  await use(log);
}

/** The rows of the host's logs, from the first on. */
export function numbers(count: number): readonly string[] {
  return Array.from({ length: count }, (_, n) => String(n));
}

/** Puts a commit of the host into the log that nobody can use: its number is taken or not due. */
export async function writeStray(log: MemoryLog, seq: number): Promise<void> {
  const facts = { kind: 'commit', seq, at: 0, steps: {}, quarantine: 0 } as const;
  const { text } = hostMessage([], {
    ...facts,
    ...{ prev: 'f'.repeat(32), by: 'zombie/1', format: 1, program: '0.1.0' },
  });
  await log.append(`j.${HOST}`, text, 'any');
}
