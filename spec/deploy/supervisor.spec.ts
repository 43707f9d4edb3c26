import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../campaign';
import { ROOT } from '../cli/built';
import { inTempDir } from '../io/temp-dir';
import { until } from '../live/chaos/live-process';
import { isObject, own } from '../../src/model/values/json';
import { deployed, freePort, pathOf, placesIn, swapped } from './deployed';

interface Supervised {
  /** What supervisorctl says. */
  readonly ctl: (...args: readonly string[]) => string;
  readonly out: string;
  readonly url: string;
}

/** Both programs under a supervisord of their own, with the sample as the executor's logs. */
function supervised(use: (on: Supervised) => Promise<void>): Promise<void> {
  return inTempDir({}, async (dir) => {
    const [executor, out] = [join(dir, 'executor'), join(dir, 'intel', 'state')];
    cpSync(join(ROOT, 'logs', 'sample'), join(executor, 'logs'), { recursive: true });
    cpSync(join(ROOT, 'config'), join(executor, 'config'), { recursive: true });
    mkdirSync(join(dir, 'log'));
    const port = await freePort();
    const programs = swapped(deployed('supervisor/intel.conf'), [
      ...placesIn(dir),
      ['/srv/executor', executor],
      ['--port 8787', `--port ${port}`],
      ['/var/log/supervisor', join(dir, 'log')],
      ['user=executor\n', ''],
    ]);
    const socket = join(dir, 'supervisor.sock');
    const conf = join(dir, 'supervisord.conf');
    const own = [
      `[supervisord]\nlogfile=${dir}/supervisord.log\npidfile=${dir}/supervisord.pid\nnodaemon=true`,
      process.getuid?.() === 0 ? 'user=root' : '',
      `[unix_http_server]\nfile=${socket}`,
      '[rpcinterface:supervisor]\nsupervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface',
      `[supervisorctl]\nserverurl=unix://${socket}`,
    ];
    writeFileSync(conf, [...own, programs].join('\n'));
    const daemon = spawn(pathOf('supervisord') ?? 'supervisord', ['-c', conf], { stdio: 'ignore' });
    const ended = new Promise((resolve) => daemon.once('close', resolve));
    const ctl = (...args: readonly string[]): string =>
      spawnSync('supervisorctl', ['-c', conf, ...args], { encoding: 'utf8' }).stdout;
    try {
      await use({ ctl, out, url: `http://127.0.0.1:${port}/` });
    } finally {
      daemon.kill('SIGTERM');
      await ended;
    }
  });
}

function statusIn(out: string, field: string): unknown {
  const path = join(out, 'intel_status.json');
  const status: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  return isObject(status) ? own(status, field) : undefined;
}

const isRunning = ({ ctl }: Supervised): boolean => /^intel:intel-live +RUNNING/m.test(ctl('status'));

describe('the programs for supervisord', () => {
  if (runsOf('deployed') === 0) return;
  if (pathOf('supervisord') === undefined) {
    it('need supervisord');
    return;
  }

  it('come up, are started again when they are killed, and end well', async function () {
    this.timeout(120_000);
    await supervised(async (on) => {
      expect(await until(() => isRunning(on)), on.ctl('status')).to.equal(true);
      expect(await until(() => statusIn(on.out, 'last_tick') !== null)).to.equal(true);
      expect((await fetch(`${on.url}api/health`)).status).to.equal(200);
      const pid = statusIn(on.out, 'pid');
      expect(on.ctl('pid', 'intel:intel-live').trim()).to.equal(String(pid));
      process.kill(Number(pid), 'SIGKILL');
      expect(await until(() => isRunning(on) && statusIn(on.out, 'pid') !== pid)).to.equal(true);
      on.ctl('stop', 'intel:*');
      expect(statusIn(on.out, 'state')).to.equal('stopped');
      expect(on.ctl('status').match(/STOPPED/g)).to.have.length(2);
    });
  });
});
