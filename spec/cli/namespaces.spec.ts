import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CONFIGS, GATES } from '../bench/hosted';
import { runsOf } from '../campaign';
import { isTicking } from '../bench/live-child';
import { age, LOCK } from '../io/lock/owners';
import { inTempDir } from '../io/temp-dir';
import { builtCli } from './built';
import { contentsOf, DESK } from './desk';
import { intel, intelProcess } from './intel';
import { STALE_MS } from '../../src/io/lock/heartbeat';

/** Live in one PID namespace, as in a container, and commands in another, with one directory. */

const UNSHARE = ['--pid', '--fork', '--kill-child', '--mount-proc'];
const isAllowed = spawnSync('unshare', [...UNSHARE, 'true']).status === 0;

function flags(dir: string): readonly string[] {
  return ['logs', 'config', 'out'].flatMap((name) => [`--${name}`, join(dir, name)]);
}

/** Runs `use` beside a live in a namespace of its own, which is killed afterwards. */
async function withLive(use: (dir: string, live: ChildProcess) => Promise<void>): Promise<void> {
  await inTempDir({ ...DESK, ...CONFIGS }, async (dir) => {
    const program = [process.execPath, builtCli(), 'live', ...flags(dir)];
    const live = spawn('unshare', [...UNSHARE, ...program], {
      env: { ...process.env, ...GATES },
      stdio: 'ignore',
    });
    try {
      expect(await isTicking(dir)).to.equal(true);
      await use(dir, live);
    } finally {
      live.kill('SIGKILL');
    }
  });
}

describe('live in a PID namespace of its own', function () {
  this.timeout(180_000);
  if (runsOf('longLives') === 0) return;

  before(function () {
    if (!isAllowed) this.skip();
  });

  it('keeps its directory from those that cannot see it, until its heartbeat is old', () =>
    withLive(async (dir, live) => {
      const status = ['status', '--state', join(dir, 'out')];
      const replay = ['replay', ...flags(dir), '--force'];
      const alive = await intel(status);
      expect(alive.code).to.equal(0);
      expect(alive.out).to.match(
        /owned by process id 1 on machine .*PID namespace pid:\[\d+\].*last heartbeat/,
      );
      expect(alive.out).not.to.contain(readlinkSync('/proc/self/ns/pid'));
      for (const command of [replay, ['live', ...flags(dir)]]) {
        const refused = await intelProcess(command, { env: GATES });
        expect(refused.code).to.equal(4);
        expect(refused.err).to.contain('belongs to process id 1 on machine').and.contain('last heartbeat');
      }
      live.kill('SIGKILL');
      await once(live, 'exit');
      const lock = join(dir, 'out', LOCK);
      const heartbeat = join(lock, readdirSync(lock)[0] ?? '');
      // However long the next command takes to start.
      age(heartbeat, -3600);
      const dead = contentsOf(dir);
      expect((await intel(replay)).code).to.equal(4);
      expect(contentsOf(dir)).to.deep.equal(dead);
      // A second more: the clock of the file system runs a tick behind ours.
      age(heartbeat, STALE_MS / 1000 + 1);
      expect((await intel(status)).out).to.contain('cut off; not running');
      expect((await intel(replay)).code).to.equal(0);
    }));
});
