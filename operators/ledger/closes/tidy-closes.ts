import type { Close } from '../../../src/model/event';
import type { PricedClose } from '../../../src/model/trade';
import { grouped } from '../../core/partition';
import { byWriting } from './by-writing';
import { closeWith, withIdsOf } from './filled-close';
import type { OpenFindings } from './findings';
import { identityOf, standingOf } from './identical-closes';
import { closesNothing } from './quantity';
import {
  isCompatible,
  isLinked,
  dropRepeats,
  rankOf,
  REPEAT_MICROS,
  type PartOfClose,
} from './repeated-closes';

// A close whose P&L or cost is this large makes no trade: sums of smaller amounts stay finite.
const TOO_LARGE_USD = 1e300;

/** Each close of a symbol once, whichever writers wrote it and however often. A later row of a close exists from its own `ts` on. */
export function tidyCloses(
  rows: readonly Close[],
  asOf: number,
  findings: OpenFindings,
): readonly PricedClose[] {
  const sorted = [...rows].sort(byWritingAndRank);
  const priced = sorted.filter(hasPnl);
  const parts = partsOf(priced, asOf, findings);
  if (priced.length < sorted.length) fillIds(parts, sorted, findings);
  return dropRepeats(parts, findings);
}

// Which of two ranks comes first makes no difference to what is told twice. To read the bytes of a row takes long.
function byWritingAndRank(a: Close, b: Close): number {
  return a.closeMicros - b.closeMicros || a.toldTs - b.toldTs || rankOf(a) - rankOf(b) || byWriting(a, b);
}

// What stands of each identity. It has one time, so that most rows are alone without a look at more of them.
function partsOf(
  sorted: readonly PricedClose[],
  asOf: number,
  findings: OpenFindings,
): readonly PartOfClose[] {
  const parts: PartOfClose[] = [];
  let identity = 0;
  const add = (close: PricedClose): void => {
    if (closesNothing(close)) return;
    const isNegative = (close.closedQty ?? 0) < 0;
    if (isNegative) findings.possibleDuplicates.push(close);
    parts.push({ close: isNegative ? withoutSizes(close) : close, identity });
  };
  for (let from = 0; from < sorted.length;) {
    const first = sorted[from];
    let to = from + 1;
    while (sorted[to]?.closeMicros === first?.closeMicros) to++;
    identity++;
    if (first !== undefined && to === from + 1) add(first);
    else
      for (const rows of grouped(sorted.slice(from, to), identityOf).values()) {
        identity++;
        const written = rows.sort(byWriting).filter(({ toldTs }, index) => index === 0 || toldTs <= asOf);
        standingOf(written, findings).forEach(add);
      }
    from = to;
  }
  return parts;
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

// A cancel or rebook says nothing of the position that can be followed.
function withoutSizes(close: PricedClose): PricedClose {
  return closeWith(close, { sizeBefore: undefined, sizeAfter: undefined, closedQty: undefined });
}

// A row without P&L fills missing ids of the closes that it tells. Both lists come in order of time.
function fillIds(parts: readonly PartOfClose[], rows: readonly Close[], findings: OpenFindings): void {
  let from = 0;
  for (const row of rows) {
    if (hasPnl(row)) continue;
    findings.withoutPnl.push(row);
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
