import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { at, onDesk, replayAt } from './desk';
import { intel, intelProcess } from './intel';

describe('intel export, of a part', () => {
  it('takes a grouping by each name that intel groups takes', () =>
    onDesk({}, async (dir) => {
      await intel(replayAt(dir));
      const contents: string[] = [];
      for (const name of ['exit_reasons', 'exit_reason', 'Exit-Reason']) {
        const out = join(dir, `${name}.csv`);
        const run = await intel([
          'export',
          'groups',
          '--state',
          join(dir, 'out'),
          '--by',
          name,
          '--out',
          out,
        ]);
        expect(run.code, run.err).to.equal(0);
        contents.push(readFileSync(out, 'utf8'));
      }
      expect(contents[0]).to.contain(',exit_reasons,');
      expect(new Set(contents).size).to.equal(1);
    }));

  it('refuses a window that no moment of the history holds, and writes nothing', () =>
    onDesk({ 'config/execution_intel.json': '{"history_every": "10m"}' }, async (dir) => {
      await intel(replayAt(dir, '--every', '10m'));
      const args = ['export', 'frames', '--state', join(dir, 'out'), '--out', join(dir, 'x.csv')];
      const { code, out, err } = await intel([...args, '--window', '9d']);
      expect({ code, out }, err).to.deep.equal({ code: 1, out: '' });
      expect(err).to.contain('--window was "9d"').and.to.contain('history holds: 14d, 24h');
      expect(existsSync(join(dir, 'x.csv'))).to.equal(false);
    }));

  it('reads rows on standard input, as intel trades does', () =>
    onDesk({}, async (dir) => {
      const stdin = readFileSync(join(dir, 'logs', 'execution', 'orders_executed.jsonl'));
      const asked = ['trades', '--logs', '-', ...at(dir, 'config')];
      const trades = await intelProcess([...asked, '--csv'], { stdin });
      const path = join(dir, 'trades.csv');
      const { code, err } = await intelProcess(['export', ...asked, '--out', path], { stdin });
      expect(code, err).to.equal(0);
      expect(readFileSync(path, 'utf8')).to.equal(trades.out);
    }));
});
