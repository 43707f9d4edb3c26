import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { isTicking, startLive, statusOf, withLive } from '../bench/live-child';
import { runsOf } from '../campaign';
import { isObject } from '../../src/model/values/json';
import { until } from '../live/chaos/live-process';

type Told = Readonly<Record<string, unknown>>;

/** What a command that appends its input to told.jsonl was given. */
function toldIn(dir: string): readonly Told[] {
  const path = join(dir, 'cwd', 'told.jsonl');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Told);
}

const words = (told: readonly Told[]): readonly string[] =>
  told.map(({ code, phase }) => `${String(code)} ${String(phase)}`);

/** Takes the logs away, or puts them back. */
function hide(dir: string): void {
  renameSync(join(dir, 'logs', 'execution'), join(dir, 'away'));
}
function show(dir: string): void {
  renameSync(join(dir, 'away'), join(dir, 'logs', 'execution'));
}

/** How many warnings stand. */
function warningsOf(dir: string): number {
  const warnings = statusOf(dir, 'warnings');
  return isObject(warnings) ? Object.keys(warnings).length : 0;
}

const BEGUN = ['order_metrics_unreadable begins', 'orders_executed_unreadable begins'];
const OVER = ['order_metrics_unreadable over', 'orders_executed_unreadable over'];

describe('intel live --on-incident', function () {
  this.timeout(120_000);
  if (runsOf('hooks') === 0) return;
  const flags = ['--on-incident', 'cat >> told.jsonl'];

  it('tells each incident once and in order, also across a kill, and its end', () =>
    withLive({ flags }, async (first, dir) => {
      expect(await isTicking(dir)).to.equal(true);
      hide(dir);
      expect(await until(() => toldIn(dir).length === 2)).to.equal(true);
      expect(words(toldIn(dir))).to.deep.equal(BEGUN);
      expect(await until(() => warningsOf(dir) === 2)).to.equal(true);
      await first.signal('SIGKILL');
      const second = startLive({ dir, flags, cwd: join(dir, 'cwd') });
      const [pid, before] = [statusOf(dir, 'pid'), statusOf(dir, 'written')];
      expect(await until(() => statusOf(dir, 'pid') !== pid && statusOf(dir, 'written') !== before)).to.equal(
        true,
      );
      expect(await until(() => warningsOf(dir) === 2)).to.equal(true);
      show(dir);
      expect(await until(() => toldIn(dir).length >= 4)).to.equal(true);
      expect(await second.signal('SIGTERM')).to.equal(0);
      expect(words(toldIn(dir))).to.deep.equal([...BEGUN, ...OVER]);
    }));

  it('ticks on beside a command that hangs, says so in its status, and ends in time', () =>
    withLive({ flags: ['--on-incident', 'echo $$ > pid; exec sleep 1000'] }, async (live, dir) => {
      expect(await isTicking(dir)).to.equal(true);
      hide(dir);
      const pidFile = join(dir, 'cwd', 'pid');
      expect(await until(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '')).to.equal(true);
      show(dir);
      const ticks = Number(statusOf(dir, 'ticks'));
      expect(await until(() => Number(statusOf(dir, 'ticks')) > ticks)).to.equal(true);
      const trouble = (): string => String(statusOf(dir, 'warnings', 'on_incident'));
      expect(await until(() => trouble().includes('longer than 10 s and was killed'))).to.equal(true);
      const began = performance.now();
      expect(await live.signal('SIGTERM')).to.equal(0);
      expect(performance.now() - began).to.be.below(10_000);
      expect(live.err()).to.contain('incidents were not told');
    }));

  it('says in its status that there is no such command', () =>
    withLive({ flags: ['--on-incident', 'no-such-command-xyz'] }, async (_, dir) => {
      expect(await isTicking(dir)).to.equal(true);
      hide(dir);
      const trouble = (): string => String(statusOf(dir, 'warnings', 'on_incident'));
      expect(await until(() => /ended with 127: .*no-such-command-xyz/.test(trouble()))).to.equal(true);
      show(dir);
    }));

  it('keeps --metrics-file beside it, and refuses a place of its own', () =>
    withLive({ flags: ['--metrics-file', 'intel.prom'] }, async (live, dir) => {
      const path = join(dir, 'cwd', 'intel.prom');
      const holds = (line: string): boolean =>
        existsSync(path) && readFileSync(path, 'utf8').includes(`${line}\n`);
      expect(await until(() => holds('intel_live_running 1'))).to.equal(true);
      expect(await live.signal('SIGTERM')).to.equal(0);
      expect(holds('intel_live_running 0')).to.equal(true);
      const refused = startLive({ dir, flags: ['--metrics-file', join(dir, 'out', 'intel.prom')] });
      expect(await refused.ended).to.equal(1);
      expect(refused.err()).to.contain('lies in --out');
    }));
});
