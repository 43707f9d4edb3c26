import type { SealedCommit } from '../journal/journal';
import type { ReadArrival } from '../journal/journal-records';
import { afterCommit, latestOf } from '../journal/journal-state';
import { NO_TICKS, ticksAfter, ticksBefore } from '../journal/journal-ticks';
import type { Writer } from './commit-log';
import { atHead } from './head';
import { hostIn, hostJournal, journalAlone, withHost } from './host-state';
import { hostOf } from './host-token';
import {
  cautionsOfSilence,
  isCautionOfLog,
  isOthersCaution,
  isWaitedFor,
  jointPromise,
  liftedCautions,
} from './joint-promise';
import type {
  ControlRecord,
  ForgetRecord,
  FundRecord,
  HostState,
  LapseRecord,
  LogState,
} from './log-records';
import type { CommitMessage, LogMessage } from './message-text';

/**
 * Adds up the log of many hosts, message by message, to a journal as one host writes it. Which messages count and what
 * they add follows from their order alone. The first commit of a host that has its next number and names the one before
 * it counts; every other one counts for nobody, and the bookmarks in it do not move.
 */

/** A log without a message. */
export const EMPTY_LOG: LogState = { seq: 0, at: 0, ticks: NO_TICKS, fund: undefined, hosts: {} };

/** What a message makes of a log. */
export interface Counted {
  readonly state: LogState;
  /** The commit that it adds to the journal; undefined where the message counts for nobody, and for a head. */
  readonly entry?: SealedCommit;
  /** The host whose commit it is, where that counts for nobody. */
  readonly refused?: string;
  /** The host whose commit it is, where that counts but for what it says in the name of the log. */
  readonly overstepped?: string;
}

/** What a log adds up to after one more message. */
export function afterMessage(state: LogState, writer: Writer, message: LogMessage): Counted {
  const host = hostOf(writer);
  if (host !== undefined) return afterHost(state, host, message);
  const kind = CONTROL.get(writer);
  // A head says nothing that its reader could not work out.
  if (message.kind === 'unreadable')
    return kind === undefined || kind === 'head' ? { state } : damaged(state);
  return message.kind === 'commit' || message.kind !== kind ? { state } : afterControl(state, message);
}

/** What each writer may say: a log may allow them to others than those who run hosts. */
const CONTROL: ReadonlyMap<Writer, ControlRecord['kind']> = new Map([
  ['ctl.config', 'fund'],
  ['ctl.lapse', 'lapse'],
  ['ctl.forget', 'forget'],
  ['head', 'head'],
] as const);

function afterControl(state: LogState, record: ControlRecord): Counted {
  switch (record.kind) {
    case 'fund':
      return afterFund(state, record);
    case 'lapse':
      return afterLapse(state, record);
    case 'forget':
      return afterForget(state, record);
    case 'head':
      return { state: atHead(state, record) };
    default:
      return record satisfies never;
  }
}

function afterHost(state: LogState, host: string, message: LogMessage): Counted {
  const { fund } = state;
  if (fund?.hosts.includes(host) !== true) return { state, refused: host };
  if (message.kind === 'unreadable') return damaged(state);
  const before = hostIn(state, host);
  if (message.kind !== 'commit' || !isNext(before, message)) return { state, refused: host };
  const isSnapshotHost = host === fund.snapshots_from;
  const own = message.records.filter((record) => record.kind !== 'config' && !isCautionOfLog(record));
  const overstepped = own.length < message.records.length ? { overstepped: host } : {};
  const records = own.filter((record) => record.kind !== 'snapshot' || isSnapshotHost);
  const { commit, seal } = message;
  const journal = journalAlone(afterCommit(hostJournal(state, host), commit, records, ''));
  const promise = records.reduce<number | null>(
    (known, record) => (record.kind === 'mark' ? Math.max(known ?? -Infinity, record.promise) : known),
    before.promise,
  );
  const standing = before.standing === 'lapsed' ? 'waited_for' : before.standing;
  const after = withHost(state, host, { seal, journal, promise, standing, told: null });
  const kept = records.filter((record) => record.kind !== 'mark' && !isOthersCaution(state, host, record));
  return { ...counted(after, commit.at, [...kept, ...liftedCautions(state, [host])]), ...overstepped };
}

function isNext({ seal, journal }: HostState, { commit }: CommitMessage): boolean {
  return commit.seq === journal.seq && commit.prev === seal;
}

// Hosts that it names are waited for again where a person had them forgotten; of those that it names no longer nothing
// is told any more.
function afterFund(state: LogState, fund: FundRecord): Counted {
  const unnamed = Object.keys(state.hosts).filter((host) => !fund.hosts.includes(host));
  let after: LogState = { ...state, fund };
  for (const [host, known] of Object.entries(state.hosts))
    if (known.standing === 'forgotten' || unnamed.includes(host))
      after = withHost(after, host, { ...known, standing: 'waited_for', told: null });
  const from = fund.snapshots_from;
  // What it had sent before did not count: it sends them again.
  if (state.fund !== undefined && from !== state.fund.snapshots_from) {
    const known = hostIn(after, from);
    after = withHost(after, from, { ...known, journal: { ...known.journal, snapshots: {} } });
  }
  return counted(after, fund.at, [fund.config, ...liftedCautions(state, unnamed)]);
}

function afterLapse(state: LogState, { host, after, at }: LapseRecord): Counted {
  const known = hostIn(state, host);
  if (!isWaitedFor(state, host) || known.seal !== after) return { state };
  return counted(withHost(state, host, { ...known, standing: 'lapsed' }), at, []);
}

function afterForget(state: LogState, { host, at }: ForgetRecord): Counted {
  const known = hostIn(state, host);
  if (state.fund?.hosts.includes(host) !== true || known.standing === 'forgotten') return { state };
  const after = withHost(state, host, { ...known, standing: 'forgotten', told: null });
  return counted(after, at, liftedCautions(state, [host]));
}

// What it held is unknown, for everyone who reads it here.
function damaged(state: LogState): Counted {
  if (state.fund === undefined) return { state };
  const { ticked } = state.ticks;
  return counted(state, state.at, [{ kind: 'caution', ts: ticked, code: 'log_damaged', incomplete: true }]);
}

// A mark is set when a tick falls due by it; that tick is of all that the message says.
function counted(state: LogState, at: number, records: readonly ReadArrival[]): Counted {
  const commit = { kind: 'commit', seq: state.seq, at, steps: {}, quarantine: undefined } as const;
  const unmarked = ticksAfter(ticksBefore(state.ticks, commit, records), records);
  const mark = { kind: 'mark', promise: jointPromise(state) } as const;
  const marked = ticksAfter(unmarked, [mark]);
  const isDue = marked.ticked > unmarked.ticked;
  const ticks = isDue ? marked : unmarked;
  const { hosts, cautions } = cautionsOfSilence(state, ticks.ticked);
  // The time of a commit counts as well: a host may be days before the joint promise.
  const latest = records.reduce(
    (known, record) => Math.max(known, latestOf(record)),
    Math.max(state.latest ?? -Infinity, at),
  );
  return {
    state: {
      ...state,
      ...{ seq: state.seq + 1, begun: state.begun ?? at, at, ticks, hosts },
      latest,
    },
    entry: {
      kind: 'sealed',
      commit,
      records: isDue ? [...records, ...cautions, mark] : [...records, ...cautions],
      opened: undefined,
    },
  };
}
