import { join } from 'node:path';
import type { MarketEvent } from '../../model/event';
import { isObject } from '../../model/values/json';
import { navSchema, positionsSchema, riskSnapshotSchema, routerHealthSchema } from '../../model/schemas/rows';
import { schemaProblems } from '../config/schema/schema-problems';
import { decodeNav, decodePositions, decodeRisk, decodeRouterHealth } from './decode-snapshot';
import { readJson } from '../json/read-json';

export interface LoadedSnapshots {
  readonly events: readonly MarketEvent[];
  /** Of files that exist but cannot be used. */
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

interface SnapshotKind {
  readonly schema: object;
  readonly decode: (value: unknown, receivedMs: number) => readonly MarketEvent[];
}

const SNAPSHOTS = {
  nav: {
    schema: navSchema,
    decode: (value, receivedMs) => (isObject(value) ? decodeNav(value, receivedMs) : []),
  },
  risk_snapshot: {
    schema: riskSnapshotSchema,
    decode: (value, receivedMs) => (isObject(value) ? [decodeRisk(value, receivedMs)] : []),
  },
  positions: {
    schema: positionsSchema,
    decode: (value, receivedMs) => [decodePositions(value, receivedMs)],
  },
  router_health: {
    schema: routerHealthSchema,
    decode: (value, receivedMs) => (isObject(value) ? [decodeRouterHealth(value, receivedMs)] : []),
  },
} satisfies Readonly<Record<string, SnapshotKind>>;

export type SnapshotName = keyof typeof SNAPSHOTS;

/** The executor's snapshot files, without `.json`. */
export const SNAPSHOT_NAMES: readonly SnapshotName[] = ['nav', 'risk_snapshot', 'positions', 'router_health'];

/** The events in a snapshot's JSON. `receivedMs` is their time where the snapshot states none. */
export function snapshotEvents(
  name: SnapshotName,
  value: unknown,
  receivedMs: number,
): readonly MarketEvent[] {
  return SNAPSHOTS[name].decode(value, receivedMs);
}

/** Why a snapshot's JSON cannot be used; undefined if it can. */
export function snapshotProblem(name: SnapshotName, value: unknown): string | undefined {
  const [problem] = schemaProblems(SNAPSHOTS[name].schema, value);
  if (problem === undefined) return undefined;
  const found = problem.found === undefined ? '' : ` was ${problem.found};`;
  return `${problem.path.join('.')}${found} ${problem.message}`;
}

/** The executor's snapshot files of a state directory. A missing file is no problem; an unusable one is reported and left out. */
export async function loadSnapshots(stateDir: string, receivedMs: number): Promise<LoadedSnapshots> {
  const events: MarketEvent[] = [];
  const problems: LoadedSnapshots['problems'][number][] = [];
  for (const name of SNAPSHOT_NAMES) {
    const file = join(stateDir, `${name}.json`);
    const read = await readJson(file);
    if (read === undefined) continue;
    const message = 'message' in read ? read.message : snapshotProblem(name, read.value);
    if (message !== undefined) problems.push({ code: `${name}_unusable`, message: `${file}: ${message}` });
    else if ('value' in read) events.push(...snapshotEvents(name, read.value, receivedMs));
  }
  return { events, problems };
}
