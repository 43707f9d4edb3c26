import { expect } from 'chai';
import { closeJoins } from '../../../operators/coverage/close-joins';
import { fieldShares } from '../../../operators/coverage/field-shares';
import { close, fill, route } from '../made';

const LATENESS = 1000;

/** How many of the closes find a router row, and a fill row. */
function joinsOf(
  closes: readonly ReturnType<typeof close>[],
  fills: readonly ReturnType<typeof fill>[],
  routes: readonly ReturnType<typeof route>[],
): readonly number[] {
  return fieldShares(closes, closeJoins(fills, routes, LATENESS)).map(({ have }) => have);
}

describe('closeJoins', () => {
  it('finds a router row of the attempt, else of the intent, in the same symbol alone', () => {
    const closes = [
      close('1', { attemptId: 'a' }),
      close('2', { attemptId: 'none', intentId: 'i' }),
      close('3', { attemptId: 'none' }),
      close('4', {}),
      close('5', { attemptId: 'a', symbol: 'ETHUSDT' }),
    ];
    expect(joinsOf(closes, [], [route('r', { links: ['a', 'i'] })])).to.deep.equal([2, 0]);
  });

  it('finds no row that is later than the close by more than the lateness', () => {
    const rowAt = (ts: number) => [route('r', { ts, links: ['a'] })];
    const closes = [close('1', { ts: 5, attemptId: 'a' })];
    expect(joinsOf(closes, [], rowAt(5 + LATENESS))[0]).to.equal(1);
    expect(joinsOf(closes, [], rowAt(6 + LATENESS))[0]).to.equal(0);
    const twice = [...rowAt(6 + LATENESS), ...rowAt(1), ...rowAt(6 + LATENESS)];
    expect(joinsOf(closes, [], twice)[0]).to.equal(1);
  });

  it('finds the fill row by the order id, else by the client order id, on the same position side', () => {
    const closes = [
      close('1', {}),
      close('2', { orderId: undefined, clientOrderId: 'c' }),
      close('3', { orderId: '1', positionSide: 'LONG' }),
      close('4', { orderId: 'c' }),
      close('5', { orderId: undefined }),
    ];
    const fills = [fill('1'), fill('x', { orderId: undefined, clientOrderId: 'c' })];
    expect(joinsOf(closes, fills, [])).to.deep.equal([0, 2]);
  });

  it('finds no fill row without a quantity', () => {
    expect(joinsOf([close('1')], [fill('1', { qty: undefined })], [])).to.deep.equal([0, 0]);
  });
});
