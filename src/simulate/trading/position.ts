import type { PositionSide } from '../../model/event';
import { between, chance, Random } from '../chance/random';
import { drawNetR, payoffOf } from '../market/payoff';
import { Strategy } from '../market/strategies';
import { Shares } from '../market/shares';
import type { SimulatedLeg } from './leg';
import { Order, Side, signOf } from './order';
import { Trader } from './trader';

/** What a restart did to a position; `cut`: it was forgotten after its first part was closed. */
export type Restart = 'none' | 'forgotten' | 'adopted' | 'cut';

/** One position as it really was, whatever the log tells of it. USD; costs are positive when paid. */
export interface SimulatedPosition {
  readonly symbol: string;
  readonly strategy: Strategy;
  readonly side: Side;
  readonly positionSide: PositionSide;
  readonly entry: Order;
  readonly entryUs: number;
  readonly entryPrice: number;
  readonly qty: number;
  readonly openFeeUsd: number;
  readonly notionalUsd: number;
  readonly riskUsd: number;
  readonly riskRecorded: boolean;
  readonly fundingUsd?: number;
  readonly restart: Restart;
  /** The P&L by prices that leaves the net R that was drawn, once both fees and the funding are paid. */
  readonly grossUsd: number;
  /** Its closes so far, in order. */
  readonly legs: SimulatedLeg[];
}

/** The part of an order that opens a position. */
export interface Opening {
  readonly strategy: Strategy;
  readonly entry: Order;
  readonly entryUs: number;
  readonly price: number;
  readonly qty: number;
  readonly feeUsd: number;
}

/** Draws the net R of a position first; prices follow from it. */
export function openPosition(trader: Trader, opening: Opening, restart: Restart): SimulatedPosition {
  const { random, shares, profile } = trader;
  const { strategy, entry, qty, price, feeUsd } = opening;
  const notionalUsd = qty * price;
  const riskUsd = (notionalUsd * strategy.stopPct) / 100;
  const netR = drawNetR(random, payoffOf(profile, strategy));
  const fundingUsd = drawFunding(random, shares, notionalUsd);
  return {
    symbol: profile.symbol,
    strategy,
    side: entry.side,
    positionSide: entry.positionSide,
    entry,
    entryUs: opening.entryUs,
    entryPrice: price,
    qty,
    openFeeUsd: feeUsd,
    notionalUsd,
    riskUsd,
    riskRecorded: chance(random, shares.recorded_risk),
    ...(fundingUsd === undefined ? {} : { fundingUsd }),
    restart,
    grossUsd: netR * riskUsd + feeUsd + (fundingUsd ?? 0),
    legs: [],
  };
}

/** What is still open of a position, unsigned. */
export function leftOf({ qty, legs }: SimulatedPosition): number {
  return legs.at(-1)?.leftQty ?? qty;
}

/** Net USD of the closes: realized less their fees, their share of the opening fee and their funding. */
export function netOf({ qty, openFeeUsd, legs }: SimulatedPosition): number {
  return legs.reduce(
    (sum, leg) =>
      sum + leg.realizedUsd - leg.feeUsd - (leg.fundingUsd ?? 0) - (openFeeUsd * leg.closedQty) / qty,
    0,
  );
}

/** The price at which `qty` leaves `grossUsd` once its own closing fee is paid. */
export function exitPrice(
  { side, entryPrice }: Pick<SimulatedPosition, 'side' | 'entryPrice'>,
  qty: number,
  grossUsd: number,
  feeShare: number,
): number {
  const sign = signOf(side);
  return tick((grossUsd + sign * qty * entryPrice) / (qty * (sign - feeShare)));
}

/** What `qty` leaves at a price once its own closing fee is paid. */
export function grossAt(
  { side, entryPrice }: SimulatedPosition,
  qty: number,
  price: number,
  feeShare: number,
): number {
  return qty * (signOf(side) * (price - entryPrice) - price * feeShare);
}

// The mean price of many trades has more digits than a tick.
function tick(price: number): number {
  return Number(price.toPrecision(9));
}

function drawFunding(random: Random, shares: Shares, notionalUsd: number): number | undefined {
  if (!chance(random, shares.funding)) return undefined;
  return Number(((notionalUsd * between(random, -0.5, 1.5)) / 1e4).toFixed(6));
}
