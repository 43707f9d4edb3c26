import {
  entryAttemptsOf,
  entryOf,
  NO_HINTS,
  type TradeEntry,
  type EntryHints,
} from '../../operators/evidence/walk/entry-time';
import { orderAcks, type OrderAck } from '../../src/io/replay/order-acks';
import { recordedEntryTs } from '../../src/io/replay/recorded-entry';
import { durationMs, type Settings } from '../../src/model/fund/settings';
import type { Route } from '../../src/model/route';
import type { Trade } from '../../src/model/trade';

/** When each of these trades was entered. Other rows are looked at only for trades whose fills do not say. */
export async function tradeEntries(
  trades: readonly Trade[],
  routes: readonly Route[],
  logDirs: readonly string[],
  settings: Settings,
  assumedHoldingMs: number,
): Promise<readonly TradeEntry[]> {
  const unfilled = trades.filter(({ entryTs, ts }) => entryTs === undefined || entryTs > ts);
  const recorded = new Map(
    unfilled.map((trade) => [trade, recordedEntryTs(trade.episode.legs[0]?.line ?? '')]),
  );
  const asked = unfilled.filter((trade) => recorded.get(trade) === undefined);
  const links = new Set(asked.flatMap((trade) => linksOf(trade)));
  const acks = await orderAcks(logDirs, settings, links);
  const first = firstRoutes(routes, links);
  const latenessMs = durationMs(settings.lateness);
  const hintsOf = (trade: Trade): EntryHints => {
    if (!recorded.has(trade)) return NO_HINTS;
    const own = linksOf(trade);
    const others = own.flatMap((link) => acks.get(link) ?? []).filter((ack) => isOfOtherOrder(ack, trade));
    const routed = own.flatMap((link) => first.get(link) ?? []);
    return {
      recordedTs: recorded.get(trade),
      ackTs: least(others.map(({ ts }) => ts)),
      // The row of the close lies within the lateness of it, where a writer gives both the same attempt.
      routeTs: least(routed.filter((ts) => ts < trade.ts - latenessMs)),
    };
  };
  return trades.map((trade) => entryOf(trade, hintsOf(trade), assumedHoldingMs));
}

// The attempts that opened it as `symbol attempt`: attempt ids, else intent ids.
function linksOf(trade: Trade): readonly string[] {
  return entryAttemptsOf(trade).flatMap(({ attemptId, intentId }) => {
    const id = attemptId ?? intentId;
    return id === undefined ? [] : [`${trade.symbol} ${id}`];
  });
}

function isOfOtherOrder({ orderId }: OrderAck, { episode }: Trade): boolean {
  return orderId !== undefined && !episode.legs.some((leg) => leg.orderId === orderId);
}

function firstRoutes(routes: readonly Route[], links: ReadonlySet<string>): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  if (links.size === 0) return first;
  for (const { symbol, ts, links: own } of routes)
    for (const id of own) {
      const link = `${symbol} ${id}`;
      if (links.has(link)) first.set(link, Math.min(ts, first.get(link) ?? Infinity));
    }
  return first;
}

function least(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : Math.min(...values);
}
