/** Which closes count: corrections and parts of one identity, closes told twice, and what closes without a P&L tell. */
import { compareBytes } from '../decode';
import type { Close } from '../records';

const JOINS_MS = 60_000;
const TWICE_MICROS = 10_000_000;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function identityOf({ symbol, side, ids, micros, before, after, qty, tradeIds }: Close): string {
  const names =
    ids.order === null && ids.client === null
      ? ['link', ids.attempt ?? ids.intent]
      : ['order', ids.order, ids.client];
  return JSON.stringify([symbol, side, names, micros, before, after, qty, tradeIds]);
}

/** The tellings of one identity that stand at asOf: of the last group, each P&L with its fees once. */
function standing(tellings: readonly Close[], asOf: number): readonly Close[] {
  const inOrder = [...tellings].sort((a, b) => a.toldTs - b.toldTs || compareBytes(a.line, b.line));
  let group: Close[] = [];
  for (const close of inOrder) {
    const head = group[0];
    // A later telling exists from its own time on.
    if (head !== undefined && close.toldTs > asOf) continue;
    if (head !== undefined && close.toldTs - head.toldTs <= JOINS_MS) group.push(close);
    else group = [close];
  }
  return group.filter(
    (close, i) => !group.slice(0, i).some((other) => other.pnl === close.pnl && other.fees === close.fees),
  );
}

function differ<T>(a: T | null, b: T | null): boolean {
  return a !== null && b !== null && a !== b;
}

function share(a: string | null, b: string | null): boolean {
  return a !== null && a === b;
}

/** Both tell of one close, as far as anything but the P&L says. */
function tellOne(a: Close, b: Close): boolean {
  return (
    a.symbol === b.symbol &&
    (a.side === b.side || a.side === 'BOTH' || b.side === 'BOTH') &&
    Math.abs(a.micros - b.micros) <= TWICE_MICROS &&
    (share(a.ids.order, b.ids.order) ||
      share(a.ids.attempt, b.ids.attempt) ||
      share(a.ids.intent, b.ids.intent)) &&
    !differ(a.ids.order, b.ids.order) &&
    !differ(a.ids.client, b.ids.client) &&
    !differ(a.before, b.before) &&
    !differ(a.after, b.after) &&
    !differ(a.qty, b.qty) &&
    !differ(a.tradeIds, b.tradeIds)
  );
}

function withIdsOf(kept: Close, other: Close): Close {
  const ids = {
    order: kept.ids.order ?? other.ids.order,
    client: kept.ids.client ?? other.ids.client,
    attempt: kept.ids.attempt ?? other.ids.attempt,
    intent: kept.ids.intent ?? other.ids.intent,
  };
  return { ...kept, ids };
}

/** What the kept one lacks, from the dropped one. */
function filledFrom(kept: Close, other: Close): Close {
  return {
    ...withIdsOf(kept, other),
    side: kept.side === 'BOTH' ? other.side : kept.side,
    before: kept.before ?? other.before,
    after: kept.after ?? other.after,
    qty: kept.qty ?? other.qty,
    tradeIds: kept.tradeIds ?? other.tradeIds,
    fees: kept.fees ?? (kept.foreignFee ? null : other.fees),
    funding: kept.funding ?? other.funding,
    risk: kept.risk ?? other.risk,
    notional: kept.notional ?? other.notional,
    strategy: kept.strategy ?? other.strategy,
    exitReason: kept.exitReason ?? other.exitReason,
    venue: kept.venue ?? other.venue,
  };
}

function rank(x: string | null): number {
  return x === null ? 1 : 0;
}

function byTelling(a: Close, b: Close): number {
  return (
    rank(a.ids.order) - rank(b.ids.order) ||
    rank(a.ids.client) - rank(b.ids.client) ||
    a.micros - b.micros ||
    a.toldTs - b.toldTs ||
    compareBytes(a.line, b.line)
  );
}

/** A close of nothing: P&L, quantity and change of size are all 0. */
function isNothing({ pnl, qty, before, after }: Close): boolean {
  return pnl === 0 && qty === 0 && before !== null && before === after;
}

/** The legs: closes with a P&L, each once. */
export function settledCloses(closes: readonly Close[], asOf: number): readonly Close[] {
  const identities = new Map<string, Close[]>();
  for (const close of closes) {
    if (close.pnl === null) continue;
    const key = identityOf(close);
    identities.set(key, [...(identities.get(key) ?? []), close]);
  }
  let stand = [...identities.values()].flatMap((tellings) => standing(tellings, asOf));
  for (const silent of closes.filter(({ pnl }) => pnl === null).sort(byTelling))
    stand = stand.map((close) => (tellOne(close, silent) ? withIdsOf(close, silent) : close));
  const kept: Close[] = [];
  for (const close of stand.sort(byTelling)) {
    const at = kept.findIndex(
      (other) => tellOne(other, close) && Math.abs((other.pnl ?? 0) - (close.pnl ?? 0)) <= 1e-6,
    );
    const other = kept[at];
    if (other === undefined) kept.push(close);
    else kept[at] = filledFrom(other, close);
  }
  return kept
    .filter((close) => !isNothing(close))
    .sort((a, b) => a.micros - b.micros || compareText(a.line, b.line));
}
