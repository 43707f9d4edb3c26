import { expect } from 'chai';
import { closesOf, deskAt, listing, rowOf } from '../scenario';

/** A symbol of few trades is probed: neither starved nor trusted. Cap 0.25, no router rows: ×0.6. */
describe('a new symbol', () => {
  const weightOf = async (rs: readonly number[]): Promise<readonly [number, string]> => {
    const { allocation } = await deskAt({ closes: closesOf('AUSDT', rs), universe: [listing('AUSDT')] });
    const row = rowOf(allocation.symbols, 'AUSDT');
    return [row.suggested_weight, row.reason === 'router_quality' ? row.explanation.phi.binding : row.reason];
  };

  it('without a trade: phi 0.05·0.6 = 0.03, weight 0.25·0.03 = 0.0075', async () => {
    expect((await weightOf([]))[0]).to.equal(0.0075);
  });

  it('with three winners: at most 0.05 + 0.95·3/20 = 0.1925, ·0.6 = 0.1155, weight 0.028875', async () => {
    // Its score of 0.53 would by itself allow 0.72.
    expect(await weightOf([1, 1, 1])).to.deep.equal([0.028875, 'probe_ramp']);
  });

  it('with three losers: E_dd = −3/23 − 0.5·(3/23)·1 = −0.196, edge F(−0.246·√23) = 0.18: below 0.25, nothing', async () => {
    expect(await weightOf([-1, -1, -1])).to.deep.equal([0, 'edge_below_min']);
  });

  it('with one loser: E_dd = −1.5/21, edge 0.3169, score 0.38672475, phi 0.146899 above its 0.05 to 0.0975', async () => {
    // Score 0.35·0.316925 + 0.1·10/21 + 0.15·5/11 + 0.16; weight 0.25·0.6·0.0975.
    expect(await weightOf([-1])).to.deep.equal([0.014625, 'probe_ramp']);
  });

  it('its caps do not grow before 20 trades', async () => {
    const { allocation } = await deskAt({
      closes: closesOf('AUSDT', [1, 1, 1]),
      universe: [listing('AUSDT')],
    });
    expect(rowOf(allocation.symbols, 'AUSDT').suggested_caps.max_nav_pct ?? NaN).to.be.at.most(0.25);
  });
});
