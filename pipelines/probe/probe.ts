import { allocate } from '../../operators/allocate/allocate';
import { allocationInputs } from '../../operators/allocate/allocation-inputs';
import { foldOver } from '../../operators/core/fold';
import type { JoinedChange } from '../../operators/join/join-attempts';
import { measureAccount, type AccountView } from '../../operators/account/measure-account';
import type { StateFileKey, StateFiles } from '../../operators/files/state-files';
import type { AllocationFile } from '../../operators/allocate/allocation-file';
import type { Metadata } from '../../operators/core/header';
import { liveOwner } from '../../src/io/lock/live-owner';
import { loadSnapshots } from '../../src/io/snapshots/load-snapshots';
import { writeStateFiles } from '../../src/io/publish/state-files';
import type { Desk } from '../../src/model/fund/desk';
import type { MarketEvent } from '../../src/model/event';
import { parseTimestamp } from '../../src/model/values/time';
import { parseWindow } from '../../src/model/values/window';
import { publicationOf } from '../publish/publication';
import { loadStateFile } from './load-state-files';

export interface ProbeReport {
  readonly allocation: AllocationFile;
  /** What it was allocated by: the account of the scores, else that of the snapshots. */
  readonly account: AccountView;
  /** The policies that lie beside it; undefined where they cannot be used. */
  readonly suggestions: StateFiles['suggestions'] | undefined;
  /** False while a live instance owns the directory: nothing was written. */
  readonly written: boolean;
  /** Files that are missing, unreadable or of another version, in words. Without scores or expectancy the allocation is empty. */
  readonly missing: readonly string[];
}

/**
 * The allocation from the state files as they are in `stateDir`, written beside them: the same bytes as the graph's
 * when those files are the graph's. While live owns the directory, it is returned and not written.
 */
export async function probe(stateDir: string, desk: Desk): Promise<ProbeReport> {
  const missing: string[] = [];
  const codes: string[] = [];
  const read = <K extends StateFileKey>(key: K): Promise<StateFiles[K] | undefined> =>
    loadStateFile(stateDir, key, (problem) => {
      codes.push(`${key}_missing`);
      missing.push(problem);
    });
  const expectancy = await read('expectancy');
  const scores = await read('scores');
  const suggestions = await read('suggestions');
  const known = allocationInputs(expectancy, scores, suggestions);
  const asOf = parseTimestamp(known.header.as_of) ?? 0;
  const account = known.account ?? (await accountFromSnapshots(stateDir, desk, asOf));
  const lacksInput = expectancy === undefined || scores === undefined;
  const allocated = lacksInput
    ? { ...allocate(known, account, { ...desk, listings: new Map(), strategies: undefined }), symbols: [] }
    : allocate(known, account, desk);
  const allocation = { ...allocated, metadata: withWarnings(allocated.metadata, codes) };
  const written = (await liveOwner(stateDir)) === undefined;
  if (written) await writeStateFiles(stateDir, [publicationOf('allocation', allocation, asOf)]);
  return { allocation, account, suggestions, written, missing };
}

/** The primary window that the scores of a state directory were made with; undefined when they do not say. */
export async function windowOfScores(stateDir: string): Promise<string | undefined> {
  const scores = await loadStateFile(stateDir, 'scores', () => undefined);
  return scores !== undefined && parseWindow(scores.window) !== undefined ? scores.window : undefined;
}

function withWarnings(metadata: Metadata, codes: readonly string[]): Metadata {
  if (codes.length === 0) return metadata;
  return { ...metadata, complete: false, warnings: [...new Set([...metadata.warnings, ...codes])].sort() };
}

// Without a scores file: what the executor's own snapshots say, if they lie there too.
async function accountFromSnapshots(stateDir: string, desk: Desk, asOf: number): Promise<AccountView> {
  const { events } = await loadSnapshots(stateDir, asOf);
  const changes = events.filter(
    (event): event is MarketEvent & JoinedChange => event.kind !== 'close' && event.kind !== 'route',
  );
  return foldOver(measureAccount(desk), changes, asOf).account;
}
