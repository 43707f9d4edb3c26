import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { keepMetricsFile } from '../../src/dashboard/metrics-file';
import { MINUTE } from '../../src/model/values/time';
import { inTempDir } from '../io/temp-dir';
import { ask, until, withDashboard } from './asking';
import { SOON } from './states';

/** Replaces the status, as live does. */
function writeStatus(dir: string, ticks: number): void {
  writeFileSync(join(dir, 'next'), JSON.stringify({ state: 'live', ticks }));
  renameSync(join(dir, 'next'), join(dir, 'intel_status.json'));
}

describe('the file of metrics', () => {
  it('holds what /metrics gives, without times and listeners, and follows the status', () =>
    withDashboard((url, state) =>
      inTempDir(
        { '.intel.prom.999999999.01234567.tmp': '', '.other.999999999.01234567.tmp': '' },
        async (dir) => {
          const path = join(dir, 'intel.prom');
          let nowMs = SOON.nowMs;
          const trouble: (string | undefined)[] = [];
          writeStatus(state, 3);
          const file = await keepMetricsFile({
            ...{ path, state, staleAfterMs: 3 * MINUTE, now: () => nowMs },
            onTrouble: (message) => trouble.push(message),
          });
          const holds = (line: string) => (): boolean =>
            readdirSync(dir).includes('intel.prom') && readFileSync(path, 'utf8').split('\n').includes(line);
          await until(holds('intel_live_ticks_total 3'));
          const { body } = await ask(url, '/metrics');
          const own = (text: string): string =>
            text.replace(/(^# .*|^)intel_dashboard_clients.*\n/gm, '').trimEnd();
          expect(readFileSync(path, 'utf8').trimEnd()).to.equal(own(body));
          expect(readFileSync(path, 'utf8')).to.match(/^(#.*|[^ ]+(\{.*\})? [^ ]+|)$/m);
          const samples = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
          for (const line of samples) expect(line).to.match(/^\w+(\{.*\})? [-+\d.eE]+$/);
          writeStatus(state, 4);
          await until(holds('intel_live_ticks_total 4'));
          expect(new Set(trouble)).to.deep.equal(new Set([undefined]));
          // Also where the status is as it was.
          nowMs += 7000;
          await file.close();
          expect(holds('intel_age_seconds 67')()).to.equal(true);
          // Only its own unfinished file is gone, and nothing is left.
          expect(readdirSync(dir).sort()).to.deep.equal(['.other.999999999.01234567.tmp', 'intel.prom']);
        },
      ),
    ));

  it('tells of a place that takes no file, tries again, and is written a last time', () =>
    withDashboard((_, state) =>
      inTempDir({}, async (dir) => {
        const path = join(dir, 'intel.prom');
        mkdirSync(path);
        const trouble: (string | undefined)[] = [];
        writeStatus(state, 1);
        const file = await keepMetricsFile({
          ...{ path, state, staleAfterMs: 3 * MINUTE, now: () => SOON.nowMs },
          onTrouble: (message) => trouble.push(message),
        });
        await until(() => trouble.length > 0);
        expect(trouble[0]).to.contain('intel.prom').and.contain('a directory has this name');
        rmSync(path, { recursive: true });
        await until(() => trouble.at(-1) === undefined);
        writeStatus(state, 2);
        await file.close();
        expect(readFileSync(path, 'utf8')).to.contain('intel_live_ticks_total 2\n');
      }),
    ));
});
