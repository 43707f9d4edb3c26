import type { DeskFiles } from '../../model/fund/desk';
import type { Bookmark, OffsetMove } from '../tail/offset/bookmark';
import type { ToldHole } from '../tail/told-hole';
import type { JournalTicks } from './journal-ticks';

/**
 * What the journal of arrivals holds, one JSON object a line. Records come in commits: some records, then the commit
 * that seals them and says where every source stands. What is not sealed did not happen.
 */

/** The format of what live keeps. Written, for a later build; read nowhere. */
export const FORMAT = 1;

/** The fund's configs, as checked. All that follows is computed with them. */
export interface ConfigRecord {
  readonly kind: 'config';
  readonly digest: string;
  readonly files: DeskFiles;
  readonly warnings: readonly string[];
}

/** Rows of one read of one log. */
export interface RowsRecord {
  readonly kind: 'rows';
  readonly source: string;
  readonly file: string;
  /** Epoch ms of the first row and of the latest one, also of rows that make no event; null for none. */
  readonly first: number | null;
  readonly latest: number | null;
  /** Rows that came later than promised: the byte their line begins at, and their ts. */
  readonly late: readonly (readonly [offset: number, ts: number])[];
  /** The lines that make events, one char a byte. */
  readonly lines: readonly string[];
}

/** A snapshot file that changed. */
export interface SnapshotRecord {
  readonly kind: 'snapshot';
  readonly name: string;
  /** When it was read, epoch ms. */
  readonly received: number;
  /** The file's signature and the SHA-256 of its text: after a restart they tell whether it changed. */
  readonly seen: SnapshotIdentity;
  /** What it says that an earlier one had not said. */
  readonly value: unknown;
}

export interface SnapshotIdentity {
  readonly signature: string;
  readonly sha256: string;
}

/** Something the reader of the output must know of the input. */
export interface CautionRecord {
  readonly kind: 'caution';
  readonly ts: number;
  readonly code: string;
  readonly incomplete: boolean;
  /** Takes back the cautions of this code before it, in the order of the journal. */
  readonly lifted?: true;
  /** The hole in a chain that it tells of. Nothing is computed with it: it says when the caution is to be lifted. */
  readonly hole?: ToldHole;
}

/** What is kept of a caution, to lift it one day. */
export type UnliftedCaution = Pick<CautionRecord, 'ts' | 'code' | 'hole'>;

/** All sources promise: nothing older than this will come any more, unless late. */
export interface WatermarkRecord {
  readonly kind: 'mark';
  readonly promise: number;
}

export type Arrival = ConfigRecord | RowsRecord | SnapshotRecord | CautionRecord | WatermarkRecord;

/** Rows as they are read back: their lines as bytes, a newline after each. */
export interface ReadRows extends Omit<RowsRecord, 'lines'> {
  readonly lines: Buffer;
  /** How many of them came late. */
  readonly lateRows: number;
}

/** An arrival as it is read back. */
export type ReadArrival = Exclude<Arrival, RowsRecord> | ReadRows;

/** What stands in a line of a journal. */
export type ReadRecord = ReadArrival | OpenRecord | CommitRecord;

/** Heads each segment: all that the commits before it add up to, so that they may be pruned. */
export interface OpenRecord {
  readonly kind: 'open';
  readonly format: typeof FORMAT;
  readonly state: JournalState;
}

/** Seals the records before it. It holds the state of ingest alone: what was made of them stands in standing.json. */
export interface CommitRecord {
  readonly kind: 'commit';
  readonly seq: number;
  /** When it was written, epoch ms. */
  readonly at: number;
  /** How the bookmark of each log moves. */
  readonly steps: Readonly<Record<string, readonly OffsetMove[]>>;
  /** How long the quarantine is with the rows among them that could not be used. */
  readonly quarantine: number | undefined;
  /** Never written any more. */
  readonly old?: OldOutputs;
}

/** What commits of an earlier build held of the outputs: as they were before what followed from the commit. */
export interface OldOutputs {
  readonly ticked: number;
  readonly outputs: Readonly<Record<string, number>>;
  readonly published: Readonly<Record<string, WrittenDigest>>;
}

/** A state file as last published: its moment, and a digest of what it says. */
export interface WrittenDigest {
  readonly asOf: number;
  readonly content: string;
}

export interface JournalState {
  /** The next commit's number. */
  readonly seq: number;
  /** When the first commit was written, epoch ms: tells journals apart. Undefined where an earlier build began it. */
  readonly begun?: number | undefined;
  /** When the last commit was written, epoch ms; 0 before the first. */
  readonly at: number;
  readonly ticks: JournalTicks;
  readonly config: ConfigRecord | undefined;
  readonly bookmarks: Readonly<Record<string, Bookmark>>;
  readonly snapshots: Readonly<Record<string, SnapshotIdentity>>;
  /** The cautions that were not lifted, however old they are, the last of each code and hole; undefined for none. */
  readonly cautions?: readonly UnliftedCaution[] | undefined;
  /** Segments with rows of a later time than their commit, by file name, with the latest of those times. */
  readonly ahead?: Readonly<Record<string, number>>;
  /** The quarantine's length by the last commit. */
  readonly quarantine: number | undefined;
  /** Of the last commit, where that was made by an earlier build. */
  readonly old?: OldOutputs | undefined;
}
