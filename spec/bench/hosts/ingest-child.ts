import { join } from 'node:path';
import { HostJournal } from '../../../src/io/log/host/host-journal';
import { FileJournal } from '../../../src/io/journal/file-journal';
import type { JournalWriter } from '../../../src/io/journal/journal';
import type { FundRecord } from '../../../src/io/log/log-records';
import { Incidents } from '../../../src/io/publish/incidents';
import { LiveQuarantine } from '../../../src/io/publish/live-quarantine';
import { unfenced } from '../../../src/io/files/fence';
import { Ingest } from '../../../pipelines/live/ingest';
import { IngestLoop } from '../../../pipelines/live/ingest-loop';
import { Shipping } from '../../../pipelines/hosts/shipping';
import { openedEngine } from '../../io/log/nats/nats-fund';
import { epochMs } from '../figures';
import { BENCH_CONFIG } from './bench-config';

/** What it took to read logs to their ends and commit all of it. */
export interface Ingested {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly commits: number;
}

/*
 * As a program, `ingest-child LOGS STATE ENGINE|-`: reads the logs to their ends into a journal of files, or into the log
 * on an engine, and sends what that took. Nothing else of live runs.
 */

const NOBODY = { isReady: () => Promise.resolve(true), take: () => Promise.resolve() };
const CLOCK = { wallMs: Date.now(), steadyMs: epochMs() };

async function toFiles(logs: string, state: string): Promise<Ingested> {
  const journal = await FileJournal.open(join(state, 'journal'));
  const { ingest, loop } = await ingestOf(logs, state, journal);
  return measured(journal, async () => {
    await loop.look(CLOCK);
    await ingest.sources.close();
  });
}

async function ingestOf(
  logs: string,
  state: string,
  journal: JournalWriter,
): Promise<{ readonly ingest: Ingest; readonly loop: IngestLoop }> {
  const incidents = new Incidents(() => undefined);
  const quarantine = await LiveQuarantine.open(state, undefined, unfenced);
  const ingest = new Ingest(logs, journal, quarantine, incidents, BENCH_CONFIG);
  const goesOn = (): Promise<boolean> => Promise.resolve(true);
  return { ingest, loop: new IngestLoop(ingest, { ...NOBODY, goesOn }, undefined) };
}

async function toEngine(logs: string, state: string, file: string): Promise<Ingested> {
  const engine = await openedEngine(file);
  const journal = await HostJournal.open(engine.log, { host: 'a', by: 'bench/1', program: 'bench' });
  if (journal === undefined) throw new Error('nobody told it to stop');
  const fund = fundOf(journal);
  const incidents = new Incidents(() => undefined);
  const quarantine = await LiveQuarantine.open(state, undefined, unfenced);
  let followedMs = epochMs();
  // As a ship does, once a second.
  const goesOn = async (): Promise<boolean> => {
    if (epochMs() - followedMs < 1000) return true;
    followedMs = epochMs();
    await journal.follow();
    return true;
  };
  const parts = { host: 'a', logs, journal, quarantine, incidents, waker: undefined, goesOn };
  const shipping = new Shipping(parts, fund);
  const done = await measured(journal, async () => {
    await shipping.cycle(CLOCK);
    await shipping.close();
    await journal.follow();
  });
  await engine.close();
  return done;
}

function fundOf({ fund }: HostJournal): FundRecord {
  if (fund === undefined) throw new Error('the log has no config');
  return fund;
}

async function measured(journal: Pick<JournalWriter, 'state'>, work: () => Promise<void>): Promise<Ingested> {
  const startedMs = epochMs();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: epochMs() - startedMs, cpuMs: (user + system) / 1000, commits: journal.state.seq };
}

const [, , logs = '', state = '', engine = '-'] = process.argv;
void (engine === '-' ? toFiles(logs, state) : toEngine(logs, state, engine)).then((answer) => {
  process.send?.(answer, () => process.exit());
});
