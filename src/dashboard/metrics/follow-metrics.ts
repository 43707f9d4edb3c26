import { isObject, own, type JsonObject } from '../../model/values/json';
import { parseTimestamp, SECOND } from '../../model/values/time';
import { childAt, numberAt, textAt } from '../model/json-fields';
import type { LabelledValue, MetricSet } from './metric-set';

// Hosts are named by a person, and few; the file may be anybody's.
const MOST_HOSTS = 40;

/** What `intel_status.json` says of the log of many hosts that is followed. What it does not say has no sample. */
export function addFollow(set: MetricSet, log: JsonObject): void {
  set.gauge(
    'intel_follow_behind_messages',
    'Messages of the log that are not followed yet.',
    numberAt(log, 'behind'),
  );
  set.gauge(
    'intel_follow_caught_up_timestamp_seconds',
    'Moment at which no message of the log lay behind the follower last, Unix time.',
    momentAt(log, 'caught_up'),
  );
  for (const [name, help, key] of [
    [
      'intel_follow_rewound_total',
      'How often the log had lost its end since the follower started.',
      'rewound',
    ],
    ['intel_follow_gaps_total', 'How often the log had lost what the follower was to read.', 'gaps'],
  ] as const)
    set.counters(name, help, [[{}, numberAt(log, key)]]);
  addHosts(set, childAt(log, 'hosts') ?? {});
  const outlet = childAt(log, 'outlet') ?? {};
  for (const [name, help, key] of [
    ['intel_follow_outlet_taken_total', 'Files that the outlet took.', 'taken'],
    ['intel_follow_outlet_refused_total', 'Files that the outlet had as late or later.', 'refused'],
    ['intel_follow_outlet_failures_total', 'Offers that the outlet could not keep.', 'failed'],
  ] as const)
    set.counters(name, help, [[{}, numberAt(outlet, key)]]);
}

function addHosts(set: MetricSet, hosts: JsonObject): void {
  const known = Object.entries(hosts).slice(0, MOST_HOSTS);
  const each = (value: (host: JsonObject) => number | null): readonly LabelledValue[] =>
    known.flatMap(([host, about]) => (isObject(about) ? [[{ host }, value(about)] as const] : []));
  const is = (standing: string) => (host: JsonObject) => {
    const found = textAt(host, 'standing');
    return found === null ? null : Number(found === standing);
  };
  set.counters(
    'intel_follow_refused_commits_total',
    'Commits of the host, met since the follower started, that count for nobody.',
    each((host) => numberAt(host, 'refused')),
  );
  set.gauges(
    'intel_follow_host_promise_timestamp_seconds',
    'Up to where the host has promised, Unix time.',
    each((host) => momentAt(host, 'promise')),
  );
  set.gauges(
    'intel_follow_host_heard_timestamp_seconds',
    'Moment at which the follower heard the host last, Unix time.',
    each((host) => momentAt(host, 'heard')),
  );
  set.gauges(
    'intel_follow_host_lapsed',
    '1 while ticks go on without the host, which is silent.',
    each(is('lapsed')),
  );
  set.gauges('intel_follow_host_forgotten', '1 while a person has it forgotten.', each(is('forgotten')));
}

function momentAt(object: JsonObject, key: string): number | null {
  const ms = parseTimestamp(own(object, key));
  return ms === undefined ? null : ms / SECOND;
}
