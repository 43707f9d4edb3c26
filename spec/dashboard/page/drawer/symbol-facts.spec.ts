import { expect } from 'chai';
import { pageModel } from '../../../../src/dashboard/page';
import { symbolFacts } from '../../../../src/dashboard/page/drawer/symbol-facts';
import { h, nodeText } from '../../../../src/dashboard/page/parts/node';
import { SOON } from '../../states';

describe('the facts of a symbol', () => {
  it('have percents with two digits, and name the fund’s last 200 as such', () => {
    const group = { count: 34, hit_rate: 0.12345 };
    const weight = { symbol: 'A', reason: 'edge_below_min', current_weight: 0.07123, suggested_weight: 0.25 };
    const windows = { last_200: { symbols: { A: group } } };
    const model = pageModel(
      { expectancy: { symbols: { A: group }, windows }, allocation: { symbols: [weight] } },
      SOON,
    );
    const [row] = model.symbols;
    const text = row === undefined ? '' : nodeText(h('div', {}, symbolFacts(row, model)));
    expect(text).to.contain('Hit rate12.35 %').and.to.contain('Weight7.12 % → 25.00 % edge too low');
    expect(text)
      .to.contain('the fund’s last 200')
      .and.to.not.match(/[^s] last 200/);
  });
});
