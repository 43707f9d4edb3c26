import { WorldError } from '../files/failures';
import type { Damage } from '../journal/journal';
import type { CommitLog, LogReading, MessagePlace } from './commit-log';
import { EMPTY_LOG } from './fold-log';
import { AHEAD_MS, atHead } from './head';
import type { HeadRecord, LogState } from './log-records';
import { controlSeal, readMessage } from './message-text';

/** Where a reading of a log begins: at its beginning or at a head, and what it adds up to there. */
export interface LogStart {
  readonly state: LogState;
  readonly reading: Pick<LogReading, 'after' | 'afterPlace'>;
  /** What the log has lost of what was asked for. */
  readonly damage: readonly Damage[];
}

/** A head that a later one vouches for. */
interface Vouched {
  readonly text: Uint8Array;
  readonly place: MessagePlace;
  readonly number: number;
  readonly seq: number;
  readonly promise: number;
}

interface Heads {
  readonly vouched: readonly Vouched[];
  /** By the last head. */
  readonly ahead: LogState['ahead'];
}

/** Where to begin so that everything is read that was committed at this moment or later, or is of a later time. */
export async function startSince(log: CommitLog, fromMs: number): Promise<LogStart> {
  const { vouched, ahead = {} } = await headsOf(log);
  const parts = Object.entries(ahead).flatMap(([number, ts]) => (ts >= fromMs ? [Number(number)] : []));
  const until = Math.min(...parts);
  const found = vouched.findLast(({ number, promise }) => promise + AHEAD_MS < fromMs && number < until);
  if (found !== undefined) return at(found);
  if (await isWhole(log)) return BEGINNING;
  const start = at(firstOf(vouched));
  return fromMs === 0 ? start : { ...start, damage: lostBefore(start.state) };
}

/** Where to begin so that the commit of this number is read, or the first one after it that is left. */
export function startBefore(log: CommitLog, seq: number): Promise<LogStart> {
  return startAtLast(log, (head) => head.seq <= seq);
}

/** Where to begin so that the message at this place is read, or else what follows the first head that is left. */
export function startBeforePlace(log: CommitLog, place: MessagePlace): Promise<LogStart> {
  return startAtLast(log, (head) => head.place < place);
}

async function startAtLast(log: CommitLog, isBefore: (head: Vouched) => boolean): Promise<LogStart> {
  const { vouched } = await headsOf(log);
  const found = vouched.findLast(isBefore);
  if (found !== undefined) return at(found);
  return (await isWhole(log)) ? BEGINNING : at(firstOf(vouched));
}

const BEGINNING: LogStart = { state: EMPTY_LOG, reading: { afterPlace: 0n }, damage: [] };

// The heads are right that a later one has met: what lies between a head and what it says is known to that one alone.
async function headsOf(log: CommitLog): Promise<Heads> {
  const vouched: Vouched[] = [];
  const waiting = new Map<string, Vouched>();
  let ahead: LogState['ahead'];
  for await (const part of log.read({ writers: ['head'], ends: true })) {
    if (part.kind !== 'appended') continue;
    const { text, place } = part;
    const record = headIn(text);
    if (record === undefined) continue;
    const { state } = record;
    const before = waiting.get(state.head?.seal ?? '');
    if (before !== undefined) {
      vouched.push(before);
      waiting.clear();
    }
    ({ ahead } = state);
    const number = state.head === undefined ? 0 : state.head.number + 1;
    waiting.set(controlSeal(record), { text, place, number, seq: state.seq, promise: state.ticks.watermark });
  }
  return { vouched, ahead };
}

function headIn(text: Uint8Array): HeadRecord | undefined {
  const record = readMessage('head', text);
  return record.kind === 'head' ? record : undefined;
}

async function isWhole(log: CommitLog): Promise<boolean> {
  for await (const part of log.read({ afterPlace: 0n, ends: true })) return part.kind !== 'gap';
  return true;
}

function firstOf([first]: readonly Vouched[]): Vouched {
  if (first !== undefined) return first;
  throw new WorldError(
    'the log',
    'read',
    new Error('it lost its beginning, and no head tells what that held'),
  );
}

function at({ text, place }: Vouched): LogStart {
  const record = headIn(text);
  if (record === undefined) throw new Error('a head that was read cannot be read again');
  return { state: atHead(record.state, record), reading: { after: { text, place } }, damage: [] };
}

// A row that is missing may be as late as the latest before the head: as long as one may count, frames must say so.
function lostBefore({ ticks, latest = -Infinity, seq }: LogState): readonly Damage[] {
  return [...new Set([ticks.watermark, Math.max(ticks.watermark, latest)])].map((atMs) => ({
    ...{ kind: 'damage', code: 'log_gap', atMs },
    message: `the log has lost its first ${seq} commits`,
  }));
}
