import { Allowance, Attempt, drawAttempts } from './attempt';
import { roundTo } from '../text/python-json';
import { significant, Trader } from './trader';

export type Side = 'BUY' | 'SELL';

/** One order of the executor: an intent and the attempts to fill it; only the last one can be filled. */
export interface Order {
  readonly intentId: string;
  readonly side: Side;
  readonly qty: number;
  readonly attempts: readonly PricedAttempt[];
}

/** An attempt with its identity and its prices; `fill` is absent where nothing was filled. */
export interface PricedAttempt extends Attempt {
  readonly attemptId: string;
  readonly orderId: number;
  readonly markPrice: number;
  readonly submittedPrice: number;
  readonly notionalUsd: number;
  readonly fill?: Fill;
}

/** An attempt that filled. */
export interface FilledAttempt extends PricedAttempt {
  readonly fill: Fill;
}

interface Fill {
  readonly price: number;
  readonly feeUsd: number;
}

/** Routes an order whose mark price is known; its fill price follows from the slippage. */
export function entryOrder(
  trader: Trader,
  side: Side,
  qty: number,
  markPrice: number,
  allowance: Allowance,
): Order {
  const attempts = drawAttempts(trader.random, trader.profile, allowance);
  const priced = attempts.map((attempt) => {
    const fillPrice = significant(markPrice * (1 + (signOf(side) * attempt.slippageBps) / 1e4));
    return price(trader, attempt, side, qty, markPrice, fillPrice);
  });
  return { intentId: trader.nextIntent(), side, qty, attempts: priced };
}

/** Routes an order whose fill price is known; its mark price follows from the slippage. */
export function exitOrder(
  trader: Trader,
  side: Side,
  qty: number,
  fillPrice: number,
  attempts: readonly Attempt[],
): Order {
  const slippageBps = attempts.at(-1)?.slippageBps ?? 0;
  const markPrice = significant(fillPrice / (1 + (signOf(side) * slippageBps) / 1e4));
  const priced = attempts.map((attempt) => price(trader, attempt, side, qty, markPrice, fillPrice));
  return { intentId: trader.nextIntent(), side, qty, attempts: priced };
}

/** The filled attempt of an order and its fill, or undefined where every attempt failed. */
export function filledOf({ attempts }: Order): FilledAttempt | undefined {
  const last = attempts.at(-1);
  return last?.fill === undefined ? undefined : { ...last, fill: last.fill };
}

/** 1 for a buy, −1 for a sell. */
export function signOf(side: Side): 1 | -1 {
  return side === 'BUY' ? 1 : -1;
}

function price(
  trader: Trader,
  attempt: Attempt,
  side: Side,
  qty: number,
  markPrice: number,
  fillPrice: number,
): PricedAttempt {
  const offset = attempt.makerStart ? -signOf(side) * trader.profile.offsetBps : 0;
  const submittedPrice = significant(markPrice * (1 + offset / 1e4));
  const filled = attempt.outcome !== 'unfilled';
  const notionalUsd = roundTo(qty * (filled ? fillPrice : submittedPrice), 2);
  const feeUsd = roundTo((notionalUsd * attempt.feeBps) / 1e4, 6);
  return {
    ...attempt,
    ...trader.nextAttempt(),
    markPrice,
    submittedPrice,
    notionalUsd,
    ...(filled ? { fill: { price: fillPrice, feeUsd } } : {}),
  };
}
