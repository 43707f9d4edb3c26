import { join } from 'node:path';
import type { MarketEvent } from '../model/event';
import { isObject } from '../model/json';
import { navSchema, positionsSchema, riskSnapshotSchema, routerHealthSchema } from '../model/schemas/rows';
import { schemaProblems } from './config/schema-problems';
import { decodeNav, decodePositions, decodeRisk, decodeRouterHealth } from './decode-snapshot';
import { trimLine, utf8Text } from './decode-row';
import { reasonOf } from './failures';
import { parseLenient } from './lenient-json';
import { openRegular } from './log-chain';

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
  readonly name: string;
  readonly schema: object;
  readonly decode: (value: unknown, receivedMs: number) => readonly MarketEvent[];
}

const SNAPSHOTS: readonly SnapshotKind[] = [
  {
    name: 'nav',
    schema: navSchema,
    decode: (value, receivedMs) => (isObject(value) ? decodeNav(value, receivedMs) : []),
  },
  {
    name: 'risk_snapshot',
    schema: riskSnapshotSchema,
    decode: (value, receivedMs) => (isObject(value) ? [decodeRisk(value, receivedMs)] : []),
  },
  {
    name: 'positions',
    schema: positionsSchema,
    decode: (value, receivedMs) => [decodePositions(value, receivedMs)],
  },
  {
    name: 'router_health',
    schema: routerHealthSchema,
    decode: (value, receivedMs) => (isObject(value) ? [decodeRouterHealth(value, receivedMs)] : []),
  },
];

/** The executor's snapshot files of a state directory. A missing one is nothing; a bad one is named and left out. */
export async function loadSnapshots(stateDir: string, receivedMs: number): Promise<LoadedSnapshots> {
  const events: MarketEvent[] = [];
  const problems: SnapshotProblem[] = [];
  for (const { name, schema, decode } of SNAPSHOTS) {
    const file = join(stateDir, `${name}.json`);
    const read = await readJson(file);
    if (read === undefined) continue;
    const message = 'message' in read ? read.message : schemaMessage(schema, read.value);
    if (message !== undefined)
      problems.push({ file, code: `${name}_unusable`, message: `${file}: ${message}` });
    else if ('value' in read) events.push(...decode(read.value, receivedMs));
  }
  return { events, problems };
}

function schemaMessage(schema: object, value: unknown): string | undefined {
  const [problem] = schemaProblems(schema, value);
  if (problem === undefined) return undefined;
  const found = problem.found === undefined ? '' : ` was ${problem.found};`;
  return `${problem.path.join('.')}${found} ${problem.message}`;
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
    if (size > MAX_BYTES) return { message: `${size} bytes; at most ${MAX_BYTES} are read` };
    const text = utf8Text(trimLine(await handle.readFile()));
    if (text === undefined) return { message: 'the file is not UTF-8' };
    const parsed = parseLenient(text);
    return parsed === undefined ? { message: 'the file is not JSON' } : { value: parsed.value };
  } finally {
    await handle.close();
  }
}
