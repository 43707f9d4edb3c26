import { expect } from 'chai';
import { groupView } from '../../../operators/expectancy/group-view';
import { GROUP_RECORD_COLUMNS, groupRecord } from '../../../src/cli/terminal/group-record';
import { DEFAULTS, tradesOf } from '../../operators/made';

describe('groupRecord', () => {
  it('holds the numbers of a group under the names of its columns', () => {
    const record = groupRecord('tp', groupView(tradesOf([1, -2, 4]), DEFAULTS, 3));
    expect(record).to.include({
      key: 'tp',
      count: 3,
      wins: 2,
      losses: 1,
      net_pnl_usd: 3,
      expectancy: 1,
    });
    expect(record).to.include({ avg_r: 1, known_r: 3, clears_bar: false, notional_usd_low: null });
    expect(record.r_interval_adjusted_low).to.be.lessThan(record.r_interval_low ?? NaN);
    expect(Object.keys(record)).to.deep.equal(GROUP_RECORD_COLUMNS.map(({ name }) => name));
  });

  it('keeps R and USD apart', () => {
    const view = { ...groupView(tradesOf([1]), DEFAULTS), avg_r: 7, expectancy: 5 };
    expect(groupRecord('tp', view)).to.include({ avg_r: 7, expectancy: 5 });
  });

  it('has null for what is not known', () => {
    const { hit_rate, r_interval_low, r_interval_adjusted_high } = groupRecord(
      'tp',
      groupView([], DEFAULTS, 3),
    );
    expect([hit_rate, r_interval_low, r_interval_adjusted_high]).to.deep.equal([null, null, null]);
  });

  it('tells the sizes that a group holds', () => {
    const view = { ...groupView(tradesOf([1]), DEFAULTS), notional_usd: [2, 3] as const };
    expect(groupRecord('q1', view)).to.include({ notional_usd_low: 2, notional_usd_high: 3 });
  });
});
