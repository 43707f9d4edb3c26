import { expect } from 'chai';
import { groupView } from '../../../operators/expectancy/group-view';
import { GROUP_RECORD_COLUMNS, groupRecord } from '../../../src/cli/terminal/group-record';
import { DEFAULTS, tradesOf } from '../../operators/made';

describe('groupRecord', () => {
  it('holds the numbers of a group under the names of its columns', () => {
    const record = groupRecord('tp', groupView(tradesOf([1, -2, 4]), DEFAULTS, 3));
    expect(record).to.include({
      group: 'tp',
      trades: 3,
      wins: 2,
      losses: 1,
      net_usd: 3,
      net_per_trade_usd: 1,
    });
    expect(record).to.include({ avg_r: 1, known_r: 3, clears_bar: false, notional_from_usd: null });
    expect(record.r_low_adjusted).to.be.lessThan(record.r_low ?? NaN);
    expect(Object.keys(record)).to.deep.equal(GROUP_RECORD_COLUMNS.map(({ name }) => name));
  });

  it('has null for what is not known', () => {
    const { hit_rate, r_low, r_high_adjusted } = groupRecord('tp', groupView([], DEFAULTS, 3));
    expect([hit_rate, r_low, r_high_adjusted]).to.deep.equal([null, null, null]);
  });

  it('tells the sizes that a group holds', () => {
    const view = { ...groupView(tradesOf([1]), DEFAULTS), notional_usd: [2, 3] as const };
    expect(groupRecord('q1', view)).to.include({ notional_from_usd: 2, notional_to_usd: 3 });
  });
});
