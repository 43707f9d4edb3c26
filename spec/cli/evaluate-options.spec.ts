import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { evaluationSchema } from '../../operators/evidence/evaluation/evaluation-schema';
import { schemaProblems } from '../../src/io/config/schema/schema-problems';
import { TS } from '../io/rows';
import { fileAt, jsonAt, onDesk } from './desk';
import { intel, type Run } from './intel';

const SAMPLE = ['--logs', 'logs/sample', '--config', 'config'];

function evaluateAt(dir: string, ...more: readonly string[]): Promise<Run> {
  const out = ['--out', join(dir, 'out')];
  return intel(['evaluate', '--logs', join(dir, 'logs'), '--config', join(dir, 'config'), ...out, ...more]);
}

describe('the options of intel evaluate', function () {
  this.timeout(60_000);

  it('--settings judges the settings, in the file and in words, and recommends none from hindsight', async () => {
    await onDesk({}, async (dir) => {
      const path = join(dir, 'e.json');
      const { code, out, err } = await intel(['evaluate', ...SAMPLE, '--settings', '--out', path]);
      expect(code, err).to.equal(0);
      expect(out).to.match(/^SETTINGS +\| +SIZE \| +NET R \| SHARPE\/DAY \| DEFLATED$/m);
      for (const row of ['default: ', 'nested: ', 'best in hindsight: ']) expect(out).to.contain(`\n${row}`);
      expect(out).to.match(
        /^settings: choosing each week by the past made [+-]\d\.\d{4} R a trade against the default \(95 % interval .*; \d+ trades of known R\)/m,
      );
      expect(out).to.match(/; the default is number \d+ of 35, and /);
      const file: unknown = JSON.parse(readFileSync(path, 'utf8'));
      expect(schemaProblems(evaluationSchema, file)).to.deep.equal([]);
      expect(fileAt(path, 'settings_study', 'tried')).to.equal(35);
      expect(fileAt(path, 'settings_study', 'default', 'net_r')).to.be.closeTo(
        Number(fileAt(path, 'policies', 'weights', 'utility', 'net_r')),
        1e-9,
      );
      await intel(['evaluate', ...SAMPLE, '--out', path]);
      expect(fileAt(path, 'settings_study')).to.equal(undefined);
    });
  });

  it('counts only trades of the span; a truth adds a policy', async () => {
    await onDesk({}, async (dir) => {
      const since = String(TS + 60 * 30);
      const { out } = await evaluateAt(dir, '--since', since, '--json');
      expect(jsonAt(out, 'eligible')).to.equal(10);
      const truth = await intel([
        'evaluate',
        ...SAMPLE,
        '--truth',
        'logs/sample/truth.json',
        '--out',
        join(dir, 'e.json'),
      ]);
      expect(truth.out).to.match(/^truth +\|/m);
      expect(fileAt(join(dir, 'e.json'), 'calibration', 'intervals', 'true_edge', 'n')).to.be.above(0);
    });
  });

  it('says of a wrong option what is allowed', async () => {
    await onDesk({}, async (dir) => {
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [['--delay', 'soon'], /--delay was "soon"; allowed: /],
        [['--received', 'later'], /--received was "later"; allowed: written, ts/],
        [['--since', 'noon'], /--since was "noon"; allowed: /],
        [
          ['--since', '2026-01-02', '--until', '2026-01-01'],
          /--since was "2026-01-02"; allowed: no later than --until/,
        ],
        [['--truth', join(dir, 'none.json')], /--truth .*none\.json: found no file; allowed: /],
        [['--truth', join(dir, 'config', 'risk_limits.json')], /found no symbols\.<name>\.edge_r; allowed: /],
      ];
      for (const [options, told] of cases) {
        const { code, out, err } = await evaluateAt(dir, ...options);
        expect({ code, out }, options.join(' ')).to.deep.equal({ code: 1, out: '' });
        expect(err).to.match(told);
      }
    });
  });
});
