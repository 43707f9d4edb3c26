import { expect } from 'chai';
import { SimulationSettings } from '../../src/simulate/market/settings';
import { at, isRow, jsonOf, lazy, numberOf, Row, rowsOf, simulate, SMALL, timeOf } from './history';

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
      'state/nav.json',
      'state/positions.json',
      'state/risk_snapshot.json',
      'state/router_health.json',
      'config/risk_limits.json',
      'config/pairs_universe.json',
      'config/strategy_registry.json',
      'config/strategy_config.json',
      'truth.json',
    ]);
  });

  it('names the setting that is out of range', () => {
    expect(() => history({ days: 0 })).to.throw(RangeError, 'days must be an integer of at least 1, was 0');
    expect(() => history({ tradesPerDay: 0.5 })).to.throw(RangeError, 'tradesPerDay');
  });

  it('writes an ack, a fill and a close with the fields of the executor', () => {
    const wanted: Readonly<Record<string, readonly string[]>> = {
      order_ack: ['symbol', 'side', 'ts', 'orderId', 'clientOrderId', 'attempt_id', 'intent_id'],
      order_fill: [
        'symbol',
        'side',
        'ts',
        'orderId',
        'clientOrderId',
        'executedQty',
        'avgPrice',
        'fee_total',
      ],
      order_close: (
        'symbol ts_close orderId clientOrderId realizedPnlUsd fees_total position_size_before position_size_after ' +
        'attempt_id intent_id ts event_type pid hostname'
      ).split(' '),
    };
    for (const row of orders()) {
      expect(row).to.include.all.keys(...(wanted[String(row['event_type'])] ?? ['an event type']));
      expect(row['ts']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
      expect(Number.isSafeInteger(row['orderId'])).to.equal(true);
    }
    expect(new Set(orders().map((row) => row['event_type']))).to.have.keys(...Object.keys(wanted));
  });

  it('closes some positions in parts, and records the risk of most', () => {
    const partial = closes().filter((row) => row['position_size_after'] !== 0);
    expect(partial.length).to.be.above(10);
    for (const row of partial) {
      expect(numberOf(row, 'position_size_after')).to.be.below(numberOf(row, 'position_size_before'));
    }
    const known = closes().filter((row) => row['initial_risk_usd'] !== undefined).length / closes().length;
    expect(known).to.be.within(0.75, 0.95);
    expect(closes().some((row) => row['funding_usd'] !== undefined)).to.equal(true);
  });

  it('writes a metric row for every attempt, filled or not', () => {
    const statuses = new Set(routed().map((row) => at(row, 'result', 'status')));
    expect(statuses).to.include.keys('FILLED', 'CANCELED', 'EXPIRED');
    const attempts = new Set(routed().map((row) => row['attempt_id']));
    const acked = rowsOf(clean(), 'orders_executed').filter((row) => row['event_type'] === 'order_ack');
    for (const row of acked) expect(attempts).to.include(row['attempt_id']);
    expect(attempts.size).to.equal(routed().length);
  });

  it('gives a close the attempt of the entry that filled', () => {
    const byAttempt = new Map(rowsOf(clean(), 'order_metrics').map((row) => [row['attempt_id'], row]));
    for (const close of rowsOf(clean(), 'orders_executed').filter(
      (row) => row['event_type'] === 'order_close',
    )) {
      const entry = byAttempt.get(close['attempt_id']);
      expect(entry?.['symbol']).to.equal(close['symbol']);
      expect(entry?.['intent_id']).to.equal(close['intent_id']);
    }
  });

  it('prices a close so that the P&L is the price difference', () => {
    const fills = new Map(
      rowsOf(clean(), 'orders_executed')
        .filter((row) => row['event_type'] === 'order_fill')
        .map((row) => [row['clientOrderId'], row]),
    );
    const cleanCloses = rowsOf(clean(), 'orders_executed').filter(
      (row) => row['event_type'] === 'order_close',
    );
    for (const close of cleanCloses) {
      const entry = fills.get(`c_${String(close['attempt_id'])}`);
      const exit = fills.get(close['clientOrderId']);
      const direction = entry?.['side'] === 'BUY' ? 1 : -1;
      const movedUsd =
        direction *
        numberOf(exit, 'executedQty') *
        (numberOf(exit, 'avgPrice') - numberOf(entry, 'avgPrice'));
      expect(movedUsd).to.be.closeTo(numberOf(close, 'realizedPnlUsd'), 0.06);
    }
  });

  it('repeats some closes as position_close rows, a few of them without P&L', () => {
    const echoes = metrics().filter((row) => row['event'] === 'position_close');
    const told = new Set(closes().map((row) => row['attempt_id']));
    const repeating = echoes.filter((row) => told.has(row['attempt_id']));
    expect(echoes.length).to.be.above(15);
    expect(repeating.length / echoes.length).to.be.above(0.8);
    expect(echoes.some((row) => row['pnl_at_close_usd'] === null)).to.equal(true);
  });

  it('leaves the nav at the end of the history: the start and every net', () => {
    const nav = jsonOf(clean(), 'state/nav.json');
    const nets = rowsOf(clean(), 'orders_executed')
      .filter((row) => row['event_type'] === 'order_close')
      .map((row) => numberOf(row, 'realizedPnlUsd') - numberOf(row, 'fees_total') - fundingOf(row));
    const series = at(nav, 'series');
    expect(numberOf(nav, 'equity')).to.be.closeTo(
      nets.reduce((sum, net) => sum + net, 100_000),
      1e-3,
    );
    const closed = closes().map((row) => Date.parse(String(row['ts_close'])));
    expect(Math.floor(numberOf(nav, 'updated_ts') * 1000)).to.equal(Math.max(...closed));
    expect(series).to.have.length.within(SMALL.days * 24 - 24, SMALL.days * 24 + 1);
    expect(numberOf(nav, 'peak_equity')).to.be.at.least(numberOf(nav, 'equity'));
  });

  it('leaves open positions, and a snapshot row for every symbol', () => {
    expect(at(jsonOf(files(), 'state/positions.json'), 'positions')).to.not.have.length(0);
    expect(at(jsonOf(files(), 'state/risk_snapshot.json'), 'symbols')).to.have.length(6);
    expect(at(jsonOf(files(), 'state/router_health.json'), 'symbols')).to.have.length(6);
  });

  it('configures every symbol and strategy of its rows', () => {
    const universe = at(jsonOf(files(), 'config/pairs_universe.json'), 'symbols');
    const perSymbol = at(jsonOf(files(), 'config/risk_limits.json'), 'per_symbol');
    const strategies = at(jsonOf(files(), 'config/strategy_registry.json'), 'strategies');
    expect(universe).to.have.members([...new Set(orders().map((row) => row['symbol']))]);
    expect(isRow(perSymbol) && Object.keys(perSymbol)).to.have.members([
      ...new Set(orders().map((row) => row['symbol'])),
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
      history({ symbols: 1, days: 1, tradesPerDay: 5000, noise: false }),
      'orders_executed',
    );
    const fills = busy.filter((row) => row['event_type'] === 'order_fill');
    const times = fills.toSorted((a, b) => numberOf(a, 'orderId') - numberOf(b, 'orderId')).map(timeOf);
    expect(times).to.deep.equal(times.toSorted((a, b) => a - b));
    expect(Math.min(...busy.map(timeOf))).to.be.at.least(SMALL.startMs);
    expect(Math.max(...busy.map(timeOf))).to.be.below(SMALL.startMs + 86_400_000);
    expect(new Set(fills.map((row) => row['intent_id'])).size).to.equal(fills.length);
  });
});

function fundingOf(row: Row): number {
  return row['funding_usd'] === undefined ? 0 : numberOf(row, 'funding_usd');
}
