import { UsageError, WorldError } from '../../io/files/failures';
import type { Appended, CommitLog, LogPart, MessagePlace } from '../../io/log/commit-log';
import { afterMessage, EMPTY_LOG, type Counted } from '../../io/log/fold-log';
import { heardLog } from '../../io/log/host/heard';
import type { LogState } from '../../io/log/log-records';
import { startBefore, startBeforePlace, type LogStart } from '../../io/log/log-start';
import { readMessage, type LogMessage } from '../../io/log/message-text';
import { isoUtc } from '../../model/values/time';
import { onEndSignal } from '../terminal/end-signals';
import { printNote, printResult } from '../terminal/print';
import { withEngine, type EngineFlags } from './with-engine';

interface TailFlags extends EngineFlags {
  readonly from?: string;
  readonly end?: boolean;
}

/** `intel engine tail`. */
export async function tailEngine(flags: TailFlags): Promise<void> {
  const from = placeOption(flags.from);
  await withEngine(flags, async ({ log }) => {
    const ending = new AbortController();
    onEndSignal(() => {
      ending.abort();
    });
    const begin = await tailBegin(log, from);
    const lines = new TailLines(begin.state);
    let last = begin.reading.after?.place;
    let isAfter = false;
    for await (const part of log.read({
      ...begin.reading,
      ends: flags.end === true,
      signal: ending.signal,
    })) {
      const line = lines.lineOf(part);
      if (part.kind !== 'appended') {
        printNote(line);
        continue;
      }
      last = part.place;
      isAfter = from === undefined || last >= from;
      if (isAfter) printResult(line);
    }
    if (!isAfter && from !== undefined)
      printNote(`nothing lies at ${from} or after it: the last message lies at ${last ?? 'no place yet'}`);
  });
}

/**
 * Where a tail begins: at a head, as followers do, since what the log adds up to is known there, and with it what counts
 * behind it. From a place before any such head it begins where the log does.
 */
export async function tailBegin(log: CommitLog, from: MessagePlace | undefined): Promise<Begin> {
  const known = heardLog(log);
  const begin = await (
    from === undefined ? startBefore(known, Infinity) : startBeforePlace(known, from)
  ).catch(orNothing);
  return from !== undefined && from <= (begin.reading.after?.place ?? 0n) ? NOTHING : begin;
}

type Begin = Pick<LogStart, 'state' | 'reading'>;

const NOTHING: Begin = { state: EMPTY_LOG, reading: {} };

function orNothing(error: unknown): Begin {
  if (error instanceof WorldError) return NOTHING;
  throw error;
}

/** A line for each message of a log, in its order. */
export class TailLines {
  /** What is not known is not judged: what was pruned is missing in it. */
  private isKnown = true;
  private isAtBegin: boolean;

  constructor(private state: LogState) {
    this.isAtBegin = state === EMPTY_LOG;
  }

  lineOf(part: LogPart): string {
    if (part.kind === 'rewound') return 'the log lost what was read: begin anew';
    if (part.kind === 'gap') {
      this.isKnown = false;
      return `what lay before place ${part.place} is not there any more`;
    }
    if (this.isAtBegin && part.place !== 1n) this.isKnown = false;
    this.isAtBegin = false;
    const message = readMessage(part.writer, part.text);
    const counted = afterMessage(this.state, part.writer, message);
    this.state = counted.state;
    return [
      ...[placed(part), ...described(message, part.text.length)],
      this.isKnown ? verdictOf(counted) : '',
    ]
      .filter((text) => text !== '')
      .join('  ');
  }
}

function verdictOf({ entry, refused, overstepped }: Counted): string {
  if (refused !== undefined) return 'refused';
  if (overstepped !== undefined) return 'counts in part';
  return entry === undefined ? '' : 'counts';
}

function placed({ place, atMs, writer }: Appended): string {
  return `${place}  ${isoUtc(atMs)}  ${writer}`;
}

function described(message: LogMessage, bytes: number): readonly string[] {
  switch (message.kind) {
    case 'commit': {
      const lines = message.records.flatMap((record) =>
        record.kind === 'rows' ? [rowsIn(record.lines)] : [],
      );
      const rows = lines.reduce((sum, n) => sum + n, 0);
      return [`commit ${message.commit.seq}`, `${rows} rows`, `${bytes} bytes`, `by ${message.commit.by}`];
    }
    case 'fund':
      return [`config ${message.config.digest}`, `hosts ${message.hosts.join(',')}`];
    case 'lapse':
    case 'forget':
      return [`${message.kind} ${message.host}`];
    case 'head':
      return ['head'];
    case 'unreadable':
      return [`${bytes} bytes that cannot be read`];
  }
}

const NEWLINE = 0x0a;

function rowsIn(lines: Uint8Array): number {
  return lines.reduce((sum, byte) => (byte === NEWLINE ? sum + 1 : sum), 0);
}

function placeOption(value: string | undefined): MessagePlace | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,18}$/.test(value))
    throw new UsageError(`--from was "${value}"; allowed: a place in the log, from 1`);
  return BigInt(value);
}
