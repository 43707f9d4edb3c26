import { expect } from 'chai';
import type { GroupView } from '../../../operators/expectancy/group-view';
import { closesOf, deskAt, groupOf, repeat, rowOf } from '../scenario';

/** What the desk's trades are worth when they are all of one kind. κ = 20, hurdle 0.05, risk 10 USD a trade. */

async function tradesOf(rs: readonly number[]): Promise<GroupView> {
  const { expectancy } = await deskAt({ closes: closesOf('AUSDT', rs) });
  return groupOf(expectancy.symbols, 'AUSDT');
}

const near = (value: number | null, expected: number): void => {
  expect(value).to.be.closeTo(expected, 1e-9);
};

describe('twenty winners of +1 R', () => {
  it('E = 20·1/(20 + 20) = 0.5, no pain, E_dd = 0.5; edge F(0.45·√40) = (1 + √(8.1/10.1))/2', async () => {
    const group = await tradesOf(repeat(20, 1));
    expect([group.count, group.wins, group.losses, group.flats]).to.deep.equal([20, 20, 0, 0]);
    near(group.shrunk_r, 0.5);
    expect(group.pain_r).to.equal(0);
    near(group.drawdown_aware_r, 0.5);
    near(group.edge, (1 + Math.sqrt(8.1 / 10.1)) / 2);
  });

  it('hit rate 1, net 20·10 = 200, no drawdown; what needs a loss is null and says why', async () => {
    const group = await tradesOf(repeat(20, 1));
    expect(group.hit_rate).to.equal(1);
    expect(group.net_pnl_usd).to.equal(200);
    expect(group.max_drawdown).to.equal(0);
    const { avg_loss, payoff, profit_factor } = group;
    expect([avg_loss, payoff, profit_factor]).to.deep.equal([null, null, null]);
    expect(group.reasons).to.include({
      avg_loss: 'no_losses',
      payoff: 'no_losses',
      profit_factor: 'no_losses',
    });
    expect([group.std_r, group.t_stat]).to.deep.equal([0, null]);
  });
});

describe('twenty losers of −1 R', () => {
  // S_t = 10(1 − 0.9^t) and e_t = S_t − 1, so (1/9)Σe + S_20 = (180 − 90(1 − 0.9^20))/9 + 10(1 − 0.9^20) = 20.
  it('E = −0.5; pain = 20/20 = 1, its most; E_dd = −0.5 − 0.5·0.5·1 = −0.75; edge (1 − √(25.6/27.6))/2', async () => {
    const group = await tradesOf(repeat(20, -1));
    near(group.shrunk_r, -0.5);
    near(group.pain_r, 1);
    near(group.drawdown_aware_r, -0.75);
    near(group.edge, (1 - Math.sqrt(25.6 / 27.6)) / 2);
  });

  it('drawdown 20·10 = 200 USD and 20 R, a streak of 20, drawdown_adjusted −10 − 200/20 = −20', async () => {
    const group = await tradesOf(repeat(20, -1));
    expect([group.max_drawdown, group.max_drawdown_r]).to.deep.equal([200, 20]);
    expect(group.longest_losing_streak).to.equal(20);
    expect(group.drawdown_adjusted).to.equal(-20);
    expect([group.profit_factor, group.payoff, group.avg_win]).to.deep.equal([0, null, null]);
  });

  it('an edge below 0.25 holds no weight, and says so', async () => {
    const { allocation } = await deskAt({ closes: closesOf('AUSDT', repeat(20, -1)) });
    const row = rowOf(allocation.symbols, 'AUSDT');
    expect([row.suggested_weight, row.reason]).to.deep.equal([0, 'edge_below_min']);
  });
});

describe('no trades', () => {
  it('no group, and a score of the priors alone', async () => {
    const { expectancy, scores } = await deskAt({});
    expect(expectancy.sample_count).to.equal(0);
    expect(expectancy.symbols).to.deep.equal({});
    // Edge F(−0.05·√20) = (1 − √(0.05/2.05))/2; hit rate and gain 1/2; the other six 0.4.
    const edge = (1 - Math.sqrt(0.05 / 2.05)) / 2;
    const { score, components } = rowOf(scores.symbols, 'AUSDT');
    near(components.edge, edge);
    near(score, 0.35 * edge + 0.1 * 0.5 + 0.15 * 0.5 + 0.4 * 0.4);
    expect(score).to.be.below(0.5);
  });
});

describe('one trade of +1 R', () => {
  it('E = 1/21, edge F((1/21 − 0.05)·√21); no deviation, no interval of the mean, Wilson from 1/(1 + z²)', async () => {
    const group = await tradesOf([1]);
    const t = (1 / 21 - 0.05) * Math.sqrt(21);
    near(group.shrunk_r, 1 / 21);
    near(group.edge, (1 - 1 / Math.sqrt(1 + 2 / (t * t))) / 2);
    expect([group.avg_r, group.std_r, group.t_stat, group.r_interval]).to.deep.equal([1, null, null, null]);
    expect(group.reasons).to.include({ std_r: 'fewer_than_two', r_interval: 'fewer_than_two' });
    near(group.hit_rate_interval?.[0] ?? null, 1 / (1 + 1.959963985 ** 2));
    expect(group.hit_rate_interval?.[1]).to.equal(1);
  });
});

describe('twenty break-even trades', () => {
  it('count, and are neither wins nor losses; edge F(−0.05·√40) = (1 − √(0.1/2.1))/2', async () => {
    const group = await tradesOf(repeat(20, 0));
    expect([group.count, group.wins, group.losses, group.flats]).to.deep.equal([20, 0, 0, 20]);
    expect([group.hit_rate, group.avg_return, group.avg_r, group.std_r]).to.deep.equal([0, 0, 0, 0]);
    expect([group.profit_factor, group.longest_losing_streak, group.pain_r]).to.deep.equal([null, 0, 0]);
    near(group.edge, (1 - Math.sqrt(0.1 / 2.1)) / 2);
  });

  it('one between two losses ends the streak: −1, 0, −1 is a streak of 1', async () => {
    expect((await tradesOf([-1, 0, -1])).longest_losing_streak).to.equal(1);
  });
});
