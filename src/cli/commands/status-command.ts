import { join } from 'node:path';
import { loadStateFile } from '../../../pipelines/probe/load-state-files';
import { now } from '../../io/files/clock';
import { WorldError } from '../../io/files/failures';
import type { Health, ShipHealth, SourceHealth } from '../../io/publish/health';
import { heldText, liveOwner } from '../../io/lock/live-owner';
import type { HeldLock } from '../../io/lock/lock-file';
import { STATUS_FILE } from '../../io/publish/state-writer';
import { readJson } from '../../io/json/read-json';
import { isObject } from '../../model/values/json';
import { parseTimestamp } from '../../model/values/time';
import { followLines } from '../terminal/follow-lines';
import { shipLines } from '../terminal/ship-lines';
import { recordLines } from '../terminal/record-lines';
import { EXIT } from '../terminal/exit';
import { decimal, jsonText, printResult, textTable } from '../terminal/print';
import { visible } from '../../model/values/visible';

interface StatusFlags {
  readonly state: string;
  readonly json?: boolean;
}

/** `intel status`: exit code 4 when no live instance owns the directory. */
export async function statusCommand(flags: StatusFlags): Promise<void> {
  const path = join(flags.state, STATUS_FILE);
  const read = await readJson(path);
  if (read === undefined)
    throw new WorldError(
      path,
      'read',
      'no such file; allowed: the --out of intel live or intel follow, the --state of intel ship',
    );
  if ('message' in read || !isObject(read.value)) throw new WorldError(path, 'read', 'not a status of live');
  const owner = await liveOwner(flags.state);
  // Written by ourselves, whole or not at all.
  const written = read.value as unknown as Health | ShipHealth;
  // It had no time to say so.
  const isCutOff = owner === undefined && written.state !== 'stopped';
  const health: Health | ShipHealth = isCutOff ? { ...written, state: 'cut off' } : written;
  const age = (now() - (parseTimestamp(health.written) ?? 0)) / 1000;
  const scores = await loadStateFile(flags.state, 'scores', () => undefined);
  if (flags.json === true)
    printResult(
      jsonText({
        running: owner !== undefined,
        age_seconds: age,
        ...health,
        calibration: scores?.calibration ?? null,
      }),
    );
  else {
    const record = scores === undefined ? [] : recordLines(scores, now());
    printResult([...lines(health, owner, age), ...record].map(visible).join('\n'));
  }
  if (owner === undefined) process.exitCode = EXIT.world;
}

function lines(health: Health | ShipHealth, owner: HeldLock | undefined, age: number): readonly string[] {
  const running = owner === undefined ? 'not running' : heldText(owner);
  const first = `${health.state}; ${running}; written ${decimal(age, 1)} s ago`;
  const warnings = Object.entries(health.warnings).map(([code, text]) => `warning: ${code}: ${text}`);
  return [first, ...('ship' in health ? shippedLines(health) : liveLines(health)), ...warnings];
}

function shippedLines(health: ShipHealth): readonly string[] {
  return [
    ...shipLines(health, now()),
    '',
    ...readLines(health),
    `quarantined: ${health.quarantined}`,
    `config ${health.config_digest ?? 'not read yet'}`,
  ];
}

function liveLines(health: Health): readonly string[] {
  const { follows, log, journal, gates } = health;
  return [
    `last tick ${health.last_tick ?? 'none yet'}; ${health.ticks} ticks; ${health.complete ? 'complete' : 'INCOMPLETE'}`,
    '',
    ...(follows === undefined ? sourceLines(health) : [followedLine(follows, journal.commits)]),
    ...(log === undefined ? [] : followLines(log, now())),
    `failed stages: ${health.failed_stages}; config ${health.config_digest}`,
    `gates: ${Object.entries(gates)
      .map(([name, open]) => `${name} ${open ? 'on' : 'off'}`)
      .join(', ')}`,
  ];
}

function readLines({ sources, snapshots }: Pick<Health, 'sources' | 'snapshots'>): readonly string[] {
  const states = Object.entries(snapshots).map(([name, state]) => `${name} ${state}`);
  return [
    ...textTable(COLUMNS, Object.entries(sources).map(row)).split('\n'),
    '',
    `snapshots: ${states.length === 0 ? 'none read here' : states.join(', ')}`,
  ];
}

function sourceLines(health: Health): readonly string[] {
  const { journal, quarantined } = health;
  return [
    ...readLines(health),
    `journal: ${journal.commits} commits, ${journal.bytes} bytes in the last segment, ${journal.commit_failures} failed`,
    `quarantined: ${quarantined}`,
  ];
}

function followedLine({ journal, last_commit }: NonNullable<Health['follows']>, commits: number): string {
  const age = (now() - (parseTimestamp(last_commit) ?? 0)) / 1000;
  return `follows ${journal}: ${commits} commits, the last ${decimal(age, 1)} s ago`;
}

const COLUMNS = [
  { title: 'SOURCE', align: 'left' },
  { title: 'state', align: 'left' },
  { title: 'offset', align: 'right' },
  { title: 'lag bytes', align: 'right' },
  { title: 'lag s', align: 'right' },
  { title: 'segments', align: 'right' },
  { title: 'late', align: 'right' },
  { title: 'last row', align: 'left' },
] as const;

function row([name, source]: readonly [string, SourceHealth]): readonly string[] {
  const { state, offset, lag_bytes, lag_seconds, lag_segments, late, last_event } = source;
  const numbers = [offset, lag_bytes, decimal(lag_seconds, 1), lag_segments, late].map(String);
  return [name, state, ...numbers, last_event ?? '–'];
}
