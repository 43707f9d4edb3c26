import { isoUtc } from '../../../src/model/values/time';
import { SAMPLE_MS } from '../states';

/** A status as live writes it, with trouble of every kind. */
export const STATUS = {
  pid: 1,
  version: '0.1.0',
  node: '20.19.0',
  written: isoUtc(SAMPLE_MS),
  state: 'degraded',
  gates: { enabled: true, routerAutotune: false, feedbackAllocator: true },
  last_tick: isoUtc(SAMPLE_MS - 5000),
  ticks: 17,
  failed_stages: 2,
  complete: true,
  sources: {
    order_metrics: {
      state: 'unreadable',
      offset: 300,
      lag_bytes: 120,
      lag_seconds: 4.5,
      lag_segments: 1,
      last_event: isoUtc(SAMPLE_MS - 4500),
      late: 3,
      counters: {
        rows: 40,
        bytes: 300,
        quarantined: 5,
        gaps: 1,
        rotations: 2,
        truncates: 3,
        recreates: 4,
      },
    },
  },
  log: {
    place: 90,
    behind: 4,
    caught_up: isoUtc(SAMPLE_MS - 1000),
    rewound: 1,
    gaps: 2,
    hosts: {
      'exec-a': {
        commits: 60,
        by: 'exec-a/1',
        promise: isoUtc(SAMPLE_MS - 2000),
        standing: 'waited_for',
        heard: isoUtc(SAMPLE_MS - 500),
        refused: 6,
      },
      'exec-b': { commits: 10, by: null, promise: null, standing: 'lapsed', heard: null, refused: 0 },
    },
    outlet: { taken: 30, refused: 31, failed: 5 },
    servers: { server: 'n1:4222', version: '2.12.0', replicas: 3 },
  },
  snapshots: { nav: 'read', positions: 'unusable' },
  journal: { commits: 70, bytes: 5000, commit_failures: 6, records_read_back: 9 },
  rows_ahead: 8,
  other_writes: 11,
  quarantined: 5,
  quarantined_by_reason: { bad_json: 4, bad_pnl: 1 },
  config_digest: '0123456789abcdef',
  warnings: { other_writer: 'another process', nav: 'it cannot be used' },
};
