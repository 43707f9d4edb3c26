import { LIVE_STATES, LOG_STATES, SNAPSHOT_STATES } from '../io/publish/health';
import { NO_COUNTS } from '../io/tail/tail-news';
import {
  closed,
  count,
  countOrNull,
  flag,
  mapOf,
  number,
  numberOrNull,
  orNull,
  text,
  textOrNull,
} from '../model/schemas/shapes';

const STANDINGS = ['waited_for', 'lapsed', 'forgotten'] as const;

const counted = (names: readonly string[]): Readonly<Record<string, object>> =>
  Object.fromEntries(names.map((name) => [name, count]));

const source = closed({
  state: { enum: LOG_STATES },
  offset: count,
  // A log whose rows are dated ahead lags by less than nothing.
  lag_bytes: number,
  lag_seconds: numberOrNull,
  lag_segments: count,
  last_event: textOrNull,
  late: count,
  counters: closed({
    ...counted(Object.keys(NO_COUNTS)),
    ...counted([
      'rows',
      'blank',
      'quarantined',
      'future',
      'nonfinite',
      'mistyped',
      'unterminated',
      'nul_bytes',
    ]),
    noted: mapOf(count),
  }),
});

/** What every status holds. */
const written = {
  pid: count,
  version: text,
  node: text,
  written: text,
  state: { enum: LIVE_STATES },
};

const read = {
  sources: mapOf(source),
  snapshots: mapOf({ enum: SNAPSHOT_STATES }),
  quarantined: count,
  quarantined_by_reason: mapOf(count),
};

const told = { incidents_told: flag, warnings: mapOf(text) };

const live = {
  ...written,
  gates: closed({ enabled: flag, routerAutotune: flag, feedbackAllocator: flag }),
  last_tick: textOrNull,
  ticks: count,
  failed_stages: count,
  complete: flag,
  ...read,
  journal: closed({ commits: count, bytes: count, commit_failures: count, records_read_back: count }),
  rows_ahead: count,
  other_writes: count,
  config_digest: text,
  ...told,
};

const follows = closed({ journal: text, last_commit: text });

const host = closed({
  commits: count,
  by: textOrNull,
  promise: textOrNull,
  standing: { enum: STANDINGS },
  heard: textOrNull,
  refused: count,
});

const log = closed({
  place: countOrNull,
  behind: count,
  caught_up: textOrNull,
  rewound: count,
  gaps: count,
  hosts: mapOf(host),
  outlet: orNull(closed({ taken: count, refused: count, failed: count })),
  servers: orNull(closed({ server: text, version: text, replicas: countOrNull })),
});

const ship = closed({
  host: text,
  by: text,
  turn: { enum: ['held', 'waiting'] },
  standing: { enum: [...STANDINGS, 'not_named', null] },
  last_commit: textOrNull,
  unreached_since: textOrNull,
  retried: count,
  stale: count,
  adopted: count,
  refused: count,
});

const shipStatus = closed({
  ...written,
  ship,
  ...read,
  journal: closed({ commits: count, commit_failures: count }),
  config_digest: textOrNull,
  ...told,
});

/** intel_status.json: that of a live or a follower, or that of a ship. */
export const statusSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:intel_status',
  title: 'intel_status.json: how live, a follower or a ship is doing',
  type: 'object',
  anyOf: [
    {
      title:
        'intel live and intel follow: a follower also has `follows`, and one of the log of many hosts (--engine, --tenants) `log` as well',
      ...closed({ ...live, follows, log }),
      required: Object.keys(live),
      dependentRequired: { log: ['follows'] },
    },
    { title: 'intel ship: it has `ship`, and nothing of ticks and gates', ...shipStatus },
  ],
};
