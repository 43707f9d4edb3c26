import { expect } from 'chai';
import { explainExpectancy } from '../../../operators/explain/explain-expectancy';
import { groupView, type GroupView } from '../../../operators/expectancy/group-view';
import { DEFAULTS, tradeOf } from '../made';

const group = groupView([tradeOf(1, 1), tradeOf(-1, 2)], DEFAULTS);

describe('explainExpectancy', () => {
  const named = (over: Partial<GroupView>): readonly string[] =>
    explainExpectancy({ ...group, ...over }).statements.map(({ name, value }) => `${name} ${value}`);

  it('has how long positions were held and what of their entries is not known, where there is any', () => {
    expect(named({ hold_s_p50: 60, hold_s_p95: 90.5, entry_unknown: 0.25 }))
      .to.include('hold_s_p50 60')
      .and.include('hold_s_p95 90.5')
      .and.include('entry_unknown 0.25');
    for (const entry_unknown of [0, null])
      expect(named({ hold_s_p50: null, hold_s_p95: null, entry_unknown }).join()).to.not.match(
        /hold_s|entry/,
      );
  });

  it('says which part of the fees is estimated', () => {
    const remarks = (estimated_fees: number): string =>
      explainExpectancy({ ...group, estimated_fees }).remarks.join(' ');
    expect(remarks(0.5)).to.contain('Of the fees 0.50 USD are estimated.');
    expect(remarks(0)).to.not.contain('estimated');
  });
});
