import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepMetricsFile } from '../../../src/dashboard/metrics-file';
import { inTempDir } from '../../io/temp-dir';
import { ask, withDashboard } from '../asking';

const SHIP = {
  ...{ host: 'exec-a', by: 'm/1', turn: 'held', standing: 'lapsed', last_commit: '2026-01-20T09:00:05Z' },
  ...{ unreached_since: null, retried: 3, stale: 2, adopted: 1, refused: 4 },
};

async function linesWith(ship: unknown): Promise<readonly string[]> {
  return withDashboard(async (url, dir) => {
    writeFileSync(join(dir, 'intel_status.json'), JSON.stringify({ state: 'live', ship }));
    const { body } = await ask(url, '/metrics');
    return body.split('\n').filter((line) => line.startsWith('intel_ship_'));
  });
}

describe('the metrics of a ship', () => {
  it('are what its status says, for its host', async () => {
    expect(await linesWith(SHIP)).to.deep.equal([
      'intel_ship_turn_held{host="exec-a"} 1',
      'intel_ship_waited_for{host="exec-a"} 0',
      'intel_ship_log_reached{host="exec-a"} 1',
      `intel_ship_last_commit_timestamp_seconds{host="exec-a"} ${Date.UTC(2026, 0, 20, 9, 0, 5) / 1000}`,
      'intel_ship_append_retries_total{host="exec-a"} 3',
      'intel_ship_stale_total{host="exec-a"} 2',
      'intel_ship_adopted_total{host="exec-a"} 1',
      'intel_ship_refused_total{host="exec-a"} 4',
    ]);
    const waiting = { ...SHIP, turn: 'waiting', standing: null, last_commit: null, unreached_since: 'then' };
    expect(await linesWith(waiting)).to.include.members([
      'intel_ship_turn_held{host="exec-a"} 0',
      'intel_ship_log_reached{host="exec-a"} 0',
    ]);
  });

  it('are all that its file holds, each for its host: state files that it does not publish are no trouble', () =>
    inTempDir({ 'intel_status.json': JSON.stringify({ state: 'live', ship: SHIP }) }, async (state) => {
      const [path, labels] = [join(state, 'ship.prom'), { host: 'exec-a' }];
      const about = { path, state, labels, staleAfterMs: 1000, now: () => 0 };
      const file = await keepMetricsFile({ ...about, onTrouble: () => undefined });
      await file.close();
      const samples = readFileSync(path, 'utf8').match(/^\w.*$/gm) ?? [];
      expect(samples).to.have.length.above(10);
      for (const sample of samples)
        expect(sample).to.match(/^intel_(build|live|ship)_\w+\{.*host="exec-a"\} /);
    }));

  it('are left out where the status says something else', async () => {
    expect(await linesWith(undefined)).to.deep.equal([]);
    expect(await linesWith('x')).to.deep.equal([]);
    expect(await linesWith({ turn: 1, retried: -1, unreached_since: 'x"\n', host: 5 })).to.deep.equal([
      'intel_ship_log_reached{host="unknown"} 0',
    ]);
  });
});
