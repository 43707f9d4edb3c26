import { join } from 'node:path';
import type { MarketEvent } from '../../model/event';
import { isObject } from '../../model/values/json';
import { navSchema, positionsSchema, riskSnapshotSchema, routerHealthSchema } from '../../model/schemas/rows';
import { schemaProblems } from '../config/schema/schema-problems';
import { decodeNav, decodePositions, decodeRisk, decodeRouterHealth } from './decode-snapshot';
import { trimLine, utf8Text } from '../decode/decode-row';
import { reasonOf } from '../files/failures';
import { parseLenient } from '../json/lenient-json';
import { openRegular } from '../logs/log-chain';

/** A snapshot file that is there and cannot be used. */
export interface SnapshotProblem {
  readonly file: string;
  readonly code: string;
  readonly message: string;
}

export interface LoadedSnapshots {
  readonly events: readonly MarketEvent[];
  readonly problems: readonly SnapshotProblem[];
}

const MAX_BYTES = 64 * 1024 * 1024;

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

/** The events that a snapshot's JSON tells of. `receivedMs` stands in where it names no time of its own. */
export function snapshotEvents(
  name: SnapshotName,
  value: unknown,
  receivedMs: number,
): readonly MarketEvent[] {
  return SNAPSHOTS[name].decode(value, receivedMs);
}

/** Why a snapshot's JSON cannot be used, in words; undefined when it can. */
export function snapshotProblem(name: SnapshotName, value: unknown): string | undefined {
  const [problem] = schemaProblems(SNAPSHOTS[name].schema, value);
  if (problem === undefined) return undefined;
  const found = problem.found === undefined ? '' : ` was ${problem.found};`;
  return `${problem.path.join('.')}${found} ${problem.message}`;
}

/** The executor's snapshot files of a state directory. A missing one is nothing; a bad one is named and left out. */
export async function loadSnapshots(stateDir: string, receivedMs: number): Promise<LoadedSnapshots> {
  const events: MarketEvent[] = [];
  const problems: SnapshotProblem[] = [];
  for (const name of SNAPSHOT_NAMES) {
    const file = join(stateDir, `${name}.json`);
    const read = await readJson(file);
    if (read === undefined) continue;
    const message = 'message' in read ? read.message : snapshotProblem(name, read.value);
    if (message !== undefined)
      problems.push({ file, code: `${name}_unusable`, message: `${file}: ${message}` });
    else if ('value' in read) events.push(...snapshotEvents(name, read.value, receivedMs));
  }
  return { events, problems };
}

/** A JSON file as Python may have written it: NaN reads as null. Undefined when there is no such file. */
export async function readJson(
  path: string,
): Promise<{ readonly value: unknown } | { readonly message: string } | undefined> {
  const opened = await openRegular(path).catch((error: unknown) => ({ message: reasonOf(error) }));
  if (opened === undefined || 'message' in opened) return opened;
  const handle = opened;
  try {
    const { size } = await handle.stat();
    return size > MAX_BYTES ? tooLarge(size) : parseJson(await handle.readFile());
  } finally {
    await handle.close();
  }
}

function tooLarge(size: number): { readonly message: string } {
  return { message: `${size} bytes; at most ${MAX_BYTES} are read` };
}

/** The JSON value of a file's bytes as Python may have written them, or what is wrong with them. */
export function parseJson(bytes: Buffer): { readonly value: unknown } | { readonly message: string } {
  if (bytes.length > MAX_BYTES) return tooLarge(bytes.length);
  const text = utf8Text(trimLine(bytes));
  if (text === undefined) return { message: 'the file is not UTF-8' };
  const parsed = parseLenient(text);
  return parsed === undefined ? { message: 'the file is not JSON' } : { value: parsed.value };
}
