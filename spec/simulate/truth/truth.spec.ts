import { expect } from 'chai';
import { at, jsonOf, lazy, numberOf, Row, rowsOf, simulate, SMALL } from '../history';

const STANDARD_ERRORS = 4;
const STOP_PCT: Readonly<Record<string, number>> = { trend: 1.2, mean_reversion: 0.8, breakout: 1.5 };

/** A long history: its closes, the metric rows of its attempts, and the truth it was drawn from. */
const history = lazy(() => {
  const files = simulate({ ...SMALL, symbols: 3, days: 200, rotateBytes: 1e9 });
  const metrics = rowsOf(files, 'order_metrics');
  return {
    closes: closesOf(rowsOf(files, 'orders_executed'), metrics),
    routed: metrics.filter((row) => row['event'] === undefined),
    truth: jsonOf(files, 'truth.json'),
  };
});

/** A group of the truth file and the closes it speaks of. */
interface Group {
  readonly path: readonly string[];
  readonly has: (close: Row) => boolean;
}

const fund: Group = { path: ['fund'], has: () => true };
const symbols: readonly Group[] = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((symbol) => ({
  path: ['symbols', symbol],
  has: (close) => close['symbol'] === symbol,
}));
const strategies: readonly Group[] = ['trend', 'mean_reversion', 'breakout'].map((strategy) => ({
  path: ['strategies', strategy],
  has: (close) => close['strategy'] === strategy,
}));
const pairs: readonly Group[] = ['BTCUSDT|trend', 'SOLUSDT|breakout'].map((pair) => ({
  path: ['symbol_strategies', pair],
  has: (close) => `${String(close['symbol'])}|${String(close['strategy'])}` === pair,
}));

describe('truth.json', () => {
  for (const { path, has } of [fund, ...symbols, ...strategies, ...pairs]) {
    it(`states the net R and the hit rate of ${path.join(' ')}`, () => {
      const { closes, truth } = history();
      const own = at(truth, ...path);
      const edgeR = numberOf(own, 'edge_r');
      const netR = closes.filter(has).map(netROf);
      const wins = netR.filter((r) => r > 0);
      const losses = netR.filter((r) => r < 0);
      expectMean(netR, edgeR);
      expectMean(
        indicators(netR, (r) => r > 0),
        numberOf(own, 'hit_rate'),
      );
      expectMean(wins, numberOf(own, 'avg_win_r'));
      expectMean(losses, numberOf(own, 'avg_loss_r'));
      expectMean(
        netR.map((r) => (r - edgeR) ** 2),
        numberOf(own, 'std_r') ** 2,
      );
      expect(Math.max(...netR.map(Math.abs))).to.be.below(5);
    });
  }

  for (const group of [...symbols, ...strategies]) {
    it(`states the maker fills and fallbacks of ${group.path.join(' ')}`, () => {
      const own = at(history().truth, ...group.path);
      const rows = routedOf(group);
      const started = rows.filter((row) => row['maker_start'] === true);
      const reported = rows.filter((row) => row['result'] !== undefined);
      expectMean(flags(rows, 'maker_start'), numberOf(own, 'maker_start_rate'));
      expectMean(flags(rows, 'is_maker_final'), numberOf(own, 'maker_fill_rate'));
      expectMean(flags(started, 'used_fallback'), numberOf(own, 'fallback_rate'));
      expectMean(
        indicators(reported, (row) => at(row, 'result', 'status') === 'FILLED'),
        numberOf(own, 'filled_rate'),
      );
    });

    it(`states the slippage, fee and latency of ${group.path.join(' ')}`, () => {
      const own = at(history().truth, ...group.path);
      const rows = routedOf(group);
      const slippageBps = numbers(rows, 'slippage_bps');
      const ackMs = numbers(rows, 'ack_latency_ms');
      const feeBps = rows
        .filter((row) => row['fees_usd'] !== null)
        .map((row) => (numberOf(row, 'fees_usd') / numberOf(row, 'qty', 'notional_usd')) * 1e4);
      expectMean(slippageBps, numberOf(own, 'mean_slippage_bps'));
      expectQuantile(slippageBps, 0.5, numberOf(own, 'slippage_p50_bps'));
      expectQuantile(slippageBps, 0.95, numberOf(own, 'slippage_p95_bps'));
      expectMean(feeBps, numberOf(own, 'mean_fee_bps'));
      expectQuantile(ackMs, 0.5, numberOf(own, 'ack_p50_ms'));
      expectQuantile(ackMs, 0.95, numberOf(own, 'ack_p95_ms'));
    });
  }
});

// A symbol is judged by all its rows, a strategy by those that join its closes.
function routedOf({ path, has }: Group): readonly Row[] {
  const { closes, routed } = history();
  if (path[0] === 'symbols') return routed.filter(has);
  const attempts = new Set(closes.filter(has).map((row) => row['attempt_id']));
  return routed.filter((row) => attempts.has(row['attempt_id']));
}

// Order closes, and the position_close rows that alone tell of one.
function closesOf(orders: readonly Row[], metrics: readonly Row[]): readonly Row[] {
  const closes = orders.filter(
    (row) => row['event_type'] === 'order_close' && typeof row['realizedPnlUsd'] === 'number',
  );
  const told = new Set(closes.map((row) => row['attempt_id']));
  const alone = metrics.filter(
    (row) => typeof row['pnl_at_close_usd'] === 'number' && !told.has(row['attempt_id']),
  );
  return [...closes, ...alone.map((row) => ({ ...row, realizedPnlUsd: row['pnl_at_close_usd'] }))];
}

function netROf(close: Row): number {
  const fundingUsd = close['funding_usd'] === undefined ? 0 : numberOf(close, 'funding_usd');
  const netUsd = numberOf(close, 'realizedPnlUsd') - numberOf(close, 'fees_total') - fundingUsd;
  if (close['initial_risk_usd'] !== undefined) return netUsd / numberOf(close, 'initial_risk_usd');
  return (
    netUsd / ((numberOf(close, 'entry_notional_usd') * (STOP_PCT[String(close['strategy'])] ?? NaN)) / 100)
  );
}

function indicators<T>(values: readonly T[], holds: (value: T) => boolean): readonly number[] {
  return values.map((value) => Number(holds(value)));
}

function flags(rows: readonly Row[], field: string): readonly number[] {
  return rows
    .map((row) => row[field])
    .filter((flag) => typeof flag === 'boolean')
    .map(Number);
}

function numbers(rows: readonly Row[], field: string): readonly number[] {
  return rows.map((row) => row[field]).filter((value) => typeof value === 'number');
}

function expectMean(values: readonly number[], truth: number): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  expect(values.length).to.be.above(30);
  expect(mean).to.be.closeTo(truth, STANDARD_ERRORS * Math.sqrt(variance / values.length) + 1e-6);
}

function expectQuantile(values: readonly number[], p: number, truth: number): void {
  const below = values.filter((value) => value <= truth).length / values.length;
  expect(below).to.be.closeTo(p, STANDARD_ERRORS * Math.sqrt((p * (1 - p)) / values.length));
}
