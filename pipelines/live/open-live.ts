import { join } from 'node:path';
import { UsageError } from '../../src/io/files/failures';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { ConfigWatch } from '../../src/io/follow/config-watch';
import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';
import { FileJournal, journalBeside } from '../../src/io/journal/file-journal';
import type { ConfigRecord } from '../../src/io/journal/journal-records';
import { OwnedDirectories } from '../../src/io/lock/owned-directories';
import { refuseForeignFiles } from '../../src/io/publish/foreign-files';
import { Incidents, type Incident } from '../../src/io/publish/incidents';
import { LiveQuarantine } from '../../src/io/publish/live-quarantine';
import { OtherWriter } from '../../src/io/publish/other-writer';
import { refuseOtherJournal } from '../../src/io/publish/other-journal';
import { StateWriter } from '../../src/io/publish/state-writer';
import { StatusReport } from '../../src/io/publish/status-report';
import type { Gates } from '../../src/model/fund/gates';
import type { WarmFold } from '../journal/warm-fold';
import { openNames } from '../publish/publisher';
import { Follower } from './follower';
import { Ingest } from './ingest';

export interface LiveOptions {
  /** The directory that holds execution/ and state/. */
  readonly logs: string;
  readonly config: string;
  /** Where the state files go. */
  readonly out: string;
  /** Where the arrivals go; `journal/` beside `out` by default. */
  readonly journal?: string | undefined;
  readonly gates: Gates;
  /** Replace state files that another program wrote; else live refuses to start where there are any. */
  readonly takeOver?: boolean | undefined;
  readonly onIncident: (incident: Incident) => void;
  /** Whether a person is told of incidents. */
  readonly incidentsTold?: boolean | undefined;
  /** With it the logs are read on while the disk is at work; without it in `cycle` alone. */
  readonly waker?: WakeSignal | undefined;
  /** The token of the owner locks; a new one by default. */
  readonly token?: string | undefined;
  /** Aborted when it is time to stop: what is under way ends soon, at a commit. */
  readonly signal?: AbortSignal | undefined;
  /** What followed the journal while another had the directories. */
  readonly warm?: WarmFold | undefined;
}

/** The parts of a running live. */
export interface LiveParts {
  readonly owned: OwnedDirectories;
  readonly incidents: Incidents;
  readonly journal: FileJournal;
  readonly quarantine: LiveQuarantine;
  readonly configs: ConfigWatch;
  readonly ingest: Ingest;
  readonly follower: Follower;
  readonly status: StatusReport;
  readonly otherWriter: OtherWriter;
}

/** The parts, and the configs to begin with. */
export interface OpenedLive {
  readonly parts: LiveParts;
  readonly config: ConfigRecord;
  /** A newer config that is not in the journal yet. */
  readonly changed: ConfigRecord | undefined;
}

/**
 * Takes the output and journal directories and opens the journal at its last whole commit; a journal that begins, with a
 * commit of the config. Throws an OwnerError, a WorldError, or a UsageError where no config was ever sound; nothing is
 * owned then. So it does where another program wrote one of the state files, unless told to take over.
 */
export async function openLive(options: LiveOptions, clock: ClockReading): Promise<OpenedLive> {
  const journalDir = options.journal ?? journalBeside(options.out);
  const owned = await OwnedDirectories.take([options.out, journalDir], { token: options.token });
  try {
    return await openOwned(options, clock, journalDir, owned);
  } catch (error) {
    await owned.release();
    throw error;
  }
}

async function openOwned(
  { logs, out, config: configDir, gates, takeOver, onIncident }: LiveOptions,
  { steadyMs }: ClockReading,
  journalDir: string,
  owned: OwnedDirectories,
): Promise<OpenedLive> {
  const names = openNames(gates);
  if (takeOver !== true) await refuseForeignFiles(out, names);
  for (const dir of [out, join(out, 'history'), journalDir]) await removeStaleTemps(dir);
  const incidents = new Incidents(onIncident);
  const journal = await FileJournal.open(journalDir, owned.check);
  if (journal.torn !== undefined) incidents.note('info', 'journal_torn', journal.torn);
  if (journal.damage.length > 0) incidents.set('journal_damaged', journal.damage.join('; '), 'error');
  await refuseOtherJournal(out, journalDir, journal.state);
  const known = journal.state.config;
  const configs = new ConfigWatch(configDir, known?.digest);
  const changed = await configs.poll();
  // What was due before the restart is answered with the config of its time, as it may have been published.
  const config = known ?? changed;
  if (config === undefined)
    throw new UsageError(`${configDir} holds no config that can be used:\n${configs.problems.join('\n')}`);
  const quarantine = await LiveQuarantine.open(out, journal.state.quarantine, owned.check);
  const ingest = new Ingest(logs, journal, quarantine, incidents, config);
  if (known === undefined) await ingest.commitConfig(config, steadyMs);
  const writer = new StateWriter(out, owned.check);
  writer.watch(names);
  const follower = await Follower.open(out, journal, writer, gates, incidents, config, owned.check);
  // It must say so when the journal's disk can no longer be written.
  const status = new StatusReport(new StateWriter(out, owned.checkOf(out)), incidents);
  return {
    parts: {
      ...{ owned, incidents, journal, quarantine, configs, ingest, follower, status },
      otherWriter: new OtherWriter(writer, incidents),
    },
    config,
    changed: known === undefined ? undefined : changed,
  };
}
