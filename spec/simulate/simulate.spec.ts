import { expect } from 'chai';
import { SimulationSettings } from '../../src/simulate/market/settings';
import { at, lazy, Row, rowsOf, simulate, SMALL, timeOf } from './history';

const history = (changes: Partial<SimulationSettings> = {}) => simulate({ ...SMALL, ...changes });
const digest = (changes: Partial<SimulationSettings> = {}): string =>
  history(changes)
    .map(({ path, bytes }) => `${path} ${Buffer.from(bytes).toString('latin1')}`)
    .join('\n');

describe('simulate', () => {
  const files = lazy(() => history());
  const clean = lazy(() => history({ noise: false }));
  const orders = lazy(() => rowsOf(files(), 'orders_executed'));
  const metrics = lazy(() => rowsOf(files(), 'order_metrics'));
  const closes = lazy(() => orders().filter((row) => row['event_type'] === 'order_close'));
  const routed = lazy(() => metrics().filter((row) => row['event'] === undefined));

  it('gives equal bytes for equal settings, other bytes for another seed', () => {
    const rotated = { rotateBytes: 20_000 };
    expect(digest(rotated)).to.equal(digest(rotated));
    expect(digest()).to.not.equal(digest({ seed: 8 }));
  });

  it('names its files', () => {
    expect(files().map(({ path }) => path)).to.deep.equal([
      'execution/orders_executed.jsonl',
      'execution/order_metrics.jsonl',
      'nav_log.json',
      'state/nav.json',
      'state/positions.json',
      'state/risk_snapshot.json',
      'state/router_health.json',
      'config/risk_limits.json',
      'config/pairs_universe.json',
      'config/strategy_registry.json',
      'config/strategy_config.json',
      'truth.json',
      'truth_positions.jsonl',
    ]);
  });

  it('names the setting that is out of range', () => {
    expect(() => history({ days: 0 })).to.throw(RangeError, 'days must be an integer of at least 1, was 0');
    expect(() => history({ tradesPerDay: 0.5 })).to.throw(RangeError, 'tradesPerDay');
  });

  it('writes rows with the fields of the executor', () => {
    const ids = ['orderId', 'clientOrderId', 'attempt_id', 'intent_id', 'positionSide'];
    const wanted: Readonly<Record<string, readonly string[]>> = {
      order_ack: ['latency_ms'],
      order_executed: ['symbol', 'side', 'client_order_id', 'price', 'qty', 'reduce_only', 'status'],
      order_error: ['exc', 'symbol', 'side', 'payload', 'position_side', 'reduce_only'],
      order_fill: [
        ...'symbol side ts_fill_first ts_fill_last executedQty avgPrice fee_total feeAsset tradeIds status'.split(
          ' ',
        ),
        ...ids,
      ],
      order_close: [
        ...'symbol ts_close realizedPnlUsd fees_total position_size_before position_size_after closed_qty'.split(
          ' ',
        ),
        ...ids,
      ],
    };
    for (const row of orders()) {
      const kind = String(row['event_type']);
      expect(row).to.include.all.keys('pid', 'hostname', ...(wanted[kind] ?? ['an event type']));
      expect(row['ts']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    }
    expect(new Set(orders().map((row) => row['event_type']))).to.have.keys(...Object.keys(wanted));
  });

  it('writes a metric row for every attempt, filled or not', () => {
    const statuses = new Set(routed().map((row) => at(row, 'result', 'status')));
    expect(statuses).to.include.keys('FILLED', 'NEW', 'CANCELED', 'EXPIRED');
    const attempts = new Set(routed().map((row) => row['attempt_id']));
    const acked = rowsOf(clean(), 'orders_executed').filter((row) => row['event_type'] === 'order_ack');
    for (const row of acked.filter((ack) => !/_reduce$|^undefined$/.test(String(ack['attempt_id']))))
      expect(attempts).to.include(row['attempt_id']);
    expect(attempts.size).to.equal(routed().length);
  });

  it('gives a close the ids of its closing order', () => {
    const fills = new Map(
      rowsOf(clean(), 'orders_executed')
        .filter((row) => row['event_type'] === 'order_fill')
        .map((row) => [row['orderId'], row]),
    );
    for (const close of rowsOf(clean(), 'orders_executed')) {
      if (close['event_type'] !== 'order_close') continue;
      const fill = fills.get(close['orderId']);
      for (const field of ['symbol', 'clientOrderId', 'attempt_id', 'intent_id', 'positionSide'])
        expect(fill?.[field]).to.equal(close[field]);
    }
  });

  it('repeats closes as position_close rows, most of them without P&L', () => {
    const echoes = metrics().filter((row) => row['event'] === 'position_close');
    const told = new Set(closes().map((row) => row['attempt_id']));
    const repeating = echoes.filter((row) => told.has(row['attempt_id']));
    expect(repeating.length / echoes.length).to.be.above(0.8);
    expect(echoes.some((row) => row['pnl_at_close_usd'] === null)).to.equal(true);
    expect(echoes.some((row) => row['pnl_at_close_usd'] !== null)).to.equal(true);
  });

  it('fills the orders of a symbol one after the other, inside the days, however many', () => {
    const busy = rowsOf(
      history({ symbols: 1, days: 1, tradesPerDay: 2000, noise: false }),
      'orders_executed',
    );
    const fills = busy.filter((row) => row['event_type'] === 'order_fill');
    const times = fills.toSorted((a, b) => orderTime(a) - orderTime(b) || timeOf(a) - timeOf(b)).map(timeOf);
    expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
    expect(Math.min(...busy.map(timeOf))).to.be.at.least(SMALL.startMs);
    expect(Math.max(...busy.map(timeOf))).to.be.below(SMALL.startMs + 86_400_000);
  });
});

function orderTime(fill: Row): number {
  return Date.parse(String(fill['ts_fill_first']));
}
