import { join } from 'node:path';
import { allocate } from '../../operators/allocate/allocate';
import { foldOver } from '../../operators/core/fold';
import type { JoinedChange } from '../../operators/join/join-attempts';
import { measureAccount, type AccountView } from '../../operators/account/measure-account';
import { readStanding } from '../../operators/files/read-files';
import { STATE_FILES, type StateFileKey } from '../../operators/files/state-files';
import type { AllocationFile } from '../../operators/allocate/allocation-file';
import type { Metadata } from '../../operators/core/header';
import { liveOwner } from '../../src/io/lock/owner-lock';
import { loadSnapshots } from '../../src/io/snapshots/load-snapshots';
import { readJson } from '../../src/io/json/read-json';
import { writeStateFiles } from '../../src/io/publish/state-files';
import type { Desk } from '../../src/model/fund/desk';
import type { MarketEvent } from '../../src/model/event';
import { isObject, own, textOf } from '../../src/model/values/json';
import { parseTimestamp } from '../../src/model/values/time';
import { parseWindow } from '../../src/model/values/window';
import { publicationOf } from '../publish/publication';

export interface ProbeReport {
  readonly allocation: AllocationFile;
  /** False while a live instance owns the directory: nothing was written. */
  readonly written: boolean;
  /** Files that are missing or cannot be read, in words. Without scores and expectancy the allocation is empty. */
  readonly missing: readonly string[];
}

/**
 * The allocation from the state files as they lie in `stateDir`, written beside them: the same bytes as the graph's
 * when those files are the graph's. While a live instance owns the directory it is only given.
 */
export async function probe(stateDir: string, desk: Desk): Promise<ProbeReport> {
  const missing: string[] = [];
  const codes: string[] = [];
  const read = async (key: StateFileKey): Promise<unknown> => {
    const path = join(stateDir, STATE_FILES[key]);
    const found = await readJson(path);
    if (found !== undefined && 'value' in found && isStateFile(key, found.value)) return found.value;
    codes.push(`${key}_missing`);
    missing.push(
      found === undefined
        ? `${path} is missing`
        : `${path}: ${'message' in found ? found.message : 'not a state file'}`,
    );
    return undefined;
  };
  const expectancy = await read('expectancy');
  const scores = await read('scores');
  const suggestions = await read('suggestions');
  const known = readStanding(expectancy, scores, suggestions);
  const asOf = parseTimestamp(known.header.as_of) ?? 0;
  const account = known.account ?? (await accountFromSnapshots(stateDir, desk, asOf));
  const lacksInput = expectancy === undefined || scores === undefined;
  const allocated = lacksInput
    ? { ...allocate(known, account, { ...desk, listings: new Map(), strategies: undefined }), symbols: [] }
    : allocate(known, account, desk);
  const allocation = { ...allocated, metadata: withWarnings(allocated.metadata, codes) };
  const written = (await liveOwner(stateDir)) === undefined;
  if (written) await writeStateFiles(stateDir, [publicationOf('allocation', allocation, asOf)]);
  return { allocation, written, missing };
}

function isStateFile(key: StateFileKey, value: unknown): boolean {
  const symbols = isObject(value) ? own(value, 'symbols') : undefined;
  return key === 'expectancy' ? isObject(symbols) : Array.isArray(symbols);
}

/** The primary window that the scores of a state directory were made with; undefined when they do not say. */
export async function windowOfScores(stateDir: string): Promise<string | undefined> {
  const found = await readJson(join(stateDir, STATE_FILES.scores));
  const window =
    found !== undefined && 'value' in found && isObject(found.value)
      ? textOf(own(found.value, 'window'))
      : undefined;
  return window !== undefined && parseWindow(window) !== undefined ? window : undefined;
}

function withWarnings(metadata: Metadata, codes: readonly string[]): Metadata {
  if (codes.length === 0) return metadata;
  return { ...metadata, complete: false, warnings: [...new Set([...metadata.warnings, ...codes])].sort() };
}

// For a scores file that carries no account: what the executor's own snapshots say, if they lie there too.
async function accountFromSnapshots(stateDir: string, desk: Desk, asOf: number): Promise<AccountView> {
  const { events } = await loadSnapshots(stateDir, asOf);
  const changes = events.filter(
    (event): event is MarketEvent & JoinedChange => event.kind !== 'close' && event.kind !== 'route',
  );
  return foldOver(measureAccount(desk), changes, asOf).account;
}
