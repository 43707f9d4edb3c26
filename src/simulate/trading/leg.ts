import { roundTo } from '../text/python-json';
import { chance } from '../chance/random';
import { filledOf, Order, signOf } from './order';
import { leftOf, SimulatedPosition } from './position';
import { Trader } from './trader';

/** One close: what one poll of a closing order took off a position. `leftQty` is what it left, unsigned. */
export interface SimulatedLeg {
  readonly order: Order;
  readonly tsUs: number;
  readonly writtenUs: number;
  readonly closedQty: number;
  readonly leftQty: number;
  /** As the row states them, signed; after a flip of the other sign. */
  readonly sizeBefore: number;
  readonly sizeAfter: number;
  readonly price: number;
  readonly realizedUsd: number;
  readonly feeUsd: number;
  readonly fundingUsd?: number;
  readonly reason: string;
  /** Whether a `position_close` metric row repeats it, with its P&L or with null. */
  readonly echo: 'none' | 'pnl' | 'null';
}

/** What is special about the order that closes. */
export interface Closing {
  /** The funding is told with its last close. */
  readonly settles: boolean;
  /** The part of its last poll that opens the next position. */
  readonly opensQty: number;
  readonly reason: string;
}

/** Takes the polls of an order off a position, and says which closes they make. */
export function addLegs(
  trader: Trader,
  position: SimulatedPosition,
  order: Order,
  closing: Closing,
): readonly SimulatedLeg[] {
  const sign = signOf(position.side);
  const legs: SimulatedLeg[] = [];
  for (const [index, poll] of order.polls.entries()) {
    const isLast = index === order.polls.length - 1;
    const opensQty = isLast ? closing.opensQty : 0;
    const before = leftOf(position);
    const closedQty = roundTo(poll.qty - opensQty, 9);
    const leftQty = roundTo(before - closedQty, 9);
    const settles = isLast && closing.settles;
    const leg: SimulatedLeg = {
      order,
      tsUs: poll.tsUs,
      writtenUs: poll.tsUs + (filledOf(order)?.lagUs ?? 0),
      closedQty,
      leftQty,
      sizeBefore: sign * before,
      sizeAfter: opensQty > 0 ? -sign * opensQty : sign * leftQty + 0,
      price: poll.price,
      realizedUsd: sign * closedQty * (poll.price - position.entryPrice),
      feeUsd: poll.feeUsd * (closedQty / poll.qty),
      ...(settles && position.fundingUsd !== undefined ? { fundingUsd: position.fundingUsd } : {}),
      reason: isLast ? closing.reason : 'PARTIAL_EXIT',
      echo: drawEcho(trader, position.legs.length === 0 && settles && leftQty === 0),
    };
    position.legs.push(leg);
    legs.push(leg);
  }
  return legs;
}

// A second telling with the P&L can only be recognised of a position that one row closes.
function drawEcho({ random, shares }: Trader, isWhole: boolean): SimulatedLeg['echo'] {
  if (isWhole && chance(random, shares.echo_pnl)) return 'pnl';
  return chance(random, shares.echo_null) ? 'null' : 'none';
}
