import { Exits, opposite } from './exits';
import { addLegs } from './leg';
import { Order } from './order';
import { drawPolls } from './poll';
import { exitPrice, leftOf, SimulatedPosition } from './position';
import { between } from '../chance/random';
import { Trader } from './trader';

/** The time between the begin of a slot and its entry. */
export interface Gap {
  readonly fromUs: number;
  readonly untilUs: number;
}

/**
 * Before an entry the executor takes what is left of the position before it, by an order with the attempt id
 * `…_reduce` and the intent of the entry. The router knows nothing of it.
 */
export function reduceRest(trader: Trader, position: SimulatedPosition, next: Order, gap: Gap): Exits {
  const { random, profile } = trader;
  const qty = leftOf(position);
  const feeShare = profile.takerFeeBps / 1e4;
  const before = position.legs.at(-1);
  const price =
    before === undefined
      ? exitPrice(position, qty, position.grossUsd, feeShare)
      : Number((before.price * (1 + between(random, -1e-4, 1e-4))).toPrecision(9));
  const spanUs = gap.untilUs - gap.fromUs;
  const startUs = gap.fromUs + Math.floor(spanUs / 4);
  const endUs = 1000 * Math.ceil((gap.fromUs + spanUs / 2) / 1000);
  const first = next.attempts[0];
  const { orderId } = trader.nextAttempt();
  const order: Order = {
    intentId: next.intentId,
    side: opposite(position.side),
    positionSide: position.positionSide,
    reduceOnly: true,
    qty,
    attempts: [
      {
        makerStart: false,
        outcome: 'taker',
        retries: 0,
        startUs,
        endUs,
        lagUs: Math.floor(Math.min(6e5, spanUs / 4)),
        decisionMs: 0,
        submitMs: 0,
        ackMs: profile.ackMedianMs,
        slippageBps: 0,
        feeBps: profile.takerFeeBps,
        attemptId: `${first?.attemptId ?? ''}_reduce`,
        orderId,
        markPrice: price,
        submittedPrice: price,
        fillPrice: price,
        rawAck: false,
        staysNew: false,
      },
    ],
    polls: drawPolls(trader, { qty, price, feeShare, startUs, endUs, opensQty: 0 }),
    refused: false,
    pid: trader.pid(),
    isReduce: true,
  };
  const settles = before === undefined;
  return {
    orders: [order],
    legs: addLegs(trader, position, order, { settles, opensQty: 0, reason: 'FLIP_REDUCE' }),
  };
}
