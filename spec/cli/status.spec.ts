import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ELSEWHERE, FILE, GONE, ownerOf } from '../io/lock/owners';
import { plant } from '../io/temp-dir';
import { DAY } from '../../src/model/values/time';
import { Drive, inMemoryDir } from '../live/drive';
import { intel } from './intel';
import { lived, START, state } from './lived';

describe('what live runs, as other commands see it', () => {
  it('status tells of sources, ticks and gates, and by its exit code that nothing runs', () =>
    lived(async (drive) => {
      const { code, out } = await intel(['status', '--state', drive.out]);
      expect(code).to.equal(4);
      for (const part of [
        'stopped; not running',
        'orders_executed',
        'following',
        'nav read',
        'feedbackAllocator on',
      ])
        expect(out).to.contain(part);
      const json = await intel(['status', '--state', drive.out, '--json']);
      expect(JSON.parse(json.out)).to.include({ running: false, state: 'stopped', complete: true });
    }));

  it('status says how what was claimed has turned out, once outcomes are in', () =>
    lived(async (drive) => {
      const status = ['status', '--state', drive.out];
      expect((await intel(status)).out).to.not.contain('claims');
      const path = join(drive.out, 'symbol_scores_v6.json');
      const scores = JSON.parse(readFileSync(path, 'utf8')) as { calibration: object };
      const bin = { lo: 0.6, hi: 0.7, n: 40, mean_p: 0.61, share: 0.55, interval: [0.4, 0.69] };
      const brier = {
        ...{ brier: 0.251, base_rate: 0.55, reliability: 0.0036, resolution: 0, uncertainty: 0.2475 },
        ...{ within: 0, skill: -0.014, bins: [bin] },
      };
      const claims = { claims: 40, p_dd: brier, prediction_coverage: 0.925, reason: null };
      scores.calibration = { ...scores.calibration, ...claims };
      writeFileSync(path, JSON.stringify(scores));
      const { out } = await intel(status);
      for (const line of [
        'claims: 40 about the next 20 trades of a symbol; Brier 0.251; 95 % intervals held 93 %',
        '  p_dd said 0.61, it happened in 55 % of 40 (95 %: 40 % to 69 %)',
      ])
        expect(out.split('\n')).to.include(line);
      const json = await intel([...status, '--json']);
      expect(JSON.parse(json.out)).to.have.nested.property('calibration.claims', 40);
    }));

  it('status names the symbols whose record is flagged, with the dates and how long ago, and that flags come by chance', () =>
    lived(async (drive) => {
      const path = join(drive.out, 'symbol_scores_v6.json');
      const scores = JSON.parse(readFileSync(path, 'utf8')) as {
        symbols: { symbol: string; drift: object | null }[];
      };
      const [first] = scores.symbols;
      if (first === undefined) throw new Error('no symbol has a score');
      const flagged_ts = Math.floor(Date.now() / DAY) * DAY - 2 * DAY;
      first.drift = { direction: 'down', since_ts: flagged_ts - 5 * DAY, flagged_ts };
      writeFileSync(path, JSON.stringify(scores));
      const dayOf = (ts: number): string => new Date(ts).toISOString().slice(0, 10);
      const { out } = await intel(['status', '--state', drive.out]);
      expect(out).to.contain(
        'changed records (without a change one trade in about 465 flags one all the same):',
      );
      expect(out).to.contain(
        `  ${first.symbol}: R runs lower since ${dayOf(flagged_ts - 5 * DAY)}, clear on ${dayOf(flagged_ts)}, 2 days ago`,
      );
    }));

  it('status does not say live of one that was killed', () =>
    lived(async (drive) => {
      const path = join(drive.out, 'intel_status.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"state":"stopped"', '"state":"live"'));
      const { code, out } = await intel(['status', '--state', drive.out]);
      expect(code).to.equal(4);
      expect(out).to.match(/^cut off; not running; /);
      const json = await intel(['status', '--state', drive.out, '--json']);
      expect(JSON.parse(json.out)).to.include({ running: false, state: 'cut off' });
    }));

  it('status names the machine of an owner that runs elsewhere, and how long it has been silent', () =>
    lived(async (drive) => {
      const elsewhere = { ...ELSEWHERE, namespace: 'pid:[4026539999]' };
      for (const [stale_ms, seen] of [
        [3_600_000, 'it cannot be seen from here, its last heartbeat was '],
        [undefined, 'this machine cannot tell whether it runs'],
      ] as const) {
        plant(drive.out, { [FILE]: ownerOf(GONE, { ...elsewhere, stale_ms }) });
        const { code, out } = await intel(['status', '--state', drive.out]);
        expect(code).to.equal(0);
        const named = `owned by process id ${GONE} on machine host-b (id ${ELSEWHERE.machine}), PID namespace pid:[4026539999]`;
        expect(out).to.contain(named).and.to.contain(seen);
      }
      plant(drive.out, { [FILE]: ownerOf(GONE, { ...elsewhere, stale_ms: 0 }) });
      const { code, out } = await intel(['status', '--state', drive.out]);
      expect({ code, said: out.includes('not running') }).to.deep.equal({ code: 4, said: true });
    }));

  it('status of a directory without one says so', () =>
    inMemoryDir(async (dir) => {
      const { code, err } = await intel(['status', '--state', dir]);
      expect({
        code,
        said: err.includes('no such file; allowed: the --out of intel live or intel follow'),
      }).to.deep.equal({
        code: 4,
        said: true,
      });
    }));

  it('while live owns the directory, replay needs another and probe only prints', () =>
    inMemoryDir(async (dir) => {
      const drive = new Drive(dir, { tick: '5s' }, START);
      await drive.lookAt(START);
      await drive.lookAt(START + 10_000);
      const before = state(drive.out);
      const desk = ['--config', join(dir, 'config')];
      const replayed = await intel([
        'replay',
        '--logs',
        join(dir, 'logs'),
        ...desk,
        '--out',
        drive.out,
        '--force',
      ]);
      expect(replayed.code).to.equal(4);
      expect(replayed.err).to.contain('belongs to a running instance');
      const probed = await intel(['probe', '--state', drive.out, ...desk]);
      expect({
        code: probed.code,
        told: probed.err.includes('the allocation is printed, not written'),
      }).to.deep.equal({
        code: 0,
        told: true,
      });
      expect(state(drive.out)).to.deep.equal(before);
      await drive.close();
      expect(await intel(['probe', '--state', drive.out, ...desk])).to.include({ code: 0 });
    }));
});
