import { expect } from 'chai';
import {
  at,
  isRow,
  jsonOf,
  lazy,
  listOf,
  numberOf,
  positionsOf,
  rowsOf,
  simulate,
  SMALL,
  sumOf,
} from './history';

describe('the state files and configs of a simulation', () => {
  const files = lazy(() => simulate(SMALL));
  const clean = lazy(() => simulate({ ...SMALL, noise: false }));
  const closes = lazy(() =>
    rowsOf(files(), 'orders_executed').filter((row) => row['event_type'] === 'order_close'),
  );

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
});
