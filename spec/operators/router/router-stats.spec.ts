import { expect } from 'chai';
import { routerOf } from '../../../operators/router/measure-router';
import { routerStats } from '../../../operators/router/router-stats';
import type { Route } from '../../../src/model/route';
import { DEFAULTS, route } from '../made';
import { fine, routerOfRows, snapshot } from './router-made';

describe('router health: the numbers', () => {
  it('maker fill rate over the rows that say, fallback rate over the maker starts that say', () => {
    const rows = [
      route('a', { makerStart: true, makerFinal: true, usedFallback: false }),
      route('b', { makerStart: true, makerFinal: false, usedFallback: true }),
      route('c', { makerStart: false, makerFinal: false, usedFallback: true }),
      route('d', { makerStart: true, usedFallback: true }),
      route('e', { makerStart: true, makerFinal: true }),
    ];
    const stats = routerStats(rows);
    expect(stats.makerFill).to.deep.equal({ hits: 2, rows: 4 });
    expect(stats.fallback).to.deep.equal({ hits: 2, rows: 3 });
    expect(stats.makerStartFill).to.deep.equal({ hits: 2, rows: 3 });
    expect(stats.makerStart).to.deep.equal({ hits: 4, rows: 5 });
  });

  it('what is beyond all numbers is not known, and the rest of the row counts', () => {
    const largest = Number.MAX_VALUE;
    const filled = { makerStart: true, makerFinal: true, status: 'FILLED' };
    const row = (id: string, slippageBps: number, feesUsd: number, notionalUsd: number): Route =>
      route(id, { ...filled, slippageBps, feesUsd, notionalUsd, ackMs: largest });
    const stats = routerStats([
      // The fee in bps is beyond all numbers, then fee and slippage together are.
      row('a', -largest, 1e300, 1e-9),
      row('b', largest, largest / 1e4, 1),
    ]);
    expect(stats).to.deep.include({
      rows: 2,
      feeRows: 1,
      maker: { rows: 0, sum: 0, variance: undefined },
      makerFill: { hits: 2, rows: 2 },
      ack: { rows: 2, mean: undefined, p50: largest, p95: largest },
      slippage: { rows: 2, mean: 0, p50: undefined, p95: undefined },
    });
    // Two costs that are numbers, and whose sum is none.
    const dear = ['c', 'd'].map((id) => row(id, largest / 2, largest / 2e4, 1));
    expect(routerStats([...dear, row('e', largest / 2, 0, 1)])).to.deep.include({
      meanFeeBps: largest / 3,
      maker: { rows: 0, sum: 0, variance: undefined },
    });
  });

  it('the rates are published as shares', () => {
    const half = routerOfRows([
      { ...fine, n: 15 },
      { ...fine, n: 5, makerFinal: false, usedFallback: true, status: 'EXPIRED' },
    ]);
    expect(half?.metrics).to.include({
      maker_fill_rate: 0.75,
      fallback_rate: 0.25,
      unfilled_maker_share: 0.25,
    });
    expect(half?.metrics).to.include({
      mean_fee_bps: 2,
      slippage_p50: 1,
      ack_latency_p50_ms: 100,
      sample_count: 20,
    });
  });

  it('the snapshot’s volatility scales are told apart from none', () => {
    const view = routerOf([], snapshot({ volatilityScale: 1.5 }), DEFAULTS, 1);
    expect([...view.volatilityScale]).to.deep.equal([['BTCUSDT', 1.5]]);
    expect(routerOf([], snapshot({}), DEFAULTS, 1).volatilityScale.size).to.equal(0);
  });

  it('slippage and latency quantiles interpolate; the mean fee is over the rows that have one', () => {
    const rows = [3, 1, 4, 2].map((n) => route(`${n}`, { slippageBps: n, ackMs: 100 * n }));
    const fees = [
      route('f', { feesUsd: 1, notionalUsd: 1000 }),
      route('g', { feesUsd: 3, notionalUsd: 1000 }),
    ];
    const { slippage, ack, meanFeeBps, rows: n } = routerStats([...rows, ...fees]);
    expect([slippage.p50, slippage.mean, ack.p50]).to.deep.equal([2.5, 2.5, 250]);
    expect([slippage.p95, ack.p95]).to.deep.equal([3.8499999999999996, 385]);
    expect([meanFeeBps, n]).to.deep.equal([20, 6]);
  });

  it('the cost of a side is over its filled rows with fee and slippage both', () => {
    const paid = { feesUsd: 1, notionalUsd: 1000, slippageBps: 2, status: 'FILLED', makerStart: true };
    const rows = [
      route('a', paid),
      route('b', { ...paid, slippageBps: 6 }),
      route('c', { ...paid, status: 'EXPIRED' }),
      route('d', { ...paid, slippageBps: undefined }),
      route('e', { ...paid, feesUsd: undefined }),
      route('f', { ...paid, makerStart: undefined }),
      route('g', { ...paid, makerStart: false }),
    ];
    const { maker, taker } = routerStats(rows);
    expect(maker).to.deep.equal({ rows: 2, sum: 28, variance: 8 });
    expect(taker).to.deep.equal({ rows: 1, sum: 12, variance: undefined });
  });

  it('a clean fill is FILLED, not cancelled, without a retry, among rows that report a result', () => {
    const rows = [
      route('a', { status: 'FILLED' }),
      route('b', { status: 'FILLED', retries: 0, cancelled: false }),
      route('z', { status: 'FILLED', cancelled: false }),
      route('c', { status: 'FILLED', retries: 1 }),
      route('d', { status: 'FILLED', cancelled: true }),
      route('e', { status: 'EXPIRED' }),
      route('f', { reported: true }),
      route('g', {}),
    ];
    expect(routerStats(rows).cleanFill).to.deep.equal({ hits: 3, rows: 7 });
  });
});
