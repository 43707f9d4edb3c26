import { expect } from 'chai';
import { cutsOf } from '../../../src/dashboard/sections/cut-groups';
import { pageModel } from '../../../src/dashboard/page';
import { sampleDocuments, SOON } from '../states';

const group = (net_pnl_usd: number, over: object = {}): object => ({ count: 2, net_pnl_usd, ...over });

function keysOf(view: object, name: string): readonly string[] | undefined {
  const [shown] = cutsOf({ expectancy: { window: '14d', ...view } });
  return shown?.groupings.find((each) => each.name === name)?.groups.map(({ key }) => key);
}

describe('the cuts of the page', () => {
  it('have the order of their kind, and the greatest loss first where there is none', () => {
    const some = (...keys: readonly string[]): object =>
      Object.fromEntries(keys.map((key) => [key, group(1)]));
    expect(keysOf({ weekdays: some('sun', 'mon', 'wed') }, 'weekdays')).to.deep.equal(['mon', 'wed', 'sun']);
    expect(keysOf({ sizes: some('unknown', 'q3', 'q1') }, 'sizes')).to.deep.equal(['q1', 'q3', 'unknown']);
    expect(keysOf({ hours: some('23', '3', '11') }, 'hours')).to.deep.equal(['3', '11', '23']);
    expect(keysOf({ months: some('2026-01', '2025-12') }, 'months')).to.deep.equal(['2025-12', '2026-01']);
    const reasons = { STOP: group(-1), TARGET: group(5), TIME: group(-9) };
    expect(keysOf({ exit_reasons: reasons }, 'exit_reasons')).to.deep.equal(['TIME', 'STOP', 'TARGET']);
  });

  it('are any grouping that the file has, but for symbols, the fund and what counts no trades', () => {
    const view = {
      symbols: { A: group(1) },
      symbol_strategies: { 'A|s': group(1) },
      fund: { count: 1, daily: [] },
      metadata: { x: group(1) },
      moon_phases: { full: group(1) },
      odd: { a: 1, b: { net_pnl_usd: 1 } },
      sides: { long: group(1) },
    };
    const [shown] = cutsOf({ expectancy: { window: '14d', ...view } });
    expect(shown?.groupings.map(({ name }) => name)).to.deep.equal(['sides', 'moon_phases']);
  });

  it('of each window stand apart, the primary one first, and none without a trade', () => {
    const windows = { '7d': { sides: { long: group(1) } }, '14d': {}, '24h': { sides: {} } };
    const shown = cutsOf({ expectancy: { window: '14d', sides: { short: group(2) }, windows } });
    expect(shown.map(({ window }) => window)).to.deep.equal(['14d', '7d']);
    expect(cutsOf({})).to.deep.equal([]);
  });

  it('compare as many groups as there are, and all 24 hours', () => {
    const view = { sides: { long: group(1), short: group(1) }, hours: { 3: group(1) } };
    const [shown] = cutsOf({ expectancy: view });
    expect(shown?.groupings.map(({ name, comparisons }) => [name, comparisons])).to.deep.equal([
      ['sides', 2],
      ['hours', 24],
    ]);
  });

  it('clear no bar that they do not have', () => {
    const sides = { long: group(1, { clears_bar: true, r_interval_adjusted: null }) };
    expect(cutsOf({ expectancy: { sides } })[0]?.groupings[0]?.groups[0]?.clears_bar).to.equal(false);
  });

  it('of the sample are each a partition of its trades', async () => {
    const { cuts, header } = pageModel(await sampleDocuments(), SOON);
    const names = [
      'exit_reasons',
      'sides',
      'months',
      'weekdays',
      'hours',
      'sizes',
      'holding_times',
      'venues',
    ];
    expect(cuts[0]?.groupings.map(({ name }) => name)).to.include.members([
      ...names,
      'regimes',
      'strategies',
    ]);
    for (const { name, groups } of cuts[0]?.groupings ?? [])
      expect(
        groups.reduce((sum, { count }) => sum + count, 0),
        name,
      ).to.equal(header.sample_count);
  });
});
