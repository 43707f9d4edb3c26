import { expect } from 'chai';
import type { FundDays } from '../../../../src/dashboard/model/cuts';
import { fundPanel } from '../../../../src/dashboard/page/groups/fund-panel';
import type { Element, Node } from '../../../../src/dashboard/page/parts/node';
import { nodeText } from '../../../../src/dashboard/page/parts/node';

const FUND: FundDays = {
  days: { day: ['2026-01-01', '2026-01-02', '2026-01-03'], net_usd: [-10, 0, 30], trades: [2, 0, 1] },
  sharpe_day: 0.3214,
  sharpe_se: 0.6,
  worst_day: { day: '2026-01-01', net_usd: -10 },
  best_day: { day: '2026-01-03', net_usd: 30 },
  exposure: 0.1234,
};

const all = (node: Node): readonly Element[] =>
  typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)];

describe('the panel of the fund by day', () => {
  it('has the Sharpe ratio of a day with its error, the worst and the best day, and the time held', () => {
    const text = nodeText(fundPanel(FUND, '14d'));
    expect(text).to.contain('+0.32 ± 0.60 (standard error), of 3 days');
    expect(text).to.contain('Worst day−10.00 USD 2026-01-01').and.to.contain('Best day+30.00 USD 2026-01-03');
    expect(text).to.contain('12.34 % where entries are known');
  });

  it('draws a bar a day from 0, as long as its net', () => {
    const bars = all(fundPanel(FUND, '14d')).filter(({ tag }) => tag === 'rect');
    expect(bars.map(({ attrs }) => attrs['class'])).to.deep.equal(['loss', 'none', 'gain']);
    const [loss, none, gain] = bars.map(({ attrs }) => Number(attrs['height']));
    expect(none).to.equal(0);
    expect((gain ?? 0) / (loss ?? NaN)).to.be.closeTo(3, 0.01);
    // The loss hangs where the gain ends.
    const [below, , above] = bars.map(({ attrs }) => Number(attrs['y']));
    expect(below).to.be.closeTo((above ?? NaN) + (gain ?? NaN), 0.01);
  });

  it('says what is not known, and is one line without a day', () => {
    const unknown = { ...FUND, sharpe_day: null, sharpe_se: null, exposure: null, worst_day: null };
    expect(nodeText(fundPanel(unknown, '14d')))
      .to.contain('Sharpe of a day– of 3 days')
      .and.contain('– no row carries an entry');
    const empty = { ...FUND, days: { day: [], net_usd: [], trades: [] } };
    expect(nodeText(fundPanel(empty, '14d'))).to.equal('The fund by dayNo closed trade in the window.');
    expect(nodeText(fundPanel(null, '14d'))).to.equal('The fund by dayThe expectancy file does not say.');
  });
});
