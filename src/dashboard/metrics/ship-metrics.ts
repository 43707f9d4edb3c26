import { own, type JsonObject } from '../../model/values/json';
import { parseTimestamp, SECOND } from '../../model/values/time';
import { numberAt, textAt } from '../model/json-fields';
import type { LabelledValue, MetricSet } from './metric-set';

const COUNTERS: readonly (readonly [name: string, help: string, key: string])[] = [
  ['intel_ship_append_retries_total', 'Commits sent to the log again since the ship started.', 'retried'],
  [
    'intel_ship_stale_total',
    'Commits that the log refused since another message of the host had come.',
    'stale',
  ],
  ['intel_ship_adopted_total', 'Commits whose answer was lost and that were found in the log.', 'adopted'],
  ['intel_ship_refused_total', 'Commits of the host met in the log that count for nobody.', 'refused'],
];

/** What `intel_status.json` says of a ship. What it does not say has no sample. */
export function addShip(set: MetricSet, ship: JsonObject): void {
  const host = textAt(ship, 'host') ?? 'unknown';
  const one = (value: number | null): readonly LabelledValue[] => [[{ host }, value]];
  const turn = textAt(ship, 'turn');
  set.gauges(
    'intel_ship_turn_held',
    '1 while it is this process that ships for the host.',
    one(turn === null ? null : Number(turn === 'held')),
  );
  const standing = textAt(ship, 'standing');
  set.gauges(
    'intel_ship_waited_for',
    '1 while ticks wait for the host, by the log.',
    one(standing === null ? null : Number(standing === 'waited_for')),
  );
  set.gauges(
    'intel_ship_log_reached',
    '1 while the log answers.',
    one(own(ship, 'unreached_since') === undefined ? null : Number(own(ship, 'unreached_since') === null)),
  );
  const lastMs = parseTimestamp(own(ship, 'last_commit'));
  set.gauges(
    'intel_ship_last_commit_timestamp_seconds',
    'Moment of the host’s last commit, Unix time.',
    one(lastMs === undefined ? null : lastMs / SECOND),
  );
  for (const [name, help, key] of COUNTERS) set.counters(name, help, one(numberAt(ship, key)));
}
