import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadDesk } from '../../src/io/config/load-desk';
import { configFiles } from '../../src/simulate/config-files';
import { symbolProfiles } from '../../src/simulate/market/symbol-profiles';
import { ROOT } from '../cli/built';
import { inTempDir } from '../io/temp-dir';
import { sumOf } from '../simulate/history';
import { earningFund, treeOf } from './advice/earning-fund';
import { publishedAdvice } from './advice/published-advice';
import { returnOf, SYMBOLS } from './advice/return-test';
import { type Worth, worthOf } from './advice/worth';
import { print } from './figures';

/**
 * `npm run bench:advice [-- --every 4h --build DIR]`: what the advice is worth on simulated funds that earn, against trading
 * everything at its cap, and when a good symbol comes back that was bad for 30 days. `--build`: the advice of another
 * build on the same logs, without the second question. The figures depend on nothing but the code.
 */

const SEEDS = [1, 2, 3, 4, 5];
/** Up to six symbols are the same for every seed; further ones are drawn, edges from −0.3 to 0.5 R. */
const SIZES = [SYMBOLS, 12];
const NAVS_USD = [2_000, 10_000, 100_000];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { build: { type: 'string' }, every: { type: 'string', default: '1d' } },
  });
  for (const symbols of SIZES) await worth(values.build ?? ROOT, symbols, values.every);
  if (values.build === undefined) await returns();
}

async function worth(build: string, symbols: number, every: string): Promise<void> {
  const rows: Worth[] = [];
  for (const seed of SEEDS) {
    const fund = earningFund({ seed, symbols });
    rows.push(await inTempDir(fund.files, (dir) => worthOf(fund, publishedAdvice(build, dir, every))));
  }
  const mean = (of: (row: Worth) => number): number => sumOf(rows, of) / rows.length;
  const cells = (of: (key: keyof Worth) => number): readonly string[] => [
    of('trades').toFixed(0),
    of('unadvised').toFixed(0),
    of('atCap').toFixed(1),
    of('advised').toFixed(1),
    signed(of('total')),
    signed(of('exposure')),
    signed(of('selection')),
    of('goodShare').toFixed(2),
    of('badShare').toFixed(2),
  ];
  print(`Funds of ${symbols} symbols over 60 days; R; advice ${every} apart; good, bad: mean weight / cap`, [
    ['seed', 'trades', 'unadvised', 'at cap', 'advised', 'a trade', 'exposure', 'selection', 'good', 'bad'],
    ...rows.map((row, i) => [String(SEEDS[i]), ...cells((key) => row[key])]),
    ['mean', ...cells((key) => mean((row) => row[key]))],
  ]);
}

async function returns(): Promise<void> {
  const files = treeOf(configFiles(symbolProfiles({ seed: 1, symbols: SYMBOLS })));
  const { desk } = await inTempDir(files, (dir) => loadDesk(join(dir, 'config')));
  if (desk === undefined) throw new Error('the simulated configs make no desk');
  const day = (value: number | undefined): string => (value === undefined ? 'never' : value.toFixed(1));
  print('A good symbol that was bad for 30 days: days until it is back, by seed', [
    ['', ...SEEDS.map(String)],
    ...NAVS_USD.flatMap((nav) => {
      const found = SEEDS.map((seed) => returnOf(desk, seed, nav));
      const usd = `${nav.toLocaleString('en-US')} USD`;
      return [
        [`${usd}: first order`, ...found.map(({ firstOrder }) => day(firstOrder))],
        [`${usd}: half of its cap`, ...found.map(({ halfOfCap }) => day(halfOfCap))],
        [`${usd}: mean weight / cap, days 31 to 60`, ...found.map(({ lateShare }) => lateShare.toFixed(2))],
      ];
    }),
  ]);
}

function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${value.toFixed(4)}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
