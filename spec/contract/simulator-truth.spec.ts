import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { GroupView } from '../../operators/expectancy/group-view';
import { replay } from '../../pipelines/replay/replay';
import { loadDesk } from '../../src/io/config/load-desk';
import { simulate } from '../../src/simulate/simulate';
import { runsOf } from '../campaign';
import { get, isObj, num, parse } from '../oracle/json';
import { inTemporary, publishedOf, type Published } from './replayed';

/** Replayed simulations against the truth they were drawn from: the intervals cover it as often as they promise. */

const SEEDS = [11, 12, 13].slice(0, runsOf('simulated'));
const START = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

interface Simulated {
  readonly files: Published;
  readonly truth: unknown;
}

async function simulated(seed: number): Promise<Simulated> {
  const settings = { symbols: 4, days: 60, tradesPerDay: 5, startMs: START, backups: 5 };
  const made = simulate({ ...settings, seed, rotateBytes: 1e9, noise: true });
  return inTemporary(async (dir) => {
    for (const { path, bytes } of made) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), bytes);
    }
    const { desk } = await loadDesk(join(dir, 'config'), '90d');
    if (desk === undefined) throw new Error('the simulated config has errors');
    const { frame } = await replay({ logs: dir, desk, now: START + 61 * DAY });
    const truth = made.find(({ path }) => path === 'truth.json');
    return { files: publishedOf(frame), truth: parse(Buffer.from(truth?.bytes ?? []).toString('utf8')) };
  });
}

const GROUPINGS = ['symbols', 'strategies', 'symbol_strategies'] as const;

/** Each group of the truth with what the product says of it. */
function pairsOf({ files, truth }: Simulated): readonly (readonly [truth: unknown, group: GroupView])[] {
  return GROUPINGS.flatMap((grouping) => {
    const stated = get(truth, grouping);
    return Object.entries(isObj(stated) ? stated : {}).flatMap(([key, value]) => {
      const group = files.expectancy[grouping][key];
      return group === undefined ? [] : [[value, group] as const];
    });
  });
}

function covers(interval: readonly [number, number] | null, value: number | null): boolean {
  return interval !== null && value !== null && interval[0] <= value && value <= interval[1];
}

/** The least share of `n` covered that 95 % intervals leave below in one case of a thousand: three deviations. */
function leastShare(n: number): number {
  return 0.95 - 3 * Math.sqrt((0.95 * 0.05) / n);
}

describe(`replayed simulations, seeds ${SEEDS.join(', ')}`, function () {
  this.timeout(60_000);
  let runs: readonly Simulated[] = [];
  before(async () => {
    const made: Simulated[] = [];
    for (const seed of SEEDS) made.push(await simulated(seed));
    runs = made;
  });

  it('speak of every group of the truth: 4 symbols, 3 strategies, 12 pairs', () => {
    for (const run of runs) expect(pairsOf(run)).to.have.length(19);
  });

  it('cover the true edge by the interval of the mean R', () => {
    const hits = runs
      .flatMap(pairsOf)
      .map(([truth, group]) => covers(group.r_interval, num(get(truth, 'edge_r'))));
    expect(hits.filter((hit) => hit).length / hits.length).to.be.at.least(leastShare(hits.length));
  });

  it('cover the true hit rate by Wilson’s interval', () => {
    const hits = runs
      .flatMap(pairsOf)
      .map(([truth, group]) => covers(group.hit_rate_interval, num(get(truth, 'hit_rate'))));
    expect(hits.filter((hit) => hit).length / hits.length).to.be.at.least(leastShare(hits.length));
  });

  it('do not cover it by being wide: a symbol’s mean R is known to ±0.25, its hit rate to ±0.08', () => {
    for (const { files } of runs) {
      for (const { r_interval, hit_rate_interval } of Object.values(files.expectancy.symbols)) {
        expect((r_interval?.[1] ?? NaN) - (r_interval?.[0] ?? NaN)).to.be.below(0.5);
        expect((hit_rate_interval?.[1] ?? NaN) - (hit_rate_interval?.[0] ?? NaN)).to.be.below(0.16);
      }
    }
  });

  it('find the mean fee and slippage of each symbol, to 0.4 bps', () => {
    for (const { files, truth } of runs) {
      for (const { symbol, metrics } of files.suggestions.symbols) {
        const own = get(get(truth, 'symbols'), symbol);
        expect(metrics.mean_fee_bps, symbol).to.be.closeTo(num(get(own, 'mean_fee_bps')) ?? NaN, 0.4);
        expect(metrics.mean_slippage_bps, symbol).to.be.closeTo(
          num(get(own, 'mean_slippage_bps')) ?? NaN,
          0.4,
        );
      }
    }
  });

  it('find the rates of each symbol’s router, to four standard errors', () => {
    for (const { files, truth } of runs) {
      for (const { symbol, metrics } of files.suggestions.symbols) {
        const own = get(get(truth, 'symbols'), symbol);
        const fill = num(get(own, 'maker_fill_rate')) ?? NaN;
        const fallback = num(get(own, 'fallback_rate')) ?? NaN;
        const error = (rate: number, rows: number): number => 4 * Math.sqrt((rate * (1 - rate)) / rows);
        expect(metrics.maker_fill_rate).to.be.closeTo(fill, error(fill, metrics.sample_count * 0.9));
        expect(metrics.fallback_rate).to.be.closeTo(
          fallback,
          error(fallback, metrics.maker_start_count * 0.9),
        );
      }
    }
  });
});
