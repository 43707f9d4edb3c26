import { expect } from 'chai';
import { feeBps } from '../../src/model/route-costs';
import { route } from '../operators/made';

describe('feeBps', () => {
  it('is fee over notional in basis points, unknown without either', () => {
    expect(feeBps(route('r', { feesUsd: 0.5, notionalUsd: 1000 }))).to.equal(5);
    expect(feeBps(route('r', { feesUsd: 0.5 }))).to.equal(undefined);
    expect(feeBps(route('r', { notionalUsd: 1000 }))).to.equal(undefined);
  });
});
