import { expect } from 'chai';
import { BarredGroup, withBar, type BarBasis, type Reasoned } from '../../../operators/expectancy/bar';
import { GroupingMeasure } from '../../../operators/expectancy/grouping-measure';
import { GroupMeasure } from '../../../operators/expectancy/group-view';
import { CUT_METRICS } from '../../../operators/expectancy/metrics/registry';
import { studentInterval } from '../../../src/model/math/interval';
import { round9 } from '../../../src/model/math/fixed';
import { DEFAULTS, tradeOf } from '../made';

const BASIS: BarBasis = { avg_r: 1, std_r: 2, n_eff: 30, r_interval: [0.25, 1.75] };
const VIEW: Reasoned = { reasons: {} };

describe('the bar of a group', () => {
  it('is the interval at 95 % among so many, and is cleared beside 0', () => {
    const [low, high] = studentInterval(1, 2, 30, 1 - 0.05 / 4);
    expect(withBar(VIEW, BASIS, 4)).to.deep.include({ r_interval_adjusted: [round9(low), round9(high)] });
    expect([1, 4, 1000].map((cells) => withBar(VIEW, BASIS, cells).clears_bar)).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(withBar(VIEW, { ...BASIS, avg_r: -1 }, 4).clears_bar).to.equal(true);
  });

  it('says why there is none', () => {
    const none = withBar({ reasons: { r_interval: 'no_risk_basis' } }, { ...BASIS, r_interval: null }, 4);
    expect(none).to.deep.include({ r_interval_adjusted: null, clears_bar: false });
    expect(none.reasons).to.include({ r_interval_adjusted: 'no_risk_basis' });
    const large = withBar(VIEW, { ...BASIS, n_eff: 2, std_r: 1e307 }, 100);
    expect(large.reasons).to.deep.equal({ r_interval_adjusted: 'too_large' });
  });

  it('moves with the number of groups, and is the same object for the same number', () => {
    const group = new BarredGroup({ ...VIEW }, BASIS);
    const first = group.among(2);
    expect(group.among(2)).to.equal(first);
    const { r_interval_adjusted: narrow } = first;
    const wide = group.among(50);
    expect(wide).to.not.equal(first);
    expect(wide.r_interval_adjusted?.[0]).to.be.lessThan(narrow?.[0] ?? NaN);
    expect(first.r_interval_adjusted).to.equal(narrow);
  });
});

describe('a window where one group more comes', () => {
  it('measures that one alone; the others have another bar', () => {
    let measured = 0;
    const groups = new GroupingMeasure({
      key: (trade) => trade.symbol,
      bound: { most: Infinity, isFirst: () => false },
      cells: undefined,
      newMeasure: () =>
        new GroupMeasure(() => {
          measured++;
          return CUT_METRICS.meter(DEFAULTS);
        }),
    });
    const of = (symbol: string, ts: number) => tradeOf(ts, ts, { symbol, id: `${symbol}${ts}` });
    const held = ['A', 'B', 'C'].flatMap((symbol, n) => [of(symbol, 2 * n + 1), of(symbol, 2 * n + 2)]);
    groups.apply({ removed: [], added: held });
    expect(measured).to.equal(3);
    const before = groups.views['A']?.r_interval_adjusted;
    groups.apply({ removed: [], added: [of('D', 9)] });
    expect(measured).to.equal(4);
    expect(groups.views['A']?.r_interval_adjusted?.[0]).to.be.lessThan(before?.[0] ?? NaN);
  });
});
