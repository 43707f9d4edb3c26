import type { CommitRecord, ConfigRecord, JournalState } from '../journal/journal-records';
import type { JournalTicks } from '../journal/journal-ticks';

/**
 * What the messages of a log hold. A host's commit is a commit as a journal has it, and names the one before it; the
 * others are one record each. Nothing in them, nor in what is computed of them, is a place in the log.
 */

/** The format of messages. What a later one is cannot be known: its reader stops. */
export const LOG_FORMAT = 1;

/** Seals a commit of a host. */
export interface HostCommit extends CommitRecord {
  /** The seal of the host's commit before it; null for the first. */
  readonly prev: string | null;
  /** The process that wrote it, for people: host name and process. */
  readonly by: string;
  readonly format: number;
  /** The version of the program that wrote it. */
  readonly program: string;
}

/** What control messages have in common. */
interface Control {
  readonly format: number;
  readonly program: string;
  /** When it was made, epoch ms by the clock of who made it. */
  readonly at: number;
}

/** The fund: its configs, and the hosts that are waited for. In force from its place in the log on. */
export interface FundRecord extends Control {
  readonly kind: 'fund';
  readonly config: ConfigRecord;
  /** Whose commits count. Ticks wait for each of them. */
  readonly hosts: readonly string[];
  /** The one host whose snapshot files count. */
  readonly snapshots_from: string;
  /** A host that is silent for so long is no longer waited for. */
  readonly silence_s: number;
}

/** Somebody has not heard of a host: it is no longer waited for if its last commit that counts is still this one. */
export interface LapseRecord extends Control {
  readonly kind: 'lapse';
  readonly host: string;
  /** The seal of that commit; null where it has none. */
  readonly after: string | null;
}

/** A person says that a host is not to be waited for until a later record of the fund names it. */
export interface ForgetRecord extends Control {
  readonly kind: 'forget';
  readonly host: string;
}

/** What the log adds up to before this message: who reads from here on needs nothing that lies before. */
export interface HeadRecord extends Control {
  readonly kind: 'head';
  readonly state: LogState;
}

export type ControlRecord = FundRecord | LapseRecord | ForgetRecord | HeadRecord;

/** What a log adds up to. */
export interface LogState {
  /** How many messages counted: the number of the next one. */
  readonly seq: number;
  /** The `at` of the first that counted; undefined before it. */
  readonly begun?: number | undefined;
  /** The `at` of the last that counted. */
  readonly at: number;
  /** By the joint promise of the hosts. */
  readonly ticks: JournalTicks;
  readonly fund: FundRecord | undefined;
  /** All hosts that ever had a commit that counts, or were silent, by name. */
  readonly hosts: Readonly<Record<string, HostState>>;
  /** The latest time of a row or snapshot since the last head that was right, or the beginning. */
  readonly latest?: number | undefined;
  /** The last head that was right: it says what the log added up to at its place. */
  readonly head?: RightHead | undefined;
  /** The right heads that end a part of the log with a row far later than the joint promise, by their number, with the latest time. */
  readonly ahead?: Readonly<Record<string, number>> | undefined;
}

interface RightHead {
  /** How many right heads there were before it. */
  readonly number: number;
  readonly seal: string;
  /** The joint promise at its place, epoch ms. */
  readonly promise: number;
}

/** What the commits of one host add up to. */
export interface HostState {
  /** The seal of its last commit that counts; null before the first. */
  readonly seal: string | null;
  /** Commits, bookmarks, snapshots and ticks of the host alone; its `config` is the fund's. */
  readonly journal: Omit<JournalState, 'config' | 'old' | 'ahead'>;
  /** Up to where it has promised; −Infinity cannot be written: null before its first mark. */
  readonly promise: number | null;
  /** `lapsed`: silent for too long. `forgotten`: by a person. Neither is waited for. */
  readonly standing: 'waited_for' | 'lapsed' | 'forgotten';
  /** The tick at which the caution of its silence was told last; null where none stands. */
  readonly told: number | null;
}
