import { Attempt, drawAttempts } from './attempt';
import { SimulatedLeg, addLegs } from './leg';
import { exitOrder, Order, Side } from './order';
import { exitPrice, grossAt, leftOf, SimulatedPosition } from './position';
import { roundTo } from '../text/python-json';
import { between, chance } from '../chance/random';
import { Trader } from './trader';

/** How a position is closed. */
export interface ExitPlan {
  /** Quantities, an order each. */
  readonly parts: readonly number[];
  /** The rest that its last order leaves. */
  readonly dustQty: number;
  /** What its last order opens besides. */
  readonly flipQty: number;
  readonly untilUs: number;
}

/** The closing orders of a position and the closes that they make, which are added to its legs. */
export interface Exits {
  readonly orders: readonly Order[];
  readonly legs: readonly SimulatedLeg[];
}

/** Routes the exits one after the other; the last one makes up the P&L that was drawn, as if it took the dust along. */
export function drawExits(trader: Trader, position: SimulatedPosition, plan: ExitPlan): Exits {
  const { random, profile } = trader;
  const { parts, untilUs } = plan;
  const openedUs = position.entry.polls.at(-1)?.tsUs ?? position.entryUs;
  const holdUs = between(random, 0.15, 0.55) * (untilUs - openedUs);
  const orders: Order[] = [];
  const legs: SimulatedLeg[] = [];
  let leftUsd = position.grossUsd;
  for (const [index, qty] of parts.entries()) {
    const dueUs = openedUs + Math.floor((holdUs * (index + 1)) / parts.length);
    const fromUs = Math.max(dueUs, legs.at(-1)?.writtenUs ?? 0);
    const attempts = drawAttempts(random, profile, { fromUs, untilUs, attempts: Infinity });
    const feeShare = feeShareOf(attempts);
    const isLast = index === parts.length - 1 && position.restart !== 'cut';
    const pricedQty = isLast ? leftOf(position) : qty;
    const price = isLast
      ? exitPrice(position, pricedQty, leftUsd, feeShare)
      : earlierPrice(trader, position, feeShare);
    const opensQty = isLast ? plan.flipQty : 0;
    const terms = {
      side: opposite(position.side),
      positionSide: position.positionSide,
      reduceOnly: opensQty === 0,
      qty: roundTo(qty - (isLast ? plan.dustQty : 0) + opensQty, 9),
      opensQty,
    };
    const order = exitOrder(trader, terms, price, attempts);
    const reason = isLast ? drawReason(trader, leftUsd) : 'PARTIAL_EXIT';
    orders.push(order);
    legs.push(...addLegs(trader, position, order, { settles: isLast, opensQty, reason }));
    leftUsd -= grossAt(position, qty, price, feeShare);
  }
  return { orders, legs };
}

/** The other side of an order. */
export function opposite(side: Side): Side {
  return side === 'BUY' ? 'SELL' : 'BUY';
}

// Somewhere on the way from the entry to the price that the whole would be closed at.
function earlierPrice({ random }: Trader, position: SimulatedPosition, feeShare: number): number {
  const whole = exitPrice(position, position.qty, position.grossUsd, feeShare);
  const price = position.entryPrice + between(random, 0.4, 1) * (whole - position.entryPrice);
  return Number(price.toPrecision(9));
}

function feeShareOf(attempts: readonly Attempt[]): number {
  return (attempts.at(-1)?.feeBps ?? 0) / 1e4;
}

function drawReason({ random }: Trader, leftUsd: number): string {
  if (leftUsd > 0) return 'TAKE_PROFIT';
  return chance(random, 0.7) ? 'STOP_LOSS' : 'THESIS_INVALIDATED';
}
