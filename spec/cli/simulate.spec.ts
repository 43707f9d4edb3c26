import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { digestsOf, fileAt } from './desk';
import { intel } from './intel';
import { inTempDir } from '../io/temp-dir';

const SMALL = ['--days', '2', '--symbols', '2', '--trades-per-day', '4'];

const simulate = (dir: string, ...more: readonly string[]) =>
  intel(['simulate', '--out', dir, ...SMALL, ...more]);

describe('intel simulate', () => {
  it('writes logs, state, truth and configs that check, replay and probe take', async () => {
    await inTempDir({}, async (dir) => {
      const { code, out, err } = await simulate(dir);
      expect({ code, err }).to.deep.equal({ code: 0, err: '' });
      const files = Object.keys(digestsOf(dir));
      expect(files).to.include.members([
        'truth.json',
        'execution/orders_executed.jsonl',
        'execution/order_metrics.jsonl',
        'state/nav.json',
      ]);
      for (const file of files) expect(out).to.contain(join(dir, file));
      const config = ['--config', join(dir, 'config')];
      expect((await intel(['check', '--logs', dir, ...config])).code).to.equal(0);
      expect((await intel(['replay', '--logs', dir, ...config, '--out', join(dir, 'out')])).code).to.equal(0);
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'sample_count')).to.be.greaterThan(8);
    });
  });

  it('equal seeds give equal bytes, other seeds others', async () => {
    await inTempDir({}, async (dir) => {
      for (const [name, seed] of [
        ['a', '5'],
        ['b', '5'],
        ['c', '6'],
      ] as const)
        await simulate(join(dir, name), '--seed', seed);
      expect(digestsOf(join(dir, 'b'))).to.deep.equal(digestsOf(join(dir, 'a')));
      expect(digestsOf(join(dir, 'c'))).to.not.deep.equal(digestsOf(join(dir, 'a')));
    });
  });

  it('takes a first day, a place for the configs, a size to rotate at, and leaves the noise out', async () => {
    await inTempDir({}, async (dir) => {
      const more = [
        '--start',
        '2024-02-28T00:00:00Z',
        '--config',
        join(dir, 'desk'),
        '--rotate-bytes',
        '8192',
        '--clean',
      ];
      expect((await simulate(join(dir, 'logs'), ...more)).code).to.equal(0);
      expect(readdirSync(join(dir, 'desk'))).to.include('pairs_universe.json');
      expect(readdirSync(join(dir, 'logs'))).to.not.include('config');
      expect(readdirSync(join(dir, 'logs', 'execution'))).to.include('orders_executed.1.jsonl');
      const { code, out } = await intel([
        'check',
        '--logs',
        join(dir, 'logs'),
        '--config',
        join(dir, 'desk'),
      ]);
      expect(code).to.equal(0);
      expect(out).to.contain(' 0 cannot be used, 0 with NaN');
      await intel([
        'replay',
        '--logs',
        join(dir, 'logs'),
        '--config',
        join(dir, 'desk'),
        '--out',
        join(dir, 'out'),
      ]);
      expect(fileAt(join(dir, 'out', 'expectancy_v6.json'), 'as_of')).to.match(/^2024-0(2-29|3-01)/);
    });
  });

  it('refuses numbers that make no history, and writes nothing', async () => {
    await inTempDir({}, async (dir) => {
      for (const args of [
        ['--days', '0'],
        ['--symbols', '-1'],
        ['--trades-per-day', '1.5'],
        ['--seed', 'x'],
        ['--start', 'monday'],
        ['--rotate-bytes', '10'],
      ]) {
        const { code, out, err } = await simulate(join(dir, 'out'), ...args);
        expect({ code, out }, err).to.deep.equal({ code: 1, out: '' });
        expect(err)
          .to.contain(args[0])
          .and.contain(`"${args[1] ?? ''}"`);
        expect(readdirSync(dir)).to.deep.equal([]);
      }
    });
  });
});
