import type { PositionSide } from '../../src/model/event';
import type { PricedClose } from '../../src/model/trade';
import { appended } from './appended';
import type { Lot } from './lots';
import type { OrderRows } from './order-rows';

/** What of an order's fill was matched with the closes of a position. */
export interface MatchedEntry {
  readonly order: OrderRows;
  quantity: number;
  isDust: boolean;
}

export interface Leg {
  readonly close: PricedClose;
  readonly order: OrderRows;
  readonly quantity: number;
  /** It closed no more than the dust that the position had ended with. */
  readonly isDust: boolean;
}

/** A position while its closes are taken: its legs, and the entries that were matched with them. USD throughout. */
export class EpisodeDraft {
  isOpen = true;
  isTruncated = false;
  isSized = true;
  /** Closing orders whose fees are those of both legs, or cannot be held against a fill row. */
  hasFeesOfBothLegs = false;
  hasUnknownFees = false;
  largestBefore = 0;
  quantity = 0;
  /** Quantity whose entry is not known. */
  unknown = 0;
  openFeesUsd = 0;
  openFeesEstimatedUsd = 0;
  /** An opening fee should count and is not known. */
  isFeeMissing = false;
  // NaN as soon as a part of it is not known.
  entryNotionalUsd = 0;
  exitNotionalUsd = 0;
  /** The P&L by the prices of the matched fills. */
  recomputedUsd = 0;
  legs: Leg[] = [];
  entries: MatchedEntry[] = [];
  // Of the leg that is being matched.
  private hasOpenFees = false;
  private exitPrice = NaN;

  /** `sign` is that of the position: 1 for long, −1 for short, 0 where no row says it. */
  constructor(
    readonly positionSide: PositionSide,
    readonly sign: number,
  ) {}

  /** Adds a leg. What its quantity opened is matched next. */
  addLeg(leg: Leg): void {
    this.legs = appended(this.legs, leg);
    this.quantity += leg.quantity;
    this.exitPrice = leg.order.fill?.price ?? NaN;
    this.exitNotionalUsd += leg.quantity * this.exitPrice;
    const check = leg.order.feeCheck;
    this.hasOpenFees = check === 'own_leg';
    this.hasFeesOfBothLegs ||= check === 'both_legs';
    this.hasUnknownFees ||= check === 'unknown';
  }

  /** Matches a quantity of the last leg with a lot. */
  matchLot({ order, isDust }: Lot, quantity: number): void {
    // The lots of an order are taken one after another.
    const entry = this.entries.at(-1);
    if (entry?.order !== order) this.entries = appended(this.entries, { order, quantity, isDust });
    else {
      entry.quantity += quantity;
      entry.isDust &&= isDust;
    }
    const { price = NaN, feeUsd = NaN, qty = NaN } = order.fill ?? {};
    this.entryNotionalUsd += quantity * price;
    this.recomputedUsd += this.sign * quantity * (this.exitPrice - price);
    if (this.hasOpenFees) this.openFeesUsd += this.known(feeUsd * (quantity / qty));
  }

  /** Leaves a quantity of a leg, the last one, without an entry: its price follows from its share of the P&L. */
  matchNothing({ close, quantity: closed }: Leg, quantity: number): void {
    const pnlUsd = close.realizedUsd * (quantity / closed);
    const notionalUsd = this.sign === 0 ? NaN : quantity * this.exitPrice - this.sign * pnlUsd;
    this.unknown += quantity;
    this.entryNotionalUsd += notionalUsd;
    this.recomputedUsd = NaN;
    const feeShare = (close.feesUsd ?? NaN) / (closed * this.exitPrice);
    if (this.hasOpenFees) this.openFeesEstimatedUsd += this.known(feeShare * notionalUsd);
  }

  private known(feeUsd: number): number {
    if (Number.isFinite(feeUsd)) return feeUsd;
    this.isFeeMissing = true;
    return 0;
  }
}
