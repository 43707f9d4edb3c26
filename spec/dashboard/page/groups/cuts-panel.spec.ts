import { expect } from 'chai';
import { cutsPanel } from '../../../../src/dashboard/page/groups/cuts-panel';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import { cutsOf } from '../../../../src/dashboard/sections/cut-groups';

const VIEW = {
  window: '14d',
  exit_reasons: {
    STOP: {
      count: 3,
      net_pnl_usd: -9,
      expectancy: -3,
      hit_rate: 0,
      known_r: 3,
      avg_r: -1,
      clears_bar: true,
      r_interval_adjusted: [-1.5, -0.5],
    },
    TARGET: {
      count: 1,
      net_pnl_usd: 4,
      expectancy: 4,
      hit_rate: 1,
      known_r: 1,
      avg_r: 2,
      clears_bar: false,
      r_interval_adjusted: null,
    },
  },
  sides: { long: { count: 4, net_pnl_usd: -5, avg_r: -0.25, known_r: 4 } },
  sizes: { q1: { count: 4, net_pnl_usd: -5, notional_usd: [10, 1234.5] } },
  venues: { unknown: { count: 4, net_pnl_usd: -5 } },
  hours: { 7: { count: 4, net_pnl_usd: -5 } },
  windows: { last_200: { sides: { short: { count: 9, net_pnl_usd: 1 } } } },
};

function shown(name = '', window = ''): string {
  return nodeText(cutsPanel(cutsOf({ expectancy: VIEW }), { name, window }, undefined, true));
}

describe('the panel of cuts', () => {
  it('begins with the exit reasons, with count, net, hit rate, R and its interval', () => {
    expect(shown()).to.contain('Each of 4 trades is in one group, by its exit reason.');
    expect(shown()).to.contain('2 comparisons: 1 of 2 groups lie wholly beside 0');
    expect(shown()).to.contain('The exit reason is known only when a trade ends');
    expect(shown('sides')).to.not.contain('known only');
    expect(shown()).to.contain('STOP3−9.00−3.000.0 %★ −1.00 n 3−1.50 … −0.50');
    expect(shown()).to.contain('TARGET1+4.00+4.00100.0 %+2.00 n 1–');
  });

  it('shows the grouping and the window that are chosen, in words', () => {
    expect(shown('sides')).to.contain('long4−5.00').and.to.not.contain('STOP3');
    expect(shown('sizes')).to.contain('smallest quarter 10.00 to 1,234.50 USD4');
    expect(shown('hours')).to.contain('07:004');
    expect(shown('sides', 'last_200')).to.contain('short9+1.00').and.to.contain('the fund’s last 200');
  });

  it('says that no row carries what all trades lack', () => {
    expect(shown('venues')).to.contain('No row carries the venue.').and.to.contain('venue (not known)');
    expect(shown('venues')).to.not.contain('unknown4');
  });

  it('shows the first where the chosen one is not there, and one line without any trade', () => {
    expect(shown('no_such', 'no_such')).to.equal(shown());
    const none = cutsPanel([], { name: '', window: '' }, undefined, true);
    expect(nodeText(none)).to.equal('CutsNo closed trade in any window.');
  });
});
