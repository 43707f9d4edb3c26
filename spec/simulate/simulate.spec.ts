import { expect } from 'chai';
import { SimulationSettings } from '../../src/simulate/market/settings';
import {
  at,
  isRow,
  jsonOf,
  lazy,
  listOf,
  numberOf,
  positionsOf,
  Row,
  rowsOf,
  simulate,
  SMALL,
  sumOf,
  timeOf,
} from './history';

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

  it('leaves the nav at the end of the history: the start, every close and every opening fee', () => {
    const nav = jsonOf(clean(), 'state/nav.json');
    const positions = positionsOf(clean());
    const fills = new Map(
      rowsOf(clean(), 'orders_executed')
        .filter((row) => row['event_type'] === 'order_fill')
        .map((row) => [row['orderId'], row]),
    );
    const openFees = sumOf(positions, (row) => {
      const closed = numberOf(row, 'closed_quantity');
      const feeOf = fills.get(row['order_id']);
      if (closed > 0) return (numberOf(row, 'open_fees_usd') * numberOf(row, 'quantity')) / closed;
      const share = numberOf(row, 'quantity') / numberOf(feeOf, 'executedQty');
      return numberOf(feeOf, 'fee_total') * share;
    });
    const closed = sumOf(positions, (row) => numberOf(row, 'net_usd') + numberOf(row, 'open_fees_usd'));
    expect(Object.keys(isRow(nav) ? nav : {})).to.deep.equal(['nav', 'nav_usd', 'updated_ts']);
    expect(numberOf(nav, 'nav')).to.be.closeTo(100_000 + closed - openFees, 1e-3);
    expect(numberOf(nav, 'nav_usd')).to.equal(numberOf(nav, 'nav'));
  });

  it('leaves the equity of the last twelve hours, a point a minute up to the nav, and no peak', () => {
    const points: unknown = jsonOf(clean(), 'nav_log.json');
    if (!Array.isArray(points)) throw new Error('nav_log.json is no list');
    const nav = jsonOf(clean(), 'state/nav.json');
    expect(points).to.have.length(720);
    for (const [index, point] of points.entries()) {
      expect(Object.keys(isRow(point) ? point : {})).to.deep.equal(['t', 'nav', 'unrealized_pnl']);
      if (index > 0) expect(numberOf(point, 't') - numberOf(points[index - 1], 't')).to.be.closeTo(60, 1e-3);
    }
    expect(numberOf(points.at(-1), 'nav')).to.equal(numberOf(nav, 'nav'));
    expect(numberOf(points.at(-1), 't')).to.equal(numberOf(nav, 'updated_ts'));
  });

  it('configures a minimum order, which the positions are above', () => {
    const least = numberOf(jsonOf(files(), 'config/risk_limits.json'), 'global', 'min_notional_usdt');
    for (const row of positionsOf(files()))
      expect(numberOf(row, 'quantity') * numberOf(row, 'entry_price')).to.be.above(least);
  });

  it('leaves open positions, and a snapshot row for every symbol', () => {
    const open = positionsOf(files()).filter(
      (row) => row['restart'] === 'none' && row['left_quantity'] !== 0,
    );
    const rows = listOf(jsonOf(files(), 'state/positions.json'), 'rows');
    expect(rows).to.have.length(open.length).and.to.not.have.length(0);
    for (const [index, row] of rows.entries()) {
      expect(row).to.include.keys('symbol', 'positionSide', 'qty', 'entryPrice', 'markPrice');
      expect(Math.abs(numberOf(row, 'qty'))).to.equal(numberOf(open[index], 'left_quantity'));
    }
    expect(at(jsonOf(files(), 'state/risk_snapshot.json'), 'symbols')).to.have.length(6);
    expect(at(jsonOf(files(), 'state/router_health.json'), 'symbols')).to.have.length(6);
  });

  it('configures every symbol and strategy of its rows', () => {
    const universe = at(jsonOf(files(), 'config/pairs_universe.json'), 'symbols');
    const perSymbol = at(jsonOf(files(), 'config/risk_limits.json'), 'per_symbol');
    const strategies = at(jsonOf(files(), 'config/strategy_registry.json'), 'strategies');
    expect(universe).to.have.members([...new Set(closes().map((row) => row['symbol']))]);
    expect(isRow(perSymbol) && Object.keys(perSymbol)).to.have.members([
      ...new Set(closes().map((row) => row['symbol'])),
    ]);
    const traded = new Set(
      closes()
        .map((row) => row['strategy'])
        .filter((strategy) => strategy !== undefined),
    );
    expect(isRow(strategies) && Object.keys(strategies)).to.have.members([...traded]);
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
