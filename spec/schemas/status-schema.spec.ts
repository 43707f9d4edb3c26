import { expect } from 'chai';
import { Ajv2020 } from 'ajv/dist/2020';
import { SCHEMAS } from '../../src/schemas/schemas';

const validate = new Ajv2020({ strict: false }).compile({ ...SCHEMAS['intel_status'] });

const WRITTEN = { pid: 1, version: '0.1.0', node: '22.0.0', written: '2026-01-20T09:00:00Z', state: 'live' };
const READ = { sources: {}, snapshots: { nav: 'read' }, quarantined: 0, quarantined_by_reason: {} };
const TOLD = { config_digest: 'x', incidents_told: true, warnings: { nav: 'it cannot be used' } };

const LIVE = {
  ...WRITTEN,
  ...READ,
  ...TOLD,
  gates: { enabled: true, routerAutotune: false, feedbackAllocator: true },
  ...{ last_tick: null, ticks: 0, failed_stages: 0, complete: false, rows_ahead: 0, other_writes: 0 },
  journal: { commits: 1, bytes: 2, commit_failures: 0, records_read_back: 0 },
};
const FOLLOWS = { follows: { journal: 'the log of fund', last_commit: '2026-01-20T09:00:00Z' } };
const HOST = { commits: 1, by: null, promise: null, standing: 'lapsed', heard: null, refused: 0 };
const LOG = {
  log: {
    ...{ place: null, behind: 0, caught_up: null, rewound: 0, gaps: 0, outlet: null, servers: null },
    hosts: { 'exec-a': HOST },
  },
};
const SHIP = {
  ...WRITTEN,
  ...READ,
  ...TOLD,
  ship: {
    ...{ host: 'exec-a', by: 'm/1', turn: 'waiting', standing: null, last_commit: null },
    ...{ unreached_since: null, retried: 0, stale: 0, adopted: 0, refused: 0 },
  },
  journal: { commits: 0, commit_failures: 0 },
};

describe('the schema of intel_status.json', () => {
  it('takes that of live, of a follower of either kind, and of a ship', () => {
    const forms = [LIVE, { ...LIVE, ...FOLLOWS }, { ...LIVE, ...FOLLOWS, ...LOG }, SHIP];
    expect(forms.map((form) => validate(form))).to.deep.equal([true, true, true, true]);
    expect(validate({ ...SHIP, config_digest: null })).to.equal(true);
  });

  it('takes no mixture of them, no other field, none left out, and no other word', () => {
    const wrong: readonly object[] = [
      { ...LIVE, ...LOG },
      { ...LIVE, ship: SHIP.ship },
      { ...SHIP, ticks: 1 },
      { ...LIVE, more: 1 },
      { ...LIVE, config_digest: null },
      { ...LIVE, state: 'well' },
      { ...SHIP, ship: { ...SHIP.ship, turn: 'taken' } },
      Object.fromEntries(Object.entries(SHIP).filter(([key]) => key !== 'warnings')),
      Object.fromEntries(Object.entries(LIVE).filter(([key]) => key !== 'incidents_told')),
    ];
    expect(wrong.filter((status) => validate(status))).to.deep.equal([]);
  });
});
