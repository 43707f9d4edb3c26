import type { PositionSide } from '../../model/event';
import { Allowance, Attempt, drawAttempts } from './attempt';
import { drawPolls, Poll } from './poll';
import { chance } from '../chance/random';
import { significant, Trader } from './trader';

export type Side = 'BUY' | 'SELL';

/** One order of the executor: an intent and the attempts to fill it; only the last one can be filled. */
export interface Order {
  readonly intentId: string;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly reduceOnly: boolean;
  readonly qty: number;
  readonly attempts: readonly PricedAttempt[];
  /** What the executor saw of the fill, poll by poll; empty where every attempt failed. */
  readonly polls: readonly Poll[];
  /** The exchange refused it once before its first attempt. */
  readonly refused: boolean;
  /** The process that ran it. */
  readonly pid: number;
  /** It clears the way for the entry whose ids it bears; the router has no row of it. */
  readonly isReduce: boolean;
}

/** An attempt with its identity and its prices; `fillPrice` is absent where nothing was filled. */
export interface PricedAttempt extends Attempt {
  readonly attemptId: string;
  readonly orderId: number;
  readonly markPrice: number;
  readonly submittedPrice: number;
  readonly fillPrice?: number;
  /** The exchange's raw answer is what is written as its acknowledgement. */
  readonly rawAck: boolean;
  /** Unfilled, it keeps the status NEW. */
  readonly staysNew: boolean;
}

/** What an order is for. `opensQty` of its quantity opens the next position. */
export interface OrderTerms {
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly reduceOnly: boolean;
  readonly qty: number;
  readonly opensQty: number;
}

/** Routes an order whose mark price is known; its fill price follows from the slippage. */
export function entryOrder(
  trader: Trader,
  terms: OrderTerms,
  markPrice: number,
  allowance: Allowance,
): Order {
  const attempts = drawAttempts(trader.random, trader.profile, allowance);
  const slippageBps = attempts.at(-1)?.slippageBps ?? 0;
  const fillPrice = significant(markPrice * (1 + (signOf(terms.side) * slippageBps) / 1e4));
  return route(trader, terms, attempts, markPrice, fillPrice);
}

/** Routes an order whose fill price is known; its mark price follows from the slippage. */
export function exitOrder(
  trader: Trader,
  terms: OrderTerms,
  fillPrice: number,
  attempts: readonly Attempt[],
): Order {
  const slippageBps = attempts.at(-1)?.slippageBps ?? 0;
  const markPrice = significant(fillPrice / (1 + (signOf(terms.side) * slippageBps) / 1e4));
  return route(trader, terms, attempts, markPrice, fillPrice);
}

/** The attempt of an order that filled, or undefined where every attempt failed. */
export function filledOf({ attempts }: Order): PricedAttempt | undefined {
  const last = attempts.at(-1);
  return last?.fillPrice === undefined ? undefined : last;
}

/** 1 for a buy, −1 for a sell. */
export function signOf(side: Side): 1 | -1 {
  return side === 'BUY' ? 1 : -1;
}

function route(
  trader: Trader,
  terms: OrderTerms,
  attempts: readonly Attempt[],
  markPrice: number,
  fillPrice: number,
): Order {
  const last = attempts.at(-1);
  const filled = last !== undefined && last.outcome !== 'unfilled';
  const feeShare = (last?.feeBps ?? 0) / 1e4;
  const { qty, opensQty } = terms;
  return {
    ...terms,
    intentId: trader.nextIntent(),
    attempts: attempts.map((attempt) => priced(trader, attempt, terms.side, markPrice, fillPrice)),
    polls: filled
      ? drawPolls(trader, {
          qty,
          price: fillPrice,
          feeShare,
          startUs: last.startUs,
          endUs: last.endUs,
          opensQty,
        })
      : [],
    refused: chance(trader.random, trader.shares.order_error),
    pid: trader.pid(),
    isReduce: false,
  };
}

function priced(
  trader: Trader,
  attempt: Attempt,
  side: Side,
  markPrice: number,
  fillPrice: number,
): PricedAttempt {
  const { random, shares, profile } = trader;
  const offset = attempt.makerStart ? -signOf(side) * profile.offsetBps : 0;
  return {
    ...attempt,
    ...trader.nextAttempt(),
    markPrice,
    submittedPrice: significant(markPrice * (1 + offset / 1e4)),
    ...(attempt.outcome === 'unfilled' ? {} : { fillPrice }),
    rawAck: chance(random, shares.raw_ack),
    staysNew: chance(random, shares.unfilled_new),
  };
}
