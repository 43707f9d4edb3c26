import type { Close } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';
import type { OpenFindings } from './findings';
import { filledFrom } from './filled-close';
import { toleranceOf } from './quantity';

/** Two writers write one close within this time of each other. */
export const REPEAT_MICROS = 10_000_000;
/** Closes of one P&L that nothing links are suspect within this time. */
export const SUSPECT_MICROS = 5_000_000;
export const SAME_USD = 1e-6;
/** The richest row of a close is kept: one with an order id before one without, and so on. */
const RANKS = 4;

/** A close, and which closes are parts of one identity with it: these are never told twice. */
export interface PartOfClose {
  close: PricedClose;
  readonly identity: number;
}

/**
 * Each close once: a row that repeats an earlier close is left out, and fills what the earlier one lacks. The rows come in
 * order of time, and may be of different writers.
 */
export function dropRepeats(parts: readonly PartOfClose[], findings: OpenFindings): readonly PricedClose[] {
  const kept: PricedClose[] = [];
  for (let from = 0; from < parts.length;) {
    let to = from + 1;
    while (to < parts.length && microsAt(parts, to) - microsAt(parts, to - 1) <= REPEAT_MICROS) to++;
    const near = parts.slice(from, to);
    for (const close of near.length === 1 ? near.map((part) => part.close) : dropNear(near, findings))
      kept.push(close);
    from = to;
  }
  return kept;
}

function microsAt(parts: readonly PartOfClose[], index: number): number {
  return parts[index]?.close.closeMicros ?? Infinity;
}

// As `dropRepeats`, of closes that follow one another at short intervals: no others can tell of them.
function dropNear(parts: readonly PartOfClose[], findings: OpenFindings): readonly PricedClose[] {
  const ranks = parts.map(({ close }) => rankOf(close));
  const isKept = new Uint8Array(parts.length);
  for (let rank = 0; rank < RANKS; rank++)
    parts.forEach(({ close }, index) => {
      if (ranks[index] !== rank) return;
      const { teller, isSuspect } = search(parts, index, isKept, ranks);
      if (teller === undefined) {
        isKept[index] = 1;
        if (isSuspect) findings.possibleDuplicates.push(close);
        return;
      }
      teller.close = filledFrom(teller.close, close);
      findings.duplicates.push(close);
    });
  return parts.filter((_, index) => isKept[index] === 1).map(({ close }) => close);
}

/** Whether the rows can tell of one close, by all that they state but P&L and time. */
export function isCompatible(one: Close, other: Close): boolean {
  return (
    areSides(one, other) &&
    !differ(one.orderId, other.orderId) &&
    !differ(one.clientOrderId, other.clientOrderId) &&
    !differ(one.tradeIds, other.tradeIds) &&
    !areApart(one.sizeBefore, other.sizeBefore) &&
    !areApart(one.sizeAfter, other.sizeAfter) &&
    !areApart(one.closedQty, other.closedQty)
  );
}

/** Whether the rows name one order, attempt or intent. */
export function isLinked(one: Close, other: Close): boolean {
  return (
    (one.orderId !== undefined && one.orderId === other.orderId) ||
    (one.attemptId !== undefined && one.attemptId === other.attemptId) ||
    (one.intentId !== undefined && one.intentId === other.intentId)
  );
}

function search(
  parts: readonly PartOfClose[],
  index: number,
  isKept: Uint8Array,
  ranks: readonly number[],
): { readonly teller: PartOfClose | undefined; readonly isSuspect: boolean } {
  const own = parts[index];
  let best = -1;
  let isSuspect = false;
  if (own === undefined) return { teller: undefined, isSuspect };
  const { closeMicros, realizedUsd } = own.close;
  const consider = (at: number): boolean => {
    const other = parts[at];
    if (other === undefined) return false;
    const apart = Math.abs(other.close.closeMicros - closeMicros);
    if (apart > REPEAT_MICROS) return false;
    if (isKept[at] === 0 || Math.abs(other.close.realizedUsd - realizedUsd) > SAME_USD) return true;
    if (other.identity === own.identity || !isCompatible(own.close, other.close)) return true;
    if (!isLinked(own.close, other.close)) isSuspect ||= apart <= SUSPECT_MICROS;
    else if (best < 0 || before(ranks, at, best)) best = at;
    return true;
  };
  for (let at = index - 1; consider(at);) at--;
  for (let at = index + 1; consider(at);) at++;
  return { teller: parts[best], isSuspect };
}

function before(ranks: readonly number[], one: number, other: number): boolean {
  const difference = (ranks[one] ?? 0) - (ranks[other] ?? 0);
  return difference < 0 || (difference === 0 && one < other);
}

/** The less, the more of its order a row names: of closes that tell one another, those of the least rank are kept. */
export function rankOf({ orderId, clientOrderId }: Close): number {
  return (orderId === undefined ? 2 : 0) + (clientOrderId === undefined ? 1 : 0);
}

function areSides({ positionSide: one }: Close, { positionSide: other }: Close): boolean {
  return one === other || one === 'BOTH' || other === 'BOTH';
}

function differ(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}

function areApart(one: number | undefined, other: number | undefined): boolean {
  return one !== undefined && other !== undefined && Math.abs(one - other) > toleranceOf(one);
}
