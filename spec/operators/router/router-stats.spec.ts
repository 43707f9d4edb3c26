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

  it('an attempt without a fill has neither slippage nor fee; its acknowledgement counts', () => {
    const said = { slippageBps: -10_000, feesUsd: 1, notionalUsd: 1000, ackMs: 300, makerStart: true };
    const stats = routerStats([
      route('a', { ...said, status: 'NEW', slippageBps: -100 }),
      route('b', { ...said, status: 'FILLED', slippageBps: 4, feesUsd: 0.5 }),
      route('c', { ...said, status: 'PARTIALLY_FILLED', slippageBps: 6, feesUsd: 0.5 }),
    ]);
    expect(stats).to.deep.include({ rows: 3, filled: 2, implausible: 0, meanFeeBps: 5, feeRows: 2 });
    expect(stats.slippage).to.deep.include({ rows: 2, mean: 5 });
    expect(stats.ack.rows).to.equal(3);
    // The costs of both sides are of rows that are FILLED, whole.
    expect(stats.maker.rows).to.equal(1);
    expect(stats.unfilledMaker).to.deep.equal({ hits: 1, rows: 3 });
  });

  it('a slice of a TWAP has no latency and no fallback; what it cost counts', () => {
    const slice = { ackMs: 60_000, usedFallback: true, makerStart: true, slippageBps: 3, twap: true };
    const { ack, fallback, slippage } = routerStats([
      route('a', slice),
      route('b', { ...slice, twap: false }),
    ]);
    expect([ack.rows, fallback.rows, slippage.rows]).to.deep.equal([1, 1, 2]);
  });

  it('beyond 2,000 bps and below 1e-6 USD nothing is believed, and the row is counted', () => {
    const row = (slippageBps: number, feesUsd: number, notionalUsd: number): Route =>
      route('r', { slippageBps, feesUsd, notionalUsd });
    const rows = [
      row(2000, 200, 1000),
      row(-2000, -200, 1000),
      row(2000.1, 1, 1000),
      row(-1e9, 1, 1000),
      row(1, 200.1, 1000),
      row(1, 1, 1e-7),
      row(1, 1e308, 1e-6),
    ];
    const stats = routerStats(rows);
    expect(stats).to.deep.include({ rows: 7, filled: 7, implausible: 5, feeRows: 4 });
    expect(stats.slippage.rows).to.equal(5);
    expect(stats.maker).to.deep.equal({ rows: 0, sum: 0, variance: undefined });
  });

  it('says how many rows carry each field', () => {
    const rows = [
      route('a', { makerStart: true, makerFinal: true, usedFallback: false, slippageBps: 1, ackMs: 5 }),
      route('b', { makerStart: false, feesUsd: 1, notionalUsd: 100, status: 'FILLED' }),
      route('c', { status: 'NEW', slippageBps: 10_000 }),
    ];
    const metrics = routerOf(rows, undefined, DEFAULTS, 1).symbols.get('BTCUSDT')?.metrics;
    expect(metrics).to.deep.include({ rows: 3, filled: 2, fill_rate: 0.666666667, implausible: 0 });
    expect(metrics?.carriers).to.deep.equal({
      maker_start: 2,
      is_maker_final: 1,
      used_fallback: 1,
      slippage: 1,
      fee: 1,
      ack_latency: 1,
      result: 2,
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
