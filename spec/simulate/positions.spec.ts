import { expect } from 'chai';
import {
  at,
  groupBy,
  lazy,
  listOf,
  numberOf,
  positionsOf,
  Row,
  rowsOf,
  simulate,
  SMALL,
  sumOf,
} from './history';

/** Laws of the rows of orders, and the truth of positions as the rows alone give it. */

const files = lazy(() => simulate({ ...SMALL, noise: false }));
const orders = lazy(() => rowsOf(files(), 'orders_executed'));
const closes = lazy(() => orders().filter((row) => row['event_type'] === 'order_close'));
const fillsByOrder = lazy(() =>
  groupBy(
    orders().filter((row) => row['event_type'] === 'order_fill'),
    (row) => String(row['orderId']),
  ),
);
const closesByOrder = lazy(() => groupBy(closes(), (row) => String(row['orderId'])));

const lastFill = (orderId: unknown): Row | undefined => fillsByOrder().get(String(orderId))?.at(-1);
const signOf = (row: Row | undefined): number => (row?.['side'] === 'BUY' ? 1 : -1);

describe('the fills of a simulated history', () => {
  it('are cumulative for their order: quantity, fee and trades grow from row to row', () => {
    let polled = 0;
    for (const rows of fillsByOrder().values()) {
      polled += Number(rows.length > 1);
      for (const [index, row] of rows.entries()) {
        const before = rows[index - 1];
        expect(row['status']).to.equal(index === rows.length - 1 ? 'FILLED' : 'PARTIALLY_FILLED');
        expect(row['ts_fill_first']).to.equal(rows[0]?.['ts_fill_last']);
        if (before === undefined) continue;
        expect(numberOf(row, 'executedQty')).to.be.above(numberOf(before, 'executedQty'));
        expect(numberOf(row, 'fee_total')).to.be.above(numberOf(before, 'fee_total'));
        expect(Date.parse(String(row['ts_fill_last']))).to.be.at.least(
          Date.parse(String(before['ts_fill_last'])),
        );
        expect(listOf(row, 'tradeIds')).to.include.members([...listOf(before, 'tradeIds')]);
      }
    }
    expect(polled).to.be.above(50);
  });

  it('have a close for each poll of a closing order, of that poll’s quantity and fee', () => {
    for (const [orderId, rows] of closesByOrder()) {
      const polls = fillsByOrder().get(orderId) ?? [];
      expect(rows).to.have.length(polls.length);
      for (const [index, close] of rows.entries()) {
        const [fill, before] = [polls[index], polls[index - 1]];
        const of = (field: string): number =>
          numberOf(fill, field) - (before === undefined ? 0 : numberOf(before, field));
        const after = numberOf(close, 'position_size_after');
        const flipped = after * numberOf(close, 'position_size_before') < 0 ? Math.abs(after) : 0;
        expect(numberOf(close, 'closed_qty') + flipped).to.be.closeTo(of('executedQty'), 1e-9);
        const closing = numberOf(close, 'closed_qty') / of('executedQty');
        expect(numberOf(close, 'fees_total')).to.be.closeTo(of('fee_total') * closing, 1e-9);
        expect(close['ts_close']).to.equal(fill?.['ts_fill_last']);
      }
    }
  });

  it('chain the sizes: each close begins where the one before it on its position ended', () => {
    for (const position of positionsOf(files())) {
      let left = numberOf(position, 'quantity');
      for (const leg of listOf(position, 'legs')) {
        const own = closesByOrder()
          .get(String(at(leg, 'order_id')))
          ?.find((row) => Date.parse(String(row['ts_close'])) === Math.round(numberOf(leg, 'ts') * 1000));
        expect(Math.abs(numberOf(own, 'position_size_before'))).to.be.closeTo(left, 1e-9);
        left -= numberOf(leg, 'quantity');
        if (own?.['exit_reason'] === undefined || left > 1e-9)
          expect(Math.abs(numberOf(own, 'position_size_after'))).to.be.closeTo(left, 1e-9);
      }
      expect(left).to.be.closeTo(numberOf(position, 'left_quantity'), 1e-9);
    }
  });
});

describe('truth_positions.jsonl', () => {
  it('states the P&L and the fees that the fills give, of every position whose opening is written', () => {
    const told = positionsOf(files()).filter((row) => row['restart'] !== 'adopted');
    for (const position of told) {
      const entry = lastFill(position['order_id']);
      const legs = listOf(position, 'legs');
      const closed = sumOf(legs, (leg) => numberOf(leg, 'quantity'));
      expect(numberOf(entry, 'avgPrice')).to.equal(numberOf(position, 'entry_price'));
      const feeShare = numberOf(entry, 'fee_total') / numberOf(entry, 'executedQty');
      expect(numberOf(position, 'open_fees_usd')).to.be.closeTo(feeShare * closed, 1e-9);
      const byOrder = groupBy(legs, (leg) => String(at(leg, 'order_id')));
      const realized = sumOf([...byOrder], ([orderId, parts]) => {
        const qty = sumOf(parts, (leg) => numberOf(leg, 'quantity'));
        return qty * (numberOf(lastFill(orderId), 'avgPrice') - numberOf(entry, 'avgPrice'));
      });
      expect(numberOf(position, 'realized_usd')).to.be.closeTo(signOf(entry) * realized, 1e-9);
    }
    expect(told.length).to.be.above(250);
  });

  it('adds up to the closes, and to the totals of truth.json', () => {
    const positions = positionsOf(files());
    for (const [field, own] of [
      ['realized_usd', 'realizedPnlUsd'],
      ['close_fees_usd', 'fees_total'],
    ] as const) {
      const sum = sumOf(positions, (row) => numberOf(row, field));
      expect(sum).to.be.closeTo(
        sumOf(closes(), (row) => numberOf(row, own)),
        1e-6,
      );
    }
    expect(sumOf(positions, (row) => listOf(row, 'legs').length)).to.equal(closes().length);
    for (const row of positions) {
      const net =
        numberOf(row, 'realized_usd') -
        numberOf(row, 'close_fees_usd') -
        numberOf(row, 'open_fees_usd') -
        numberOf(row, 'funding_usd');
      expect(numberOf(row, 'net_usd')).to.be.closeTo(net, 1e-9);
      expect(numberOf(row, 'net_r')).to.be.closeTo(net / numberOf(row, 'risk_usd'), 1e-9);
    }
  });

  it('is the same with noise: what happened does not depend on how it is told', () => {
    expect(positionsOf(simulate(SMALL))).to.deep.equal(positionsOf(files()));
  });
});
