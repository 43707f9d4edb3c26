import type { Close } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';
import { byCodeUnits } from '../../../src/model/values/json';
import { grouped } from '../../core/grouped';
import { closeWith, withIdsOf } from './filled-close';
import { identityOf, standingOf, type RowCounts } from './identical-closes';
import { closesNothing } from './quantity';
import { isCompatible, isLinked, dropRepeats, REPEAT_MICROS, type PartOfClose } from './repeated-closes';

// A close whose P&L or cost is this large makes no trade: sums of smaller amounts stay finite.
const TOO_LARGE_USD = 1e300;

/** The closes of a symbol, each once, in order of time, and what was found among their rows. */
export interface TidyCloses extends Readonly<RowCounts> {
  readonly closes: readonly PricedClose[];
  /** Closes that may repeat or undo another: both count. */
  readonly possibleDuplicates: number;
  readonly closeWithoutPnl: number;
}

/** Each close of a symbol once, whoever tells of it how often. A later row of a close exists from its own `ts` on. */
export function tidyCloses(rows: readonly Close[], asOf: number): TidyCloses {
  const counts: RowCounts = { duplicates: 0, conflicts: 0, conflicting: [] };
  const sorted = [...rows].sort(byWriting);
  const priced = sorted.filter(hasPnl);
  const parts: PartOfClose[] = [];
  let negative = 0;
  for (const [identity, identical] of byIdentity(priced).entries()) {
    const written = identical.filter(({ toldTs }, index) => index === 0 || toldTs <= asOf);
    for (const close of standingOf(written, counts)) {
      if (closesNothing(close)) continue;
      const isNegative = (close.closedQty ?? 0) < 0;
      if (isNegative) negative++;
      parts.push({ close: isNegative ? withoutSizes(close) : close, identity });
    }
  }
  if (priced.length < sorted.length) fillIds(parts, sorted);
  const { closes, dropped, suspect } = dropRepeats(parts);
  return {
    ...counts,
    closes,
    duplicates: counts.duplicates + dropped,
    possibleDuplicates: suspect + negative,
    closeWithoutPnl: sorted.length - priced.length,
  };
}

function byWriting(a: Close, b: Close): number {
  return a.closeMicros - b.closeMicros || a.toldTs - b.toldTs || byCodeUnits(a.line, b.line);
}

function hasPnl(close: Close): close is PricedClose {
  const { realizedUsd, feesUsd = 0, fundingUsd = 0 } = close;
  return (
    realizedUsd !== undefined && isSummable(realizedUsd) && isSummable(feesUsd) && isSummable(fundingUsd)
  );
}

function isSummable(usd: number): boolean {
  return Math.abs(usd) < TOO_LARGE_USD;
}

// The rows of each identity. An identity has one time, so that most rows are alone without a look at more.
function byIdentity(sorted: readonly PricedClose[]): readonly (readonly PricedClose[])[] {
  const found: (readonly PricedClose[])[] = [];
  for (let from = 0; from < sorted.length;) {
    let to = from + 1;
    while (sorted[to]?.closeMicros === sorted[from]?.closeMicros) to++;
    const sameTime = sorted.slice(from, to);
    if (sameTime.length === 1) found.push(sameTime);
    else found.push(...grouped(sameTime, identityOf).values());
    from = to;
  }
  return found;
}

// A cancel or rebook says nothing of the position that can be followed.
function withoutSizes(close: PricedClose): PricedClose {
  return closeWith(close, { sizeBefore: undefined, sizeAfter: undefined, closedQty: undefined });
}

// A row without P&L fills missing ids of the closes that it tells. Both lists come in order of time.
function fillIds(parts: readonly PartOfClose[], rows: readonly Close[]): void {
  let from = 0;
  for (const row of rows) {
    if (hasPnl(row)) continue;
    while (isBefore(parts[from], row.closeMicros - REPEAT_MICROS)) from++;
    for (let at = from; isBefore(parts[at], row.closeMicros + REPEAT_MICROS + 1); at++) {
      const part = parts[at];
      if (part === undefined || !isLinked(part.close, row) || !isCompatible(part.close, row)) continue;
      part.close = withIdsOf(part.close, row);
    }
  }
}

function isBefore(part: PartOfClose | undefined, micros: number): boolean {
  return part !== undefined && part.close.closeMicros < micros;
}
