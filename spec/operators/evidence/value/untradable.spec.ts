import { expect } from 'chai';
import { untradableOf } from '../../../../operators/evidence/value/untradable';

const columns = {
  multiples: [0, 0.5, 0.5, 1, 0.1],
  notionalUsd: [50, 200, 100, 100, undefined],
  netUsd: [1, 2, 4, 8, 16],
};

describe('untradableOf', () => {
  it('counts sizes above 0 and below the limit, and gives the result with those as 0', () => {
    // Sizes 0, 100, 50, 100, unknown: only the third is below. Without it .5·2 + 8 + 1.6.
    expect(untradableOf({ ...columns, limitUsd: 100 })).to.deep.equal({
      limit_usd: 100,
      advised: 4,
      below_limit: 1,
      traded_below_limit: 1,
      net_usd_without: 10.6,
      total_usd_without: (10.6 - 31) / 5,
    });
  });

  it('has none below where the fund has no minimum', () => {
    const found = untradableOf({ ...columns, limitUsd: undefined });
    expect(found).to.include({
      limit_usd: null,
      below_limit: 0,
      traded_below_limit: 0,
      net_usd_without: 12.6,
    });
  });

  it('has no total without trades', () => {
    const none = untradableOf({ multiples: [], notionalUsd: [], netUsd: [], limitUsd: 100 });
    expect(none).to.include({ advised: 0, net_usd_without: 0, total_usd_without: null });
  });
});
