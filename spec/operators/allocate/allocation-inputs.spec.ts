import { expect } from 'chai';
import { allocationInputs } from '../../../operators/allocate/allocation-inputs';
import { closesOf, deskAt } from '../../contract/scenario';

describe('the inputs of the allocator', () => {
  it('are the numbers of the three files, by name', async () => {
    const { expectancy, scores, suggestions } = await deskAt({ closes: closesOf('AUSDT', [1, -1, 2]) });
    const moved = suggestions.symbols.map((row) => ({
      ...row,
      proposed_policy: { ...row.proposed_policy, taker_bias: 0.9 },
    }));
    const inputs = allocationInputs(expectancy, scores, { ...suggestions, symbols: moved });
    const { header, metadata, account, symbols, strategies, routers } = inputs;
    expect(header.as_of).to.equal(scores.as_of);
    expect(Object.keys(header)).to.not.include('symbols');
    expect(metadata).to.equal(scores.metadata);
    expect(account).to.equal(scores.account);
    const row = scores.symbols.find(({ symbol }) => symbol === 'AUSDT');
    const group = expectancy.symbols['AUSDT'];
    expect(symbols.get('AUSDT')).to.deep.equal({
      score: row?.score,
      edge: row?.inputs.edge,
      pDd: group?.p_dd,
      edgeUsd: group?.edge_usd,
      count: 3,
      knownR: 3,
      dustUnknownR: 0,
      usdLosing: false,
      rUsd: group?.r_usd,
      usdAndRDisagree: false,
      avgR: group?.avg_r,
      hitRate: group?.hit_rate,
      expectancy: group?.expectancy,
      drawdownAwareR: group?.drawdown_aware_r,
      rInterval: group?.r_interval,
    });
    expect([...strategies.keys()]).to.have.members(scores.strategies.map(({ strategy }) => strategy));
    expect([...strategies.values()].map(({ count }) => count)).to.deep.equal([3]);
    const policy = moved.find(({ symbol }) => symbol === 'AUSDT');
    expect(routers.get('AUSDT')).to.deep.equal({
      quality: policy?.quality,
      regime: policy?.regime,
      current: policy?.current_policy,
      proposed: policy?.proposed_policy,
    });
  });

  it('of a symbol without trades have its score and no number of a group', async () => {
    const { expectancy, scores, suggestions } = await deskAt({});
    const numbers = allocationInputs(expectancy, scores, suggestions).symbols.get('AUSDT');
    expect(numbers).to.include({ count: 0, knownR: 0, avgR: null, rInterval: null });
    expect(numbers?.score).to.be.a('number');
    expect(numbers?.edge).to.be.a('number');
    expect(numbers?.edgeUsd).to.equal(numbers?.edge);
  });

  it('of a traded symbol without its group have no edge in money', async () => {
    const { scores, suggestions } = await deskAt({ closes: closesOf('AUSDT', [1]) });
    const numbers = allocationInputs(undefined, scores, suggestions).symbols.get('AUSDT');
    expect(numbers).to.include({ count: 1, edgeUsd: null });
  });

  it('are stamped by the expectancy file where there are no scores, and by 1970 where there is nothing', async () => {
    const { expectancy } = await deskAt({});
    expect(allocationInputs(expectancy, undefined, undefined)).to.include({ account: undefined });
    expect(allocationInputs(expectancy, undefined, undefined).header.as_of).to.equal(expectancy.as_of);
    const { header, symbols, routers } = allocationInputs(undefined, undefined, undefined);
    expect(header.updated_ts).to.equal(0);
    expect([symbols.size, routers.size]).to.deep.equal([0, 0]);
  });
});
