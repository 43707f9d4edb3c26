import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../../campaign';
import { builtCli } from '../../cli/built';
import { inTempDir } from '../../io/temp-dir';
import { sameWork } from './same-work';

const DUCKDB = join(__dirname, 'peers', 'same-work.cjs');

describe('the same work in DuckDB', function () {
  this.timeout(120_000);

  if (runsOf('sameWork') > 0)
    it('gives every figure of every group that the state files hold', () =>
      inTempDir({}, (dir) => {
        for (let seed = 1; seed <= runsOf('sameWork'); seed++) {
          const [logs, out, theirs] = [`logs-${seed}`, `out-${seed}`, `duckdb-${seed}`].map((name) =>
            join(dir, name),
          );
          const run = (...args: readonly (string | undefined)[]): void => {
            execFileSync(process.execPath, args.map(String), { stdio: ['ignore', 'ignore', 'inherit'] });
          };
          const size = [
            '--symbols',
            '5',
            '--days',
            '40',
            '--trades-per-day',
            '5',
            '--rotate-bytes',
            '1000000000',
          ];
          run(builtCli(), 'simulate', '--clean', '--seed', String(seed), ...size, '--out', logs, '--quiet');
          run(
            builtCli(),
            'replay',
            '--logs',
            logs,
            '--config',
            join(String(logs), 'config'),
            '--out',
            out,
            '--quiet',
          );
          run(DUCKDB, logs, '2', theirs);
          const { groups, figures, differences } = sameWork(String(out), String(theirs));
          expect(differences, `seed ${seed}`).to.deep.equal([]);
          expect(groups).to.be.above(300);
          expect(figures).to.be.above(12_000);
        }
      }));

  it('is not the same where one figure or one group is another', () => {
    const group = { count: 2, wins: 1, net_pnl_usd: 1.5, hit_rate_interval: [0.1, 0.9], t_stat: null };
    const windows = { '7d': { symbols: { BTC: group, NONE: { count: 0 } }, hours: { 3: group } } };
    const routers = { symbols: [{ symbol: 'BTC', metrics: { sample_count: 3, slippage_p50: 0.5 } }] };
    const theirs = [
      { win: '7d', grouping: 'symbols', key: 'BTC', ...group },
      { win: '7d', grouping: 'hours', key: '3', ...group },
    ];
    const files = {
      'out/expectancy_v6.json': JSON.stringify({ windows }),
      'out/router_policy_suggestions_v6.json': JSON.stringify(routers),
      'duckdb/routers.json': JSON.stringify([{ symbol: 'BTC', sample_count: 3, slippage_p50: 0.5 }]),
    };
    return inTempDir(files, (dir) => {
      const compare = (rows: readonly object[]): readonly string[] => {
        writeFileSync(join(dir, 'duckdb', 'groups.json'), JSON.stringify(rows));
        return sameWork(join(dir, 'out'), join(dir, 'duckdb')).differences;
      };
      expect(compare(theirs)).to.deep.equal([]);
      const [first = {}, second = {}] = theirs;
      expect(compare([{ ...first, net_pnl_usd: 1.500001 }, second])).to.deep.equal([
        '7d symbols BTC net_pnl_usd: 1.500001 where intel says 1.5',
      ]);
      expect(compare([{ ...first, hit_rate_interval: [0.1, 0.8] }, second])).to.have.length(1);
      expect(compare([{ ...first, t_stat: 0 }, second])).to.have.length(1);
      expect(compare([second])).to.deep.equal(["7d symbols BTC: not in DuckDB's"]);
      expect(compare([...theirs, { ...first, key: 'ETH' }])).to.deep.equal([
        '7d symbols ETH: not in the state files',
      ]);
    });
  });
});
