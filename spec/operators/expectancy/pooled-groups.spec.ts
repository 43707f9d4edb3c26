import { expect } from 'chai';
import { foldOver } from '../../../operators/core/fold';
import { measureExpectancy } from '../../../operators/expectancy/measure-expectancy';
import { tooManyNames, tooManyText } from '../../../operators/expectancy/pooled-groups';
import { measureRouter } from '../../../operators/router/measure-router';
import { settingsFrom } from '../../../src/model/fund/settings';
import { MINUTE, route, tradeOf } from '../made';

const settings = settingsFrom({ windows: ['15m'], horizon: '30m', max_groups: 2 });

const told = (symbols: readonly string[], routed: readonly string[]): string | undefined => {
  const trades = symbols.map((symbol, n) => tradeOf(1, n + 1, { id: String(n), symbol }));
  const expectancy = foldOver(
    measureExpectancy(settings),
    trades.map((trade) => ({ kind: 'trade', trade, before: undefined }) as const),
    MINUTE,
  );
  const router = foldOver(
    measureRouter(settings),
    routed.map((symbol, n) => ({ kind: 'routed', route: route(String(n), { ts: n + 1, symbol }) }) as const),
    MINUTE,
  );
  return tooManyText(tooManyNames(expectancy, router));
};

describe('too many names', () => {
  it('up to the bound there is nothing to tell', () => {
    expect(told(['A', 'B', 'B'], ['C', 'D'])).to.equal(undefined);
  });

  it('are told with counts and an example, which is cut where it is long', () => {
    const text = told([], ['A', 'B', 'B', 'X'.repeat(5000)]) ?? '';
    expect(text).to.contain('3 symbols in router rows: 2 are shown by name and 1 are not, "XXX');
    expect(text.length).to.be.below(200);
  });

  it('of several groupings the largest is told', () => {
    const text = told(['A', 'B', 'C', 'D'], ['A', 'B', 'C']) ?? '';
    expect(text).to.contain('4 symbols in 15m: 2 are shown by name and 2 are not, "D" for example');
    expect(text).to.contain('2 other groupings');
  });
});
