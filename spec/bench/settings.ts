import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { SettingsStudy } from '../../operators/evidence/settings/settings-study';
import { evaluate } from '../../pipelines/evaluate/evaluate';
import { loadDesk } from '../../src/io/config/load-desk';
import { inTempDir, type Tree } from '../io/temp-dir';
import { earningFund } from './advice/earning-fund';
import { flippingFund } from './advice/flipping-fund';
import { print } from './figures';

/**
 * `npm run bench:settings [-- --real DIR]`: today's settings against a weekly choice among others by their past, on simulated
 * funds that earn and on funds whose edges turn; and on the logs/ and config/ of a directory. The figures depend on nothing but the code.
 */

const SEEDS = [1, 2, 3, 4, 5];
const SYMBOLS = [6, 12];
const NOW = Date.UTC(2027, 0, 1);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { real: { type: 'string' } } });
  for (const symbols of SYMBOLS) {
    await table(`Funds of ${symbols} symbols that earn`, (seed) => earningFund({ seed, symbols }).files);
    await table(`Funds of ${symbols} symbols whose edges turn`, (seed) => flippingFund({ seed, symbols }));
  }
  const { real } = values;
  if (real !== undefined)
    report('Real trades', [['', await studyOf(join(real, 'logs'), join(real, 'config'), 'written')]]);
}

async function table(title: string, fundOf: (seed: number) => Tree): Promise<void> {
  const rows: (readonly [string, SettingsStudy])[] = [];
  for (const seed of SEEDS)
    rows.push([
      String(seed),
      await inTempDir(fundOf(seed), (dir) => studyOf(dir, join(dir, 'config'), 'ts')),
    ]);
  report(title, rows);
}

async function studyOf(logs: string, config: string, received: 'written' | 'ts'): Promise<SettingsStudy> {
  const { desk } = await loadDesk(config);
  if (desk === undefined) throw new Error(`${config} makes no desk`);
  const asked = { logs, desk, now: NOW, delayMs: 60_000, received, settings: true };
  const { settings_study } = (await evaluate(asked)).file;
  if (settings_study === undefined) throw new Error('no settings were judged');
  return settings_study;
}

function report(title: string, rows: readonly (readonly [string, SettingsStudy])[]): void {
  print(`${title}; R; size: mean share of the size`, [
    ['seed', 'trades', 'traded', 'default', 'size', 'nested', 'size', 'a trade', 'best', '', 'rank', 'p'],
    ...rows.map(([seed, study]) => [seed, ...cells(study)]),
  ]);
}

function cells(study: SettingsStudy): readonly string[] {
  const { trades, traded_r, nested, best_in_hindsight: best, rank_of_default, tried, reality_check } = study;
  const { value = 0, lo = null, hi = null } = nested.over_default ?? {};
  return [
    String(trades),
    traded_r.toFixed(1),
    ...sizes(study.default),
    ...sizes(nested),
    `${value.toFixed(4)} (${lo?.toFixed(4) ?? ''} to ${hi?.toFixed(4) ?? ''})`,
    best.net_r.toFixed(1),
    best.setting,
    `${rank_of_default} of ${tried}`,
    reality_check.p?.toFixed(4) ?? '–',
  ];
}

function sizes({ net_r, mean_m }: SettingsStudy['default']): readonly string[] {
  return [net_r.toFixed(1), mean_m?.toFixed(3) ?? ''];
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
