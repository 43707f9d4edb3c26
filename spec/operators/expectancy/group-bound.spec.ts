import { expect } from 'chai';
import { NO_KNOWN_NAMES } from '../../../operators/core/known-names';
import { groupBound } from '../../../operators/expectancy/group-bound';
import { settingsFrom } from '../../../src/model/fund/settings';

const settings = settingsFrom({ max_groups: 2 });
const known = { symbols: new Set(['A', 'B', 'C']), strategies: new Set(['s']) };

describe('groupBound', () => {
  it('shows as many symbols and strategies as the settings or the configs have', () => {
    expect(groupBound('symbols', settings, known).most).to.equal(3);
    expect(groupBound('symbols', settings, known).isFirst('B')).to.equal(true);
    expect(groupBound('strategies', settings, known).most).to.equal(2);
    const pairs = groupBound('symbol_strategies', settings, known);
    expect(pairs.most).to.equal(2);
    expect(['A|s', 'A|t', 'D|s', 'A'].map(pairs.isFirst)).to.deep.equal([true, false, false, false]);
  });

  it('bounds what the text of a row names, and months', () => {
    for (const grouping of [
      ...(['exit_reasons', 'venues', 'months'] as const),
      ...(['policy_qualities', 'taker_biases'] as const),
    ])
      expect(groupBound(grouping, settings, NO_KNOWN_NAMES).most, grouping).to.equal(2);
  });

  it('shows each of what is few whatever the rows say', () => {
    for (const grouping of ['hours', 'regimes', 'sides', 'weekdays', 'sizes', 'holding_times'] as const) {
      const { most, isFirst } = groupBound(grouping, settings, known);
      expect([most, isFirst('A')], grouping).to.deep.equal([Infinity, false]);
    }
  });
});
