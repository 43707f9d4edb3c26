import { join } from 'node:path';
import type { MarketEvent } from '../../model/event';
import { isObject } from '../../model/values/json';
import {
  navLogSchema,
  navSchema,
  positionsSchema,
  riskSnapshotSchema,
  routerHealthSchema,
} from '../../model/schemas/snapshots';
import type { WarningCode } from '../../model/warnings';
import { schemaProblems, type SchemaProblem } from '../config/schema/schema-problems';
import { decodeEquitySeries, decodeNav } from './decode-nav';
import { decodePositions } from './decode-positions';
import { decodeRisk } from './decode-risk';
import { decodeRouterHealth } from './decode-router-health';
import { readJson } from '../json/read-json';

export interface LoadedSnapshots {
  readonly events: readonly MarketEvent[];
  /** Of files that exist but cannot be used, or not wholly. */
  readonly problems: readonly { readonly code: WarningCode; readonly message: string }[];
}

interface SnapshotKind {
  /** From the state directory. */
  readonly path: string;
  readonly schema: object;
  readonly decode: (value: unknown, receivedMs: number) => readonly MarketEvent[];
}

const SNAPSHOTS = {
  nav: {
    path: 'nav.json',
    schema: navSchema,
    decode: (value, receivedMs) => (isObject(value) ? decodeNav(value, receivedMs) : []),
  },
  nav_log: {
    path: '../nav_log.json',
    schema: navLogSchema,
    decode: (value) => decodeEquitySeries(value),
  },
  risk_snapshot: {
    path: 'risk_snapshot.json',
    schema: riskSnapshotSchema,
    decode: (value, receivedMs) => (isObject(value) ? [decodeRisk(value, receivedMs)] : []),
  },
  positions: {
    path: 'positions.json',
    schema: positionsSchema,
    decode: (value, receivedMs) => [decodePositions(value, receivedMs)],
  },
  router_health: {
    path: 'router_health.json',
    schema: routerHealthSchema,
    decode: (value, receivedMs) => (isObject(value) ? [decodeRouterHealth(value, receivedMs)] : []),
  },
} satisfies Readonly<Record<string, SnapshotKind>>;

export type SnapshotName = keyof typeof SNAPSHOTS;

/** The executor's snapshot files, without `.json`. */
export const SNAPSHOT_NAMES: readonly SnapshotName[] = [
  'nav',
  'nav_log',
  'risk_snapshot',
  'positions',
  'router_health',
];

/** Where a snapshot file lies: in the state directory, or beside it. */
export function snapshotPath(stateDir: string, name: SnapshotName): string {
  return join(stateDir, SNAPSHOTS[name].path);
}

/** The events in a snapshot's JSON. `receivedMs` is their time where the snapshot states none. */
export function snapshotEvents(
  name: SnapshotName,
  value: unknown,
  receivedMs: number,
): readonly MarketEvent[] {
  return SNAPSHOTS[name].decode(value, receivedMs);
}

/** What is wrong with a snapshot's JSON; undefined if nothing is. One that is usable all the same lacks the fields that are. */
export function snapshotProblem(
  name: SnapshotName,
  value: unknown,
): { readonly usable: boolean; readonly message: string } | undefined {
  const problems = schemaProblems(SNAPSHOTS[name].schema, value);
  const whole = problems.find(({ path }) => path.length === 0);
  const [first] = problems;
  if (whole !== undefined) return { usable: false, message: messageOf(whole) };
  return first === undefined
    ? undefined
    : { usable: true, message: `${messageOf(first)}; it counts as missing` };
}

function messageOf({ path, found, message }: SchemaProblem): string {
  return `${path.join('.')}${found === undefined ? '' : ` was ${found};`} ${message}`.trimStart();
}

/** A snapshot file that is there. */
export interface ReadSnapshot {
  /** None where the file cannot be used. */
  readonly events: readonly MarketEvent[];
  readonly problem: (LoadedSnapshots['problems'][number] & { readonly usable: boolean }) | undefined;
}

/** Reads one snapshot file; undefined where it is missing. */
export async function readSnapshot(
  stateDir: string,
  name: SnapshotName,
  receivedMs: number,
): Promise<ReadSnapshot | undefined> {
  const file = snapshotPath(stateDir, name);
  const read = await readJson(file);
  if (read === undefined) return undefined;
  const found =
    'message' in read ? { usable: false, message: read.message } : snapshotProblem(name, read.value);
  const isUsable = 'value' in read && found?.usable !== false;
  return {
    events: isUsable ? snapshotEvents(name, read.value, receivedMs) : [],
    problem: found && {
      usable: found.usable,
      code: found.usable ? (`${name}_mistyped` as const) : (`${name}_unusable` as const),
      message: `${file}: ${found.message}`,
    },
  };
}

/** The executor's snapshot files. A missing file is no problem; an unusable one is reported and left out. */
export async function loadSnapshots(stateDir: string, receivedMs: number): Promise<LoadedSnapshots> {
  const events: MarketEvent[] = [];
  const problems: LoadedSnapshots['problems'][number][] = [];
  for (const name of SNAPSHOT_NAMES) {
    const read = await readSnapshot(stateDir, name, receivedMs);
    if (read?.problem !== undefined) {
      const { code, message } = read.problem;
      problems.push({ code, message });
    }
    events.push(...(read?.events ?? []));
  }
  return { events, problems };
}
