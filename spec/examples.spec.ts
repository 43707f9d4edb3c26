import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { GroupView } from '../operators/expectancy/group-view';
import { replay } from '../pipelines/replay/replay';
import { loadDesk } from '../src/io/config/load-desk';
import { runsOf } from './campaign';
import { ROOT } from './cli/built';
import { fileAt } from './cli/desk';
import { shell } from './cli/intel';
import { publishedOf, type Published } from './contract/replayed';

/** Other people's trades: what the mapping of each example gives is read, and comes to the numbers worked out by hand. */

const EXAMPLES = join(ROOT, 'examples');
const hasJq = spawnSync('jq', ['--version']).status === 0;

/** What a mapping prints. */
const run = (command: string, ...args: readonly string[]): string =>
  execFileSync(command, args, { cwd: EXAMPLES, encoding: 'utf8' });

/** What a replay publishes of rows on standard input, with the config of an example. */
async function published(example: string, rows: string): Promise<Published> {
  const { desk, problems } = await loadDesk(join(EXAMPLES, example, 'config'), 'all');
  expect(problems).to.deep.equal([]);
  if (desk === undefined) throw new Error('the example has no desk');
  const report = await replay({ logs: Readable.from([Buffer.from(rows)]), desk, now: Date.UTC(2026, 1, 1) });
  expect(report.tally).to.include({ quarantined: 0, mistyped: 0, nonfinite: 0 });
  expect(report.counts).to.include({ late: 0, duplicates: 0, conflicts: 0 });
  return publishedOf(report.frame);
}

type Facts = Partial<Record<keyof GroupView, number>>;

function near(groups: Readonly<Record<string, GroupView>>, expected: Readonly<Record<string, Facts>>): void {
  expect(Object.keys(groups).sort()).to.deep.equal(Object.keys(expected).sort());
  for (const [key, facts] of Object.entries(expected))
    for (const [name, value] of Object.entries(facts))
      expect(groups[key]?.[name as keyof GroupView], `${key} ${name}`).to.be.closeTo(value, 1e-8);
}

/** Nothing tells of execution, and the scores say so. */
function unjudged({ scores, expectancy }: Published): void {
  expect(expectancy.metadata).to.deep.include({ complete: true, warnings: [] });
  expect(scores.symbols.map(({ execution_judged }) => execution_judged)).to.deep.equal([false, false]);
}

describe('freqtrade', () => {
  if (!hasJq) {
    it('needs jq');
    return;
  }
  const mapped = (path: string): string => run('jq', '-cf', 'freqtrade/rows.jq', path);
  const rows = mapped('freqtrade/trades.json');

  it('comes to its own profit, with entries, risks and funding', async () => {
    const files = await published('freqtrade', rows);
    // Long 0.1 at 60,000 → 61,000 and short 0.05 at 61,000 → 60,400: fees of 5 bps of each leg, 0.45 of funding paid.
    near(files.expectancy.symbols, {
      BTCUSDT: {
        ...{
          count: 2,
          wins: 2,
          gross_pnl_usd: 130,
          fees_usd: 9.085,
          funding_usd: 0.45,
          net_pnl_usd: 120.465,
        },
        ...{ avg_r: (93.5 / 60 + 26.965 / 30.5) / 2, entry_unknown: 0, estimated_fees: 0 },
      },
      // Short 2 at 3,000 → 3,030, stopped out after half an hour: 0.20 of funding received.
      ETHUSDT: {
        ...{
          count: 1,
          losses: 1,
          gross_pnl_usd: -60,
          fees_usd: 6.03,
          funding_usd: -0.2,
          net_pnl_usd: -65.83,
        },
        ...{ avg_r: -65.83 / 120, hold_s_p50: 1800 },
      },
    });
    const { sides, exit_reasons, venues, strategies } = files.expectancy;
    near(strategies, { Trend: { net_pnl_usd: 27.67 }, Revert: { net_pnl_usd: 26.965 } });
    expect([sides, exit_reasons, venues].map((groups) => Object.keys(groups).sort())).to.deep.equal([
      ['long', 'short'],
      ['exit_signal', 'roi', 'stop_loss'],
      ['binance'],
    ]);
    unjudged(files);
  });

  it('is the same from the API and from a backtest, which has no strategy in a trade', () => {
    const trades: unknown = JSON.parse(readFileSync(join(EXAMPLES, 'freqtrade', 'trades.json'), 'utf8'));
    const from = (answer: unknown): string =>
      execFileSync('jq', ['-cf', join(EXAMPLES, 'freqtrade', 'rows.jq')], {
        input: JSON.stringify(answer),
        encoding: 'utf8',
      });
    expect(from({ trades, trades_count: 4, total_trades: 4 })).to.equal(rows);
    const bare: unknown = JSON.parse(JSON.stringify(trades).replaceAll(/"strategy":"\w+",/g, ''));
    expect(from({ strategy: { Trend: { trades: bare } } })).to.equal(rows.replaceAll('Revert', 'Trend'));
  });
});

describe('Bybit’s closed P&L', () => {
  it('comes to closedPnl, which fees and funding are parted from', async () => {
    const pages = ['bybit/page-1.json', 'bybit/page-2.json'];
    const files = await published('bybit', run(process.execPath, 'bybit/rows.mjs', ...pages));
    near(files.expectancy.symbols, {
      BTCUSDT: { count: 2, gross_pnl_usd: 22, fees_usd: 1.7611, funding_usd: 0.1, net_pnl_usd: 20.1389 },
      ETHUSDT: { count: 2, gross_pnl_usd: -50, fees_usd: 2.1725, funding_usd: -0.05, net_pnl_usd: -52.1225 },
    });
    const { sides, exit_reasons } = files.expectancy;
    expect([sides['long']?.count, sides['short']?.net_pnl_usd]).to.deep.equal([3, 8.8055]);
    expect(exit_reasons['BustTrade']?.net_pnl_usd).to.equal(-20.539);
    unjudged(files);
  });
});

describe('a bare CSV', () => {
  it('is read by the names of its columns', async () => {
    const files = await published('csv', run(process.execPath, 'csv/rows.mjs', 'csv/trades.csv'));
    near(files.expectancy.symbols, {
      BTCUSDT: { count: 2, fees_usd: 6.25, net_pnl_usd: 149 },
      ETHUSDT: { count: 2, fees_usd: 4, net_pnl_usd: -96 },
    });
    near(files.expectancy.strategies, { trend: { net_pnl_usd: 32.3 }, carry: { net_pnl_usd: 20.7 } });
    expect(files.expectancy.symbols['BTCUSDT']?.avg_r).to.equal(null);
    unjudged(files);
  });
});

describe('the command of an example', () => {
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const net = { freqtrade: [120.465, -65.83], bybit: [20.1389, -52.1225], csv: [149, -96] };

  it('stands in the README of each', () => {
    expect(folders.map(({ name }) => name).sort()).to.deep.equal(Object.keys(net).sort());
  });

  for (const [name, usd] of Object.entries(net)) {
    if (runsOf('examples') === 0) return;
    it(`${name}: runs as it stands there, and says that execution is not judged`, async function () {
      if (name === 'freqtrade' && !hasJq) this.skip();
      const page = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
      const [, command = ''] = /```sh\n([\s\S]*?)```/.exec(page) ?? [];
      const out = mkdtempSync(join(tmpdir(), 'intel-examples-'));
      try {
        const {
          code,
          out: table,
          err,
        } = await shell(command.replace('npx intel', '$INTEL').replace(`/tmp/${name}`, out));
        expect(code, err).to.equal(0);
        for (const [i, symbol] of ['BTCUSDT', 'ETHUSDT'].entries()) {
          expect(table).to.match(new RegExp(`^${symbol} .*execution not judged$`, 'm'));
          expect(fileAt(join(out, 'expectancy_v6.json'), 'symbols', symbol, 'net_pnl_usd')).to.equal(usd[i]);
        }
      } finally {
        rmSync(out, { recursive: true });
      }
    });
  }
});
