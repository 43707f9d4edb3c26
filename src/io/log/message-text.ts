import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { finite, isObject, own, textOf } from '../../model/values/json';
import { UsageError } from '../files/failures';
import type { SealedCommit } from '../journal/journal';
import type { Arrival } from '../journal/journal-records';
import { commitText, sealAtEnd, SealCheck, sealedCommit } from '../journal/journal-text';
import { readRecord } from '../journal/read-record';
import { isHostCommit } from './commit-shape';
import { isControlRecord } from './control-record';
import { LOG_FORMAT, type ControlRecord, type HostCommit } from './log-records';

/** A message as bytes: a host's commit, or one control record, sealed and deflated. */

/** A commit of a host as it is read. */
export interface CommitMessage {
  readonly kind: 'commit';
  readonly commit: HostCommit;
  readonly records: SealedCommit['records'];
  readonly seal: string;
}

/** What a message holds; `unreadable` where it is not as it was written. */
export type LogMessage = CommitMessage | ControlRecord | { readonly kind: 'unreadable' };

// More than any commit: a message that unpacks to more was made to harm.
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;
// Of short lines so many fit into those bytes that to keep them takes all memory.
const MOST_RECORDS = 100_000;
// A third of the time of the usual level, for an eighth more bytes.
const PACKING = { level: 3 };
const UNREADABLE = { kind: 'unreadable' } as const;
const NEWLINE = 0x0a;

/** A commit as a message, and its seal. */
export function hostMessage(
  records: readonly Arrival[],
  commit: HostCommit,
): { readonly text: Uint8Array; readonly seal: string } {
  const text = Buffer.from(commitText(records, commit));
  return { text: deflateRawSync(text, PACKING), seal: sealAtEnd(text.subarray(0, -1)) ?? '' };
}

/** A control record as a message. */
export function controlMessage(record: ControlRecord): Uint8Array {
  const text = JSON.stringify(record);
  return deflateRawSync(`${sealOf(text)}\n${text}`);
}

/** What identifies a control record: the seal of its message. */
export function controlSeal(record: ControlRecord): string {
  return sealOf(JSON.stringify(record));
}

/**
 * What a message holds. Throws a UsageError where a later build wrote it in a format of its own: a reader that went on
 * would leave it out.
 */
export function readMessage(writer: string, bytes: Uint8Array): LogMessage {
  let text: Buffer;
  try {
    text = inflateRawSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
  } catch {
    return UNREADABLE;
  }
  return writer.startsWith('j.') ? readCommit(writer, text) : readControl(writer, text);
}

function readCommit(writer: string, text: Buffer): LogMessage {
  const check = new SealCheck();
  const records: ReturnType<typeof readRecord>[] = [];
  let verdict: string = 'broken';
  let seal: string | undefined;
  for (let from = 0; from < text.length;) {
    const end = text.indexOf(NEWLINE, from);
    if (end < 0 || verdict === 'sealed' || records.length > MOST_RECORDS) return UNREADABLE;
    const line = text.subarray(from, end);
    verdict = check.read(line);
    records.push(readRecord(line));
    seal = sealAtEnd(line);
    from = end + 1;
  }
  if (verdict !== 'sealed' || seal === undefined) return UNREADABLE;
  const last = records.at(-1);
  if (last !== undefined) refuseNewer(writer, last);
  try {
    return commitMessage(sealedCommit(records), seal);
  } catch {
    return UNREADABLE;
  }
}

// What is parsed when it is asked for is parsed here: it must not fail later.
function commitMessage(read: SealedCommit | undefined, seal: string): LogMessage {
  const sealed = read && { ...read, commit: { ...read.commit } };
  return sealed !== undefined && isHostCommit(sealed)
    ? { kind: 'commit', commit: sealed.commit, records: sealed.records, seal }
    : UNREADABLE;
}

function readControl(writer: string, text: Buffer): LogMessage {
  const [seal, json = ''] = text.toString().split('\n', 2);
  if (seal !== sealOf(json)) return UNREADABLE;
  try {
    const record: unknown = JSON.parse(json);
    refuseNewer(writer, record);
    return isControlRecord(record) ? record : UNREADABLE;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return UNREADABLE;
  }
}

function refuseNewer(writer: string, record: unknown): void {
  const value = isObject(record) ? record : {};
  const format = finite(own(value, 'format')) ?? LOG_FORMAT;
  if (format <= LOG_FORMAT) return;
  const program = textOf(own(value, 'program')) ?? 'of unknown version';
  throw new UsageError(
    `the log holds a message of ${writer} in format ${format}, written by intel ${program}; this build reads format ${LOG_FORMAT}: upgrade it (followers first, then ships)`,
  );
}

function sealOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
