import { expect } from 'chai';
import { at, jsonOf, lazy, listOf, numberOf, positionsOf, Row, rowsOf, simulate, SMALL } from '../history';

const STANDARD_ERRORS = 4;

/** A long history: its positions, the metric rows of its attempts, and the truth it was drawn from. */
const history = lazy(() => {
  const files = simulate({ ...SMALL, symbols: 3, days: 200, rotateBytes: 1e9 });
  const metrics = rowsOf(files, 'order_metrics');
  return {
    // A position that a restart cut short has not earned its R.
    positions: positionsOf(files).filter(
      (row) => listOf(row, 'legs').length > 0 && row['restart'] !== 'cut' && row['open'] === false,
    ),
    routed: metrics.filter((row) => row['event'] === undefined),
    truth: jsonOf(files, 'truth.json'),
  };
});

/** A group of the truth file and the positions it speaks of. */
interface Group {
  readonly path: readonly string[];
  readonly has: (position: Row) => boolean;
}

const fund: Group = { path: ['fund'], has: () => true };
const symbols: readonly Group[] = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((symbol) => ({
  path: ['symbols', symbol],
  has: (row) => row['symbol'] === symbol,
}));
const strategies: readonly Group[] = ['trend', 'mean_reversion', 'breakout'].map((strategy) => ({
  path: ['strategies', strategy],
  has: (row) => row['strategy'] === strategy,
}));
const pairs: readonly Group[] = ['BTCUSDT|trend', 'SOLUSDT|breakout'].map((pair) => ({
  path: ['symbol_strategies', pair],
  has: (row) => `${String(row['symbol'])}|${String(row['strategy'])}` === pair,
}));

describe('truth.json', () => {
  for (const { path, has } of [fund, ...symbols, ...strategies, ...pairs]) {
    it(`states the net R and the hit rate of ${path.join(' ')}`, () => {
      const { positions, truth } = history();
      const own = at(truth, ...path);
      const edgeR = numberOf(own, 'edge_r');
      const netR = positions.filter(has).map((row) => numberOf(row, 'net_r'));
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
      const filled = rows.filter((row) => at(row, 'qty', 'contracts') !== 0);
      const slippageBps = numbers(filled, 'slippage_bps');
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

// A symbol is judged by all its rows, a strategy by those that opened its positions.
function routedOf({ path, has }: Group): readonly Row[] {
  const { positions, routed } = history();
  if (path[0] === 'symbols') return routed.filter(has);
  const attempts = new Set(positions.filter(has).map((row) => row['attempt_id']));
  return routed.filter((row) => attempts.has(row['attempt_id']));
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
