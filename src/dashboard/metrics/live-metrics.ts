import { LOG_STEMS } from '../../io/logs/log-stems';
import { SNAPSHOT_NAMES } from '../../io/snapshots/load-snapshots';
import { LIVE_STATES, LOG_STATES, SNAPSHOT_STATES } from '../../io/publish/health';
import { own, type JsonObject } from '../../model/values/json';
import { parseTimestamp, SECOND } from '../../model/values/time';
import type { Circumstances } from '../model/circumstances';
import { childAt, flagAt, numberAt, numbersAt, textAt } from '../model/json-fields';
import { addFollow } from './follow-metrics';
import type { LabelledValue, MetricSet } from './metric-set';
import { addShip } from './ship-metrics';

// The codes and reasons are ours, and few; the file may be anybody's.
const MOST_WORDS = 40;

/** What `intel_status.json` says of live. It is read as any file: what it does not say has no sample. */
export function addLive(set: MetricSet, { status, running }: NonNullable<Circumstances['live']>): void {
  set.gauge('intel_live_running', '1 while a live instance owns the directory.', Number(running));
  const state = textAt(status, 'state');
  set.oneOf('intel_live_state', '1 for the state that live last wrote.', 'state', LIVE_STATES, state);
  const about = (key: string): string => textAt(status, key) ?? 'unknown';
  set.gauges('intel_live_info', 'Always 1. The build of live that wrote the status, and its config.', [
    [{ version: about('version'), node: about('node'), config_digest: about('config_digest') }, 1],
  ]);
  set.gauge(
    'intel_live_status_timestamp_seconds',
    'Moment at which live last wrote its status, Unix time.',
    momentAt(status, 'written'),
  );
  set.gauge(
    'intel_live_last_tick_timestamp_seconds',
    'Moment of the last tick that live answered, Unix time.',
    momentAt(status, 'last_tick'),
  );
  set.counters('intel_live_ticks_total', 'Ticks answered since live started.', one(status, 'ticks'));
  set.counters(
    'intel_live_failed_stages_total',
    'Stages that failed since live started; each is a bug.',
    one(status, 'failed_stages'),
  );
  set.counters(
    'intel_live_other_writes_total',
    'Writes of another program to a state file since live started.',
    one(status, 'other_writes'),
  );
  set.gauge(
    'intel_live_rows_ahead',
    'Rows dated ahead of the clock, which wait for their time.',
    numberAt(status, 'rows_ahead'),
  );
  set.counters(
    'intel_live_quarantined_rows_total',
    'Rows that could not be used since live started, by reason.',
    words(numbersAt(status, 'quarantined_by_reason')).map(([reason, rows]) => [{ reason }, rows]),
  );
  addWarnings(set, childAt(status, 'warnings') ?? {});
  addGates(set, childAt(status, 'gates') ?? {});
  addJournal(set, childAt(status, 'journal') ?? {});
  addSnapshots(set, childAt(status, 'snapshots') ?? {});
  addLogs(set, childAt(status, 'sources') ?? {});
  const log = childAt(status, 'log');
  if (log !== undefined) addFollow(set, log);
  const ship = childAt(status, 'ship');
  if (ship !== undefined) addShip(set, ship);
}

function addWarnings(set: MetricSet, warnings: JsonObject): void {
  const open = words(warnings);
  set.gauge('intel_live_warnings', 'Warnings of live that stand.', Object.keys(warnings).length);
  set.gauges(
    'intel_live_warning',
    '1 for each warning of live that stands, by its code.',
    open.map(([code]) => [{ code }, 1]),
  );
  set.gauge(
    'intel_live_other_writer',
    '1 when another process wrote a state file.',
    Number(own(warnings, 'other_writer') !== undefined),
  );
}

function addGates(set: MetricSet, gates: JsonObject): void {
  const names = {
    enabled: 'enabled',
    router_autotune: 'routerAutotune',
    feedback_allocator: 'feedbackAllocator',
  };
  set.gauges(
    'intel_gate_open',
    '1 for a gate of live that is open.',
    Object.entries(names).map(([gate, key]) => {
      const isOpen = flagAt(gates, key);
      return [{ gate }, isOpen === null ? null : Number(isOpen)];
    }),
  );
}

function addJournal(set: MetricSet, journal: JsonObject): void {
  set.counters('intel_journal_commits_total', 'Commits in the journal.', one(journal, 'commits'));
  set.counters(
    'intel_journal_commit_failures_total',
    'Commits that the disk refused since live started.',
    one(journal, 'commit_failures'),
  );
  set.gauge(
    'intel_journal_segment_bytes',
    'Size of the journal’s last segment, which is one day.',
    numberAt(journal, 'bytes'),
  );
  set.gauge(
    'intel_journal_records_read_back',
    'Records of the journal that were read back at the last start or change of config.',
    numberAt(journal, 'records_read_back'),
  );
}

function addSnapshots(set: MetricSet, snapshots: JsonObject): void {
  set.gauges(
    'intel_snapshot_state',
    '1 for how a snapshot was last found.',
    SNAPSHOT_NAMES.flatMap((snapshot) =>
      SNAPSHOT_STATES.map((state): LabelledValue => {
        const found = own(snapshots, snapshot);
        return [{ snapshot, state }, found === undefined ? null : Number(found === state)];
      }),
    ),
  );
}

const LOG_GAUGES: readonly (readonly [name: string, help: string, key: string])[] = [
  ['intel_log_offset_bytes', 'How far the current file of a log was read.', 'offset'],
  ['intel_log_lag_bytes', 'Bytes of a log that are not read yet.', 'lag_bytes'],
  ['intel_log_lag_segments', 'Rotated segments of a log that are not read to their ends.', 'lag_segments'],
];

const LOG_COUNTERS: readonly (readonly [name: string, help: string, key: string])[] = [
  ['intel_log_rows_total', 'Rows read of a log since it was opened.', 'rows'],
  ['intel_log_read_bytes_total', 'Bytes read of a log since it was opened.', 'bytes'],
  [
    'intel_log_quarantined_rows_total',
    'Rows of a log that could not be used, since it was opened.',
    'quarantined',
  ],
  ['intel_log_gaps_total', 'Gaps found in a log since it was opened: rows are missing.', 'gaps'],
  ['intel_log_rotations_total', 'Rotations of a log since it was opened.', 'rotations'],
  ['intel_log_truncations_total', 'Times that a log was cut short before it was read.', 'truncates'],
  ['intel_log_recreations_total', 'Times that a log was replaced before it was read.', 'recreates'],
];

function addLogs(set: MetricSet, sources: JsonObject): void {
  const logs = LOG_STEMS.map((log) => ({ log, source: childAt(sources, log) ?? {} }));
  const each = (of: (source: JsonObject) => number | null): readonly LabelledValue[] =>
    logs.map(({ log, source }) => [{ log }, of(source)]);
  set.gauges(
    'intel_log_state',
    '1 for how a log is being followed.',
    logs.flatMap(({ log, source }) => {
      const found = textAt(source, 'state');
      return LOG_STATES.map((state): LabelledValue => [
        { log, state },
        found === null ? null : Number(found === state),
      ]);
    }),
  );
  set.gauges(
    'intel_log_last_event_timestamp_seconds',
    'Time that the latest row of a log states for itself, Unix time.',
    each((source) => momentAt(source, 'last_event')),
  );
  set.counters(
    'intel_log_late_rows_total',
    'Rows that arrived after the tick they belong to; each counts from the next tick on.',
    each((source) => numberAt(source, 'late')),
  );
  for (const [name, help, key] of LOG_GAUGES)
    set.gauges(
      name,
      help,
      each((source) => numberAt(source, key)),
    );
  for (const [name, help, key] of LOG_COUNTERS)
    set.counters(
      name,
      help,
      each((source) => numberAt(childAt(source, 'counters') ?? {}, key)),
    );
}

function one(object: JsonObject, key: string): readonly LabelledValue[] {
  return [[{}, numberAt(object, key)]];
}

function words<T>(object: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(object).slice(0, MOST_WORDS);
}

function momentAt(object: JsonObject, key: string): number | null {
  const ms = parseTimestamp(own(object, key));
  return ms === undefined ? null : ms / SECOND;
}
