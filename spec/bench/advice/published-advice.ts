import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MINUTE, SECOND } from '../../../src/model/values/time';
import { at, listOf, numberOf } from '../../simulate/history';

/** The weight of a symbol as a share of its cap, as it was advised at a moment; undefined before the first advice. */
export type Advice = (symbol: string, ms: number) => number | undefined;

/** How long the desk takes to follow: nothing newer than this counts at an entry. */
const DELAY_MS = MINUTE;

/** What a build publishes as it replays the logs in `dir`, `every` so often. */
export function publishedAdvice(build: string, dir: string, every: string): Advice {
  const out = join(dir, 'out');
  const args = ['replay', '--logs', dir, '--config', join(dir, 'config'), '--out', out, '--every', every];
  const { status, stderr } = spawnSync(process.execPath, [join(build, 'bin', 'intel.cjs'), ...args], {
    encoding: 'utf8',
  });
  // 2: written, with more bad input than allowed. Builds that know fewer kinds of rows say so of these logs.
  if (status !== 0 && status !== 2) throw new Error(`${build}: replay ended with ${status}: ${stderr}`);
  const history = readFileSync(join(out, 'history', 'risk_allocation_suggestions_v6.jsonl'), 'utf8');
  const published = history
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
    .map((file) => ({
      ms: numberOf(file, 'updated_ts') * SECOND,
      shares: sharesOf(listOf(file, 'symbols')),
    }));
  return (symbol, ms) => {
    const known = published.findLast((file) => file.ms <= ms - DELAY_MS);
    return known === undefined ? undefined : (known.shares.get(symbol) ?? 0);
  };
}

/** Weight over cap; no ceiling of a simulated fund lies below a cap. */
export function sharesOf(rows: readonly unknown[]): ReadonlyMap<string, number> {
  return new Map(
    rows.map((row) => {
      const cap = numberOf(row, 'caps', 'current_max_nav_pct');
      return [String(at(row, 'symbol')), cap === 0 ? 0 : numberOf(row, 'suggested_weight') / cap];
    }),
  );
}
