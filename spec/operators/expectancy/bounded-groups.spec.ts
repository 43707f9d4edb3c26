import { expect } from 'chai';
import fc from 'fast-check';
import { exactSum } from '../../../src/model/math/exact-sum';
import { settingsFrom } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import { primaryWarnings } from '../../../operators/expectancy/expectancy-warnings';
import { NO_KNOWN_NAMES, type KnownNames } from '../../../operators/core/known-names';
import { measureExpectancy, type ExpectancyView } from '../../../operators/expectancy/measure-expectancy';
import { foldOver } from '../../../operators/core/fold';
import { close, episodeOf, MINUTE } from '../made';
import type { CutView } from '../../../operators/expectancy/group-view';
import { toTrade } from '../../../src/model/to-trade';

const ASOF = 20 * MINUTE;
const STRATEGIES = [undefined, 'other', 'other_', '__proto__', '', 'x'.repeat(5000), 'a', 'b', 'c'];

const settingsOf = (max_groups: number) =>
  settingsFrom({ windows: ['15m', 'last_7'], horizon: '30m', max_groups });

function tradeMade(id: string, ts: number, symbol: string, strategy: string | undefined, usd: number): Trade {
  const made = close(id, { ts, symbol, strategy, realizedUsd: usd });
  const joined = { route: undefined, regimeOf: 'none' as const };
  return toTrade(episodeOf(made), joined, () => undefined, settingsOf(1));
}

const trade = fc
  .tuple(
    fc.integer({ min: 1, max: 19 }),
    fc.constantFrom('A', 'B', 'OTHER', '__PROTO__', 'C'),
    fc.constantFrom(...STRATEGIES),
    fc.integer({ min: -9, max: 9 }),
  )
  .map(([minute, symbol, strategy, usd]) => ({ minute, symbol, strategy, usd }));
const trades = fc
  .array(trade, { maxLength: 40, size: 'max' })
  .map((all) =>
    all.map(({ minute, symbol, strategy, usd }, n) =>
      tradeMade(String(n), minute * MINUTE, symbol, strategy, usd),
    ),
  );

function viewOf(
  all: readonly Trade[],
  max_groups: number,
  known: KnownNames = NO_KNOWN_NAMES,
): ExpectancyView {
  const changes = all.map((one) => ({ kind: 'trade', trade: one, before: undefined }) as const);
  return foldOver(measureExpectancy(settingsOf(max_groups), known), changes, ASOF);
}

const named = (strategies: readonly string[]): readonly Trade[] =>
  strategies.map((strategy, n) => tradeMade(String(n), (n + 6) * MINUTE, 'BTCUSDT', strategy, 1));

describe('groups, where there are more than max_groups', () => {
  it('counts and net of every grouping add up to those of the window, whatever the bound', () => {
    fc.assert(
      fc.property(trades, fc.integer({ min: 1, max: 8 }), (all, most) => {
        const { windows } = viewOf(all, most);
        for (const window of Object.values(windows)) {
          const nets = Object.entries(window).flatMap(([name, grouped]) => {
            if (name === 'sample_count' || name === 'fund') return [];
            const groups: readonly CutView[] = Object.values(grouped);
            expect(groups.reduce((sum, group) => sum + group.count, 0)).to.equal(window.sample_count);
            expect(groups.filter((group) => group.pooled === undefined).length).to.be.at.most(
              name === 'hours' || name === 'regimes' ? 24 : most,
            );
            return exactSum(groups.map((group) => group.net_pnl_usd));
          });
          for (const net of nets) expect(net).to.be.closeTo(nets[0] ?? 0, 1e-9);
        }
      }),
    );
  });

  it('below the bound nothing is pooled, and nothing is told', () => {
    const view = viewOf(named(['a', 'b', 'c']), 3);
    expect(Object.keys(view.primary.strategies)).to.deep.equal(['a', 'b', 'c']);
    expect(primaryWarnings(view, settingsOf(3))).to.deep.equal([]);
  });

  it('the largest are shown by name, equal ones by code units, and the group other says what it holds', () => {
    const view = viewOf(named(['c', 'b', 'a', 'c', 'd']), 2);
    expect(Object.keys(view.primary.strategies)).to.deep.equal(['a', 'c', 'other']);
    expect(view.primary.strategies['other']?.count).to.equal(2);
    expect(view.primary.strategies['other']?.pooled).to.deep.equal({ names: 2, example: 'd' });
    expect(primaryWarnings(view, settingsOf(2))).to.deep.equal(['too_many_groups']);
  });

  it('names of the configs are shown before all others, be they more than the bound', () => {
    const known = { symbols: new Set<string>(), strategies: new Set(['x', 'y']) };
    const view = viewOf(named(['a', 'a', 'a', 'x', 'y']), 1, known);
    expect(Object.keys(view.primary.strategies)).to.deep.equal(['other', 'x', 'y']);
  });

  it('a strategy named other, shown or not or known to the configs, is not the rest', () => {
    const shown = viewOf(named(['other', 'other', 'b']), 1);
    expect(shown.primary.strategies['other']?.count).to.equal(2);
    expect(shown.primary.strategies['other_']?.pooled).to.deep.equal({ names: 1, example: 'b' });
    const pooled = viewOf(named(['b', 'b', 'other']), 1);
    expect(pooled.primary.strategies['other_']?.pooled).to.deep.equal({ names: 1, example: 'other' });
    const known = { symbols: new Set<string>(), strategies: new Set(['other']) };
    expect(Object.keys(viewOf(named(['b', 'b', 'c']), 1, known).primary.strategies)).to.deep.equal([
      'b',
      'other_',
    ]);
  });
});
