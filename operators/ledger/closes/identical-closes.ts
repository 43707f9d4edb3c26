import type { Close } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';
import type { OpenFindings } from './findings';
import { filledFrom, closeWith } from './filled-close';
import { sizeChangeOf } from './quantity';

/** Rows of one close written within this time of the first of them are parts of it; later ones correct it. */
const GROUP_MS = 60_000;

/**
 * What stands of the rows of one identity, which come in the order in which they were written: of the last group each
 * part, once. Parts that state the sizes of their position are one change of it, and become one close.
 */
export function standingOf(rows: readonly PricedClose[], findings: OpenFindings): readonly PricedClose[] {
  let group: PricedClose[] = [];
  let groupBefore: readonly PricedClose[] = [];
  let until = Infinity;
  for (const row of rows) {
    if (row.toldTs > until) {
      groupBefore = group;
      group = [];
    }
    if (group.length === 0) until = row.toldTs + GROUP_MS;
    const at = group.findIndex((part) => isSame(part, row));
    const part = group[at];
    const isFirst = group.length === 0 && groupBefore.length === 0;
    if (part !== undefined || groupBefore.some((other) => isSame(other, row))) findings.duplicates.push(row);
    else if (!isFirst) findings.conflicting.push(row);
    if (part === undefined) group.push(row);
    else group[at] = filledFrom(part, row);
  }
  const [first] = group;
  return first === undefined || group.length === 1 || sizeChangeOf(first) === undefined
    ? group
    : [sumOf(first, group)];
}

function isSame(one: PricedClose, other: PricedClose): boolean {
  const isFeeSame = one.feesUsd === undefined || other.feesUsd === undefined || one.feesUsd === other.feesUsd;
  return one.realizedUsd === other.realizedUsd && isFeeSame;
}

function sumOf(first: PricedClose, parts: readonly PricedClose[]): PricedClose {
  return closeWith(parts.reduce(filledFrom, first), {
    realizedUsd: parts.reduce((sum, part) => sum + part.realizedUsd, 0),
    feesUsd: total(parts, 'feesUsd'),
    fundingUsd: total(parts, 'fundingUsd'),
  });
}

// Undefined where no part states it.
function total(parts: readonly Close[], field: 'feesUsd' | 'fundingUsd'): number | undefined {
  return parts.reduce((sum: number | undefined, part) => {
    const value = part[field];
    return value === undefined ? sum : (sum ?? 0) + value;
  }, undefined);
}

/** What tells one close of a symbol from another of the same microsecond. */
export function identityOf(close: Close): string {
  const { attemptId, orderId, clientOrderId } = close;
  if (close.origin === 'metric')
    return attemptId === undefined ? `bytes ${close.line}` : `attempt ${attemptId}`;
  const hasOrder = orderId !== undefined || clientOrderId !== undefined;
  const attempt = hasOrder ? undefined : (attemptId ?? close.intentId);
  return JSON.stringify([
    close.positionSide,
    orderId ?? null,
    clientOrderId ?? null,
    attempt ?? null,
    close.sizeBefore ?? null,
    close.sizeAfter ?? null,
    close.closedQty ?? null,
    close.tradeIds ?? null,
  ]);
}
