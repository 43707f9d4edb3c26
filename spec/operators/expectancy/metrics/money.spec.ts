import { expect } from 'chai';
import fc from 'fast-check';
import { groupView } from '../../../../operators/expectancy/group-view';
import { DEFAULTS, tradeOf, tradesOf } from '../../made';

const view = (rs: readonly (number | undefined)[]) => groupView(tradesOf(rs), DEFAULTS);

describe('the numbers of a group, by hand', () => {
  it('counts, money and payoff', () => {
    const found = view([2, -1, 0, 4, -2]);
    expect(found).to.include({ count: 5, wins: 2, losses: 2, flats: 1, hit_rate: 0.4 });
    expect(found).to.include({
      avg_return: 0.6,
      expectancy: 0.6,
      avg_win: 3,
      avg_loss: -1.5,
      payoff: 2,
      profit_factor: 2,
    });
    expect(found).to.include({
      net_pnl_usd: 3,
      gross_pnl_usd: 3,
      avg_r: 0.6,
      expectancy_per_risk: 0.6,
      gain_r: 6,
      loss_r: 3,
    });
    expect(found.avg_return_bps).to.equal(60);
  });

  it('two trades are enough for a spread', () => {
    expect(view([1, 3]).std_r).to.be.closeTo(Math.SQRT2, 1e-12);
    expect(view([1, 3]).r_interval).not.to.equal(null);
  });

  it('std_r has n − 1; t_stat is avg_r·√n/std_r', () => {
    const found = view([1, 2, 3, 4]);
    expect(found.std_r).to.be.closeTo(Math.sqrt(5 / 3), 1e-12);
    expect(found.t_stat).to.be.closeTo((2.5 * 2) / Math.sqrt(5 / 3), 1e-12);
    expect(found.r_interval?.[0]).to.be.closeTo(2.5 - (3.1824463053 * Math.sqrt(5 / 3)) / 2, 1e-8);
  });

  it('where nothing spreads, t_stat is null and the interval a point', () => {
    const found = view([0.1, 0.1, 0.1]);
    expect(found).to.include({ std_r: 0, t_stat: null });
    expect(found.reasons).to.deep.include({ t_stat: 'no_spread' });
  });

  it('of no trades every rate is null, for want of trades', () => {
    const { reasons, count, net_pnl_usd } = view([]);
    expect([count, net_pnl_usd]).to.deep.equal([0, 0]);
    expect(reasons).to.deep.include({ hit_rate: 'no_trades', avg_return: 'no_trades', avg_r: 'no_trades' });
    expect(view([undefined]).reasons).to.deep.include({
      avg_r: 'no_risk_basis',
      avg_return_bps: 'no_notional',
    });
    expect(view([-1]).reasons).to.deep.include({ avg_win: 'no_wins', payoff: 'no_wins' });
  });

  it('the drawdown starts from a peak of 0', () => {
    expect(view([-1, -2, 5, -1])).to.include({ max_drawdown: 3, max_drawdown_r: 3 });
    expect(view([5, -1, -2, 1])).to.include({ max_drawdown: 3 });
    expect(view([1, 2])).to.include({ max_drawdown: 0, max_drawdown_r: 0 });
  });

  it('closes of one moment are netted before the drawdown', () => {
    const trades = [tradeOf(-4, 5, { id: 'a' }), tradeOf(3, 5, { id: 'b' }), tradeOf(-1, 6)];
    expect(groupView(trades, DEFAULTS)).to.include({ max_drawdown: 2, max_drawdown_r: 2 });
  });

  it('drawdown_adjusted is expectancy − max_drawdown/count', () => {
    expect(view([4, -2]).drawdown_adjusted).to.equal(1 - 2 / 2);
  });

  it('a flat trade ends a losing streak', () => {
    expect(view([-1, -1, 0, -1, -1, -1, 1]).longest_losing_streak).to.equal(3);
    expect(view([-1, -1, 0, -1]).longest_losing_streak).to.equal(2);
    expect(view([1]).longest_losing_streak).to.equal(0);
  });

  it('trades of unknown R count in the USD statistics only', () => {
    const found = view([1, undefined]);
    expect(found).to.include({ count: 2, known_r: 1, avg_r: 1, net_pnl_usd: 2 });
    expect(found.risk_sources).to.deep.equal({ recorded: 1, stop: 0, fallback: 0, none: 1 });
    expect(view([undefined])).to.include({
      avg_r: null,
      pain_r: null,
      max_drawdown_r: null,
      avg_return_bps: null,
    });
  });

  it('fees, funding and fee flips add up', () => {
    const trades = [
      tradeOf(1, 1, { feesUsd: 2, fundingUsd: 0.5 }),
      tradeOf(3, 2, { feesUsd: 1, fundingUsd: -0.5 }),
    ];
    const found = groupView(trades, DEFAULTS);
    expect(found).to.include({ gross_pnl_usd: 4, fees_usd: 3, funding_usd: 0, net_pnl_usd: 1, fee_flips: 1 });
  });

  it('the multiple-comparison bar is wider, and cleared only outside it', () => {
    const sure = groupView(tradesOf([1, 1.1, 0.9, 1, 1.1, 0.9]), DEFAULTS, 24);
    const unsure = groupView(tradesOf([1, -1, 2]), DEFAULTS, 24);
    expect([sure.clears_bar, unsure.clears_bar]).to.deep.equal([true, false]);
    const [low = NaN, high = NaN] = sure.r_interval ?? [];
    expect(sure.r_interval_adjusted?.[0]).to.be.lessThan(low);
    expect(sure.r_interval_adjusted?.[1]).to.be.greaterThan(high);
    expect(groupView(tradesOf([1]), DEFAULTS, 24)).to.include({
      r_interval_adjusted: null,
      clears_bar: false,
    });
    expect(groupView(tradesOf([1]), DEFAULTS, 24).reasons).to.deep.include({
      r_interval_adjusted: 'fewer_than_two',
    });
    expect(sure.reasons).not.to.have.property('r_interval_adjusted');
    expect(groupView(tradesOf([0, 0, 0]), DEFAULTS, 20).clears_bar).to.equal(false);
    expect(groupView(tradesOf([-1, -1.1]), DEFAULTS, 20).clears_bar).to.equal(false);
    expect(groupView(tradesOf([-1, -1.1, -1, -1.1, -1]), DEFAULTS, 20).clears_bar).to.equal(true);
  });

  it('permuting the input rows of one moment changes nothing but the streak and how alike neighbours are', () => {
    const rs = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { maxLength: 20 });
    const shuffled = rs.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const at = (all: readonly number[]) => {
      const trades = all.map((r, i) => tradeOf(r, 7, { id: `t${i}` }));
      const { reasons, ...view } = groupView(trades, DEFAULTS);
      const others = Object.entries(reasons).filter(([field]) => field !== 'r_interval' && field !== 'n_eff');
      return { ...view, longest_losing_streak: 0, n_eff: 0, r_interval: null, reasons: others };
    };
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(at(other)).to.deep.equal(at(all));
      }),
    );
  });
});
