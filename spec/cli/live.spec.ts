import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { listing } from '../bench/hosted';
import { runsOf } from '../campaign';
import { isTicking, startLive, statusOf, withLive } from '../bench/live-child';
import { until } from '../live/chaos/live-process';
import { jsonAt, STATE_NAMES } from './desk';

describe('intel live', () => {
  it('with its gate closed says so and ends, and nothing is written', () =>
    withLive({ env: { ROUTER_AUTOTUNE_V6_ENABLED: '1', INTEL_V6_ENABLED: '0' } }, async (live, dir) => {
      expect(await live.ended).to.equal(0);
      expect(live.err()).to.contain('INTEL_V6_ENABLED');
      expect(live.out()).to.equal('');
      expect(readdirSync(dir)).to.deep.equal(['config', 'cwd', 'logs']);
    }));

  it('ends well on each signal: state files, status stopped, JSON lines on stderr alone', () =>
    Promise.all(
      (['SIGTERM', 'SIGINT', 'SIGHUP'] as const).map((signal) =>
        withLive({}, async (live, dir) => {
          const before = listing(dir);
          expect(await isTicking(dir), signal).to.equal(true);
          expect({ code: await live.signal(signal), out: live.out() }, signal).to.deep.equal({
            code: 0,
            out: '',
          });
          expect(readdirSync(join(dir, 'out'))).to.include.members([...STATE_NAMES]);
          const said = live.err().trimEnd().split('\n');
          const codes = said.map((line) => jsonAt(line, 'code'));
          expect(codes, signal).to.include.members(['attached', 'stopped']);
          // On a machine that is too busy it is cut off after a time, and says so.
          if (!codes.includes('cut_off')) expect(statusOf(dir, 'state'), signal).to.equal('stopped');
          expect(listing(dir), signal).to.deep.equal(before);
        }),
      ),
    ));

  if (runsOf('longLives') > 0)
    it('opens no inspector on SIGUSR1, and goes on', () =>
      withLive({}, async (live, dir) => {
        expect(await isTicking(dir)).to.equal(true);
        process.kill(live.pid, 'SIGUSR1');
        const before = statusOf(dir, 'written');
        expect(await until(() => statusOf(dir, 'written') !== before)).to.equal(true);
        expect(await live.signal('SIGTERM')).to.equal(0);
        expect(live.err()).to.not.contain('Debugger');
      }));

  it('exit code 1: wrong usage or config', () =>
    withLive({ flags: ['--nosuch'] }, async (wrong) => {
      expect(await wrong.ended).to.equal(1);
      await withLive({ flags: ['--config', 'none'] }, async (live) => {
        expect(await live.ended).to.equal(1);
        expect(live.err()).to.contain('pairs_universe.json').and.contain('risk_limits.json');
      });
    }));

  it('exit code 4: a directory that is taken, and its owner goes on; one that cannot be', () =>
    withLive({}, async (first, dir) => {
      expect(await isTicking(dir)).to.equal(true);
      const taken = startLive({ dir });
      expect(await taken.ended).to.equal(4);
      expect(taken.err()).to.contain('OwnerError').and.contain(String(first.pid));
      const file = startLive({ dir, flags: ['--out', join(dir, 'cwd', 'keep')] });
      expect(await file.ended).to.equal(4);
      const before = statusOf(dir, 'written');
      expect(await until(() => statusOf(dir, 'written') !== before)).to.equal(true);
    }));
});
