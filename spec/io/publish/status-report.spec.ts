import { rmSync } from 'node:fs';
import { expect } from 'chai';
import type { Health } from '../../../src/io/publish/health';
import { Incidents } from '../../../src/io/publish/incidents';
import { StateWriter } from '../../../src/io/publish/state-writer';
import { StatusReport } from '../../../src/io/publish/status-report';
import { inTempDir } from '../temp-dir';

const HEALTH: Health = {
  written: '2026-01-20T09:00:00.000+00:00',
  state: 'live',
  gates: { enabled: true, routerAutotune: true, feedbackAllocator: true },
  last_tick: null,
  ticks: 0,
  sources: {},
  snapshots: {},
  journal: { commits: 7, bytes: 0, commit_failures: 0, records_read_back: 0 },
  rows_ahead: 0,
  quarantined: 0,
  other_writes: 0,
  quarantined_by_reason: {},
  failed_stages: 0,
  config_digest: '0123456789abcdef',
  complete: true,
  incidents_told: false,
  warnings: {},
};

describe('StatusReport', () => {
  it('is due at once, then after ten seconds, or within one when there is news', () =>
    inTempDir({}, async (dir) => {
      const incidents = new Incidents(() => undefined);
      const status = new StatusReport(new StateWriter(dir), incidents);
      expect(status.isDue(0, 7)).to.equal(true);
      await status.write(HEALTH, 0);
      const due = (nowMs: number, commits = 7): boolean => status.isDue(nowMs, commits);
      expect([due(1000), due(9000), due(10_000)]).to.deep.equal([false, false, true]);
      expect([due(500, 8), due(1000, 8), due(-1000, 8)]).to.deep.equal([false, true, true]);
      incidents.set('nav', 'it cannot be used');
      expect(due(1000)).to.equal(true);
      await status.write(HEALTH, 1000);
      expect(due(2000)).to.equal(false);
    }));

  it('tells of a disk that does not take it, and when that is over', () =>
    inTempDir({ out: '' }, async (dir) => {
      const incidents = new Incidents(() => undefined);
      const status = new StatusReport(new StateWriter(`${dir}/out`), incidents);
      await status.write(HEALTH, 0);
      expect(incidents.open).to.have.property('status');
      rmSync(`${dir}/out`);
      await status.write(HEALTH, 5000);
      expect(incidents.open).to.not.have.property('status');
    }));
});
