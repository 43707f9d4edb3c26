import { join } from 'node:path';
import { STATE_FILES } from '../../operators/files/state-files';
import { UsageError } from '../../src/io/files/failures';
import { ConfigWatch } from '../../src/io/follow/config-watch';
import { Incidents, type Incident } from '../../src/io/publish/incidents';
import { Journal } from '../../src/io/journal/journal';
import { journalBeside } from '../../src/io/journal/journal-place';
import type { ConfigRecord, JournalState } from '../../src/io/journal/journal-records';
import { LiveOutputs } from '../../src/io/publish/live-outputs';
import { ownDirectories, type OwnerLock } from '../../src/io/lock/owner-lock';
import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';
import { StateWriter } from '../../src/io/publish/state-writer';
import { StatusReport } from '../../src/io/publish/status-report';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import type { Desk } from '../../src/model/fund/desk';
import type { Gates } from '../../src/model/fund/gates';
import { tickBefore } from './due-ticks';
import { deskOfRecord } from '../journal/push-graph';
import { STATE_KEYS } from '../publish/publication';
import type { PublishedDigests } from '../publish/write-plan';
import { Publisher } from '../publish/publisher';

export interface LiveOptions {
  /** The directory that holds execution/ and state/. */
  readonly logs: string;
  readonly config: string;
  /** Where the state files go. */
  readonly out: string;
  /** Where the arrivals go; `journal/` beside `out` by default. */
  readonly journal?: string | undefined;
  readonly gates: Gates;
  readonly onIncident: (incident: Incident) => void;
  /** With it the logs are read on while the disk is at work; without it in `cycle` alone. */
  readonly waker?: WakeSignal | undefined;
  /** The name that the directories are owned in; one of its own by default. */
  readonly token?: string | undefined;
  /** Aborted when it is time to stop: what is under way ends soon, at a commit. */
  readonly signal?: AbortSignal | undefined;
}

/** What is open while live runs. */
export interface LiveParts {
  readonly incidents: Incidents;
  readonly locks: readonly OwnerLock[];
  readonly journalDir: string;
  readonly journal: Journal;
  readonly outputs: LiveOutputs;
  readonly configs: ConfigWatch;
  readonly publisher: Publisher;
  readonly status: StatusReport;
}

/** The parts, and the configs to begin with. */
export interface OpenedLive {
  readonly parts: LiveParts;
  readonly desk: Desk;
  /** A config that lies there by now and is not in the journal yet. */
  readonly changed: ConfigRecord | undefined;
}

/**
 * Takes the output and journal directories and opens the journal at its last whole commit. Throws an OwnerError, a
 * WorldError, or a UsageError where no config was ever sound; nothing is owned then.
 */
export async function openLive(options: LiveOptions, clock: ClockReading): Promise<OpenedLive> {
  const journalDir = options.journal ?? journalBeside(options.out);
  const locks = await ownDirectories([options.out, journalDir], options.token);
  try {
    return await openOwned(options, clock, journalDir, locks);
  } catch (error) {
    await releaseAll(locks);
    throw error;
  }
}

export async function releaseAll(locks: readonly OwnerLock[]): Promise<void> {
  for (const lock of locks) await lock.release();
}

async function openOwned(
  { out, config, gates, onIncident }: LiveOptions,
  clock: ClockReading,
  journalDir: string,
  locks: readonly OwnerLock[],
): Promise<OpenedLive> {
  for (const dir of [out, join(out, 'history'), journalDir]) await removeStaleTemps(dir);
  const incidents = new Incidents(onIncident);
  const journal = await Journal.open(journalDir);
  if (journal.torn !== undefined) incidents.note('info', 'journal_torn', journal.torn);
  if (journal.damage.length > 0) incidents.set('journal_damaged', journal.damage.join('; '), 'error');
  const configs = new ConfigWatch(config, journal.state.config?.digest);
  const changed = await configs.poll();
  // What was due before the restart is answered with the config of its time, as it may have been published.
  const initial = journal.state.config ?? changed;
  if (initial === undefined)
    throw new UsageError(`no usable config in ${config}:\n${configs.problems.join('\n')}`);
  const desk = deskOfRecord(initial);
  const ticked = journal.state.seq > 0 ? journal.state.ticked : tickBefore(clock, desk);
  const outputs = await LiveOutputs.open(out, Object.values(STATE_FILES), journal.state.outputs);
  const writer = new StateWriter(out);
  const digests = digestsOf(journal.state.published);
  const publisher = new Publisher(writer, outputs, incidents, gates, digests, ticked);
  const status = new StatusReport(writer, incidents);
  return {
    parts: { incidents, locks, journalDir, journal, outputs, configs, publisher, status },
    desk,
    changed,
  };
}

function digestsOf(published: JournalState['published']): PublishedDigests {
  return Object.fromEntries(
    STATE_KEYS.flatMap((key) => (published[key] === undefined ? [] : [[key, published[key]]])),
  );
}
