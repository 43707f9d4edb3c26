import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { plainWords } from '../../../../src/dashboard/page/drawer/plain-words';
import { nodeText } from '../../../../src/dashboard/page/parts/node';
import type { JsonObject } from '../../../../src/model/values/json';
import { SOON } from '../../states';

const GROUP = {
  count: 34,
  net_pnl_usd: -6.078,
  avg_r: -0.09,
  r_interval: [-0.11, -0.08],
  known_r: 34,
  hit_rate: 0.12345,
};

function modelOf(allocation: JsonObject, group: JsonObject = GROUP) {
  const windows = { last_200: { symbols: { A: group } } };
  return pageModel(
    {
      expectancy: { window: '14d', symbols: { A: group }, windows },
      allocation: { symbols: [{ symbol: 'A', reason: 'edge_below_min', ...allocation }] },
    },
    SOON,
  );
}

function told(allocation: JsonObject, group: JsonObject = GROUP): string {
  const { symbols, header } = modelOf(allocation, group);
  const [row] = symbols;
  return row === undefined ? '' : nodeText(plainWords(row, header));
}

describe('a symbol in plain words', () => {
  it('says first what to do and why', () => {
    for (const [now, next, sentence] of [
      [0.1, 0, 'Stop trading it: edge too low.'],
      [0.1, 0.05, 'Lower it from 10.00 % to 5.00 % of NAV: edge too low.'],
      [0.1, 0.25, 'Raise it from 10.00 % to 25.00 % of NAV: edge too low.'],
      [null, 0.0042, 'Hold at most 0.42 % of NAV (edge too low). What is held now is not known.'],
      [0.1, 0.1, 'Leave it at 10.00 % of NAV: edge too low.'],
    ] as const)
      expect(told({ current_weight: now, suggested_weight: next })).to.match(
        new RegExp(`^${sentence.replace(/[().]/g, '\\$&')}`),
      );
    expect(told({ current_weight: 0, suggested_weight: 0 }, {})).to.contain('Do not trade it: edge too low.');
    expect(told({})).to.contain('No weight is suggested.');
  });

  it('says what it earned, and how sure that is', () => {
    const row = { suggested_weight: 0 };
    expect(told(row)).to.contain(
      'In 14d it lost 6.08 USD after costs in 34 trades. A trade earns −0.09 times its risk in the mean, with 95 % between −0.11 and −0.08: it loses.',
    );
    expect(told(row, { ...GROUP, r_interval: [-0.2, 0.1] })).to.contain('whether it earns or loses is open');
    expect(told(row, { ...GROUP, avg_r: 1, r_interval: [0.5, 1.5] })).to.contain(': it earns.');
    expect(told(row, { ...GROUP, r_interval: null })).to.contain('so few trades do not tell');
    expect(told(row, { ...GROUP, avg_r: null, r_interval: null })).to.contain('Its risk is not known');
    expect(told(row, { count: 0 })).to.contain('In 14d it closed no trade.');
    expect(told(row, { ...GROUP, count: 1, net_pnl_usd: 2 })).to.contain(
      'it earned 2.00 USD after costs in 1 trade.',
    );
  });
});
