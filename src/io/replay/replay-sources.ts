import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Observable } from 'rxjs';
import { AT_END, type Batch, type Caution, type MarketEvent } from '../../model/event';
import { durationMs, horizonMs, type Settings } from '../../model/fund/settings';
import { SECOND } from '../../model/values/time';
import type { LogKind } from '../decode/row/decoded';
import type { FieldNames } from '../decode/row/field-names';
import { UsageError } from '../files/failures';
import type { Fault } from '../decode/fault';
import { readerOf } from '../journal/read-journal';
import { isRoots, stateDirOf, type LogRoots } from '../logs/log-roots';
import { LOGS } from '../logs/log-stems';
import { chainFindings } from './chain-findings';
import { journalSnapshots } from './journal-snapshots';
import type { JournalReader } from '../journal/journal';
import { loadSnapshots } from '../snapshots/load-snapshots';
import { mergeSources } from './merge-sources';
import { openRoots, unreadSnapshots, type LogPlace } from './open-roots';
import { streamSource, type RowSource, type SourceSettings } from './row-source';
import { ScanPool } from './scan-pool';
import { emptyTally, isTooBad, nothingUsable, type Tally } from '../decode/tally';

const WORTH_A_THREAD = 384 * 1024 * 1024;

/** Where a replay reads from. */
export interface ReplayInput {
  /** Directories, or a stream of rows of both kinds. */
  readonly logs: LogRoots | Readable;
  /** A journal whose snapshots take the place of the files in state/. */
  readonly snapshots?: string | JournalReader | undefined;
  readonly settings: Settings;
  /** Epoch ms; undefined = the latest ts of any row. */
  readonly asOf?: number | undefined;
  /** The moment of reading, epoch ms: without an asOf, rows well after it are from the future. */
  readonly now: number;
  /** Only the last tick is wanted: rows beyond its horizon are checked, but make no event. */
  readonly onlyLast?: boolean | undefined;
  /** What is picked of each log, and who sees it. */
  readonly picking?: ((place: LogPlace) => Pick<SourceSettings, 'pick' | 'onBatch'>) | undefined;
  /** Rows at or before this are checked, but make no event. */
  readonly since?: number | undefined;
  /** What is known of the logs as a whole, where not all of them is read. */
  readonly whole?: WholeLogs | undefined;
  /** How many threads decode, this one included; undefined: by the cores and the size of the logs. */
  readonly threads?: number | undefined;
  /** Events read their line again from the file instead of storing it: they must not outlive the sources. */
  readonly linesInPlace?: boolean | undefined;
  /** Batches say when each of their events was written at the earliest. */
  readonly datesReceipt?: boolean | undefined;
  /** At the end a UsageError is thrown if there were rows and none can be used, or all are after the asOf. */
  readonly needsRows?: boolean | undefined;
  readonly onFault: (fault: Fault) => void;
  /** Called after each batch with the bytes read so far and those there are (0: unknown). */
  readonly onProgress?: ((read: number, total: number) => void) | undefined;
}

/** What the end of a history says of its logs. */
interface WholeLogs {
  readonly cautions: readonly Pick<Caution, 'code' | 'incomplete'>[];
  readonly tooMuchBadInput: boolean;
}

/** Open sources, and what is known before and after them. */
export interface ReplaySources {
  /** What was read so far. */
  readonly tally: Tally;
  readonly rows: readonly RowSource[];
  /** A row of this ts or a later one exists; −Infinity: unknown. */
  readonly reached: number;
  readonly opening: Batch;
  readonly closing: () => Batch;
  /** The share of bad input is above the configured one. Rows after a requested asOf are not bad. */
  readonly tooMuchBadInput: () => boolean;
  /** What is to be said of the logs themselves, so far. */
  readonly logCautions: readonly Caution[];
  /** Files that could not be used, or only in part, in words. */
  readonly notes: readonly string[];
  close(): Promise<void>;
}

/** Opens the input, hands it over as batches in the order of a replay, and closes it whatever happens. */
export async function withReplay<T>(
  input: ReplayInput,
  use: (batch$: Observable<Batch>, sources: ReplaySources) => Promise<T>,
): Promise<T> {
  const sources = await openReplay(input);
  const total = sources.rows.reduce((sum, source) => sum + source.bytes, 0);
  const onRead = (): void => input.onProgress?.(sources.tally.bytes, total);
  try {
    return await use(mergeSources(sources.opening, sources.rows, sources.closing, onRead), sources);
  } finally {
    await sources.close();
  }
}

/** Opens both logs' chains (or one mixed stream) and reads the snapshot files. */
async function openReplay(input: ReplayInput): Promise<ReplaySources> {
  const { logs, settings, asOf, now, onFault } = input;
  const tally = emptyTally();
  const notes: string[] = [];
  const cautions: Caution[] = [];
  const logCautions: Caution[] = [];
  const cautionAtEnd = (code: string, incomplete: boolean): Caution => {
    return { kind: 'caution', ts: AT_END, code, incomplete };
  };
  const ofLogs = (code: string, incomplete: boolean): void =>
    void logCautions.push(cautionAtEnd(code, incomplete));
  const rows: RowSource[] = [];
  let pool: ScanPool | undefined;
  const close = async (): Promise<void> => {
    await pool?.close();
    await Promise.all(rows.map((source) => source.close()));
  };
  const reached = (): number => Math.max(...rows.map((source) => source.reached));
  const reading = (log: LogKind): SourceSettings => ({
    log,
    latestTs: (asOf ?? now) + settings.max_future_s * SECOND,
    leavesLaterOut: asOf !== undefined,
    latenessMs: durationMs(settings.lateness),
    maxLineBytes: settings.max_line_bytes,
    linesInPlace: input.linesInPlace,
    datesReceipt: input.datesReceipt,
    datesLate: true,
    since: sinceOf(input, reached),
    scanPool: () => pool,
    tally,
    onFault: (fault) => {
      firstFault ??= fault;
      onFault(fault);
    },
    onDamage: (file, reason, rows) => {
      ofLogs('archive_damaged', true);
      notes.push(`${file}: ${reason}; the ${rows} rows that can be read count`);
    },
  });
  let firstFault: Fault | undefined;
  const tooMuchBadInput = (): boolean => {
    return input.whole?.tooMuchBadInput ?? isTooBad(tally, settings.max_bad_share);
  };
  const closing = (): Batch => {
    const nothing = input.needsRows === true ? nothingUsable(tally, firstFault) : undefined;
    if (nothing !== undefined) throw new UsageError(nothing);
    const known = input.whole?.cautions.map(({ code, incomplete }) => cautionAtEnd(code, incomplete));
    const judged = tooMuchBadInput() ? [cautionAtEnd('too_much_bad_input', true)] : [];
    return { ...SNAPSHOTS, events: [...cautions, ...(known ?? logCautions), ...judged] };
  };
  // Gives the snapshots that lie beside the logs.
  const openLogs = async (roots: LogRoots): Promise<readonly MarketEvent[]> => {
    const opened = await openRoots(roots, settings.backups, (place) => ({
      ...reading(LOGS[place.stem]),
      ...input.picking?.(place),
    }));
    rows.push(...opened.map(({ source }) => source));
    const journal = input.snapshots;
    const snapshots =
      journal === undefined ? await loadSnapshots(stateDirOf(roots), AT_END) : { events: [], problems: [] };
    for (const { code, message } of snapshots.problems) {
      cautions.push(cautionAtEnd(code, false));
      notes.push(message);
    }
    if (journal === undefined) notes.push(...(await unreadSnapshots(roots)));
    for (const { stem, dir, source } of input.whole === undefined ? opened : [])
      for (const found of await chainFindings(dir, stem, settings.backups, source.missing)) {
        ofLogs(`${stem}_${found.what}`, found.incomplete);
        notes.push(`${dir}: ${found.message}`);
      }
    const threads = input.threads ?? threadsFor(rows.reduce((sum, { bytes }) => sum + bytes, 0));
    if (threads > 1) pool = new ScanPool(threads - 1);
    if (journal !== undefined)
      rows.push(journalSnapshots(await readerOf(journal), (message) => void notes.push(message)));
    for (const { stem, dir, source } of opened)
      if (source.empty) notes.push(`${join(dir, stem)}.jsonl: the log does not exist`);
    return snapshots.events;
  };
  try {
    if (!isRoots(logs))
      rows.push(streamSource(logs, 'stdin', { ...reading('mixed'), fieldNames: stdinNames(settings) }));
    const events = isRoots(logs) ? await openLogs(logs) : [];
    const opening = { ...SNAPSHOTS, events };
    return { tally, rows, reached: reached(), opening, closing, tooMuchBadInput, logCautions, notes, close };
  } catch (error) {
    await close();
    throw error;
  }
}

// Without a grid of ticks, what lies beyond the horizon of the only one.
function sinceOf(
  { since, onlyLast, asOf, settings }: ReplayInput,
  reached: () => number,
): (() => number) | undefined {
  if (since !== undefined) return () => since;
  return onlyLast === true ? () => (asOf ?? reached()) - horizonMs(settings) : undefined;
}

// Where none is set the rows carry our names, and take the fast path.
function stdinNames({ stdin_fields }: Settings): FieldNames | undefined {
  return Object.keys(stdin_fields).length === 0 ? undefined : stdin_fields;
}

// Starting a thread takes a moment, and one scanning thread keeps ahead of the one that joins.
function threadsFor(bytes: number): number {
  return bytes < WORTH_A_THREAD ? 1 : Math.min(availableParallelism(), 2);
}

const SNAPSHOTS: Batch = { source: 'snapshots', events: [], first: Infinity, latest: -Infinity, ended: true };
