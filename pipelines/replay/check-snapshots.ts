import { AT_END, type MarketEvent } from '../../src/model/event';
import {
  readSnapshot,
  SNAPSHOT_NAMES,
  type ReadSnapshot,
  type SnapshotName,
} from '../../src/io/snapshots/load-snapshots';

/** Whether a snapshot counts at asOf. `empty`: it can be read and says nothing that counts. */
type SnapshotState = 'used' | 'missing' | 'unusable' | 'empty' | 'later' | 'old';

export interface CheckedSnapshot {
  readonly name: SnapshotName;
  readonly state: SnapshotState;
  /** The latest moment that it tells of; undefined where it states none, or says nothing. */
  readonly ts: number | undefined;
}

/** What each snapshot beside the logs gives to a replay to asOf. */
export async function checkSnapshots(
  stateDir: string,
  asOf: number,
  horizonMs: number,
): Promise<readonly CheckedSnapshot[]> {
  const checked: CheckedSnapshot[] = [];
  for (const name of SNAPSHOT_NAMES) {
    const read = await readSnapshot(stateDir, name, AT_END);
    checked.push({ name, ...stateOf(read, asOf, asOf - horizonMs) });
  }
  return checked;
}

function stateOf(read: ReadSnapshot | undefined, asOf: number, bound: number): Omit<CheckedSnapshot, 'name'> {
  if (read === undefined) return { state: 'missing', ts: undefined };
  if (read.problem?.usable === false) return { state: 'unusable', ts: undefined };
  const times = read.events.filter(saysSomething).map(({ ts }) => ts);
  if (times.length === 0) return { state: 'empty', ts: undefined };
  // One that states no time is of the as-of.
  const due = times.map((ts) => (ts === AT_END ? asOf : ts)).filter((ts) => ts <= asOf);
  const latest = due.length === 0 ? Math.min(...times) : Math.max(...due);
  if (due.length === 0) return { state: 'later', ts: latest };
  return { state: latest > bound ? 'used' : 'old', ts: latest };
}

function saysSomething(event: MarketEvent): boolean {
  switch (event.kind) {
    case 'equity':
      return [event.equityUsd, event.peakUsd, event.drawdownPct].some((value) => value !== undefined);
    case 'risk':
      return event.portfolioDrawdownPct !== undefined || event.symbols.size > 0;
    case 'positions':
      return event.usable;
    case 'router':
      return event.symbols.size > 0;
    default:
      return false;
  }
}
