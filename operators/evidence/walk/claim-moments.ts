import { primaryWindow, type Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import { DAY } from '../../../src/model/values/time';
import type { Window } from '../../../src/model/values/window';
import { CLAIM_TRADES } from '../../expectancy/metrics/claim-chances';
import { claimsOf } from '../calibration/claims';
import type { SymbolAdvice } from './advice-frame';

const EPOCH_MS = 7 * DAY;

/** A trade whose R is known. */
export type KnownTrade = Trade & { readonly r: number };

/** A symbol's record at a moment, and the trades that answer what it claims. */
export interface DueClaim {
  readonly symbol: string;
  readonly asOf: number;
  readonly answers: readonly KnownTrade[];
}

/** A symbol's claim with its record at that moment. */
export interface Claim extends DueClaim {
  readonly advice: SymbolAdvice;
}

/** The claims of each symbol, in order of name and time. Trades in order of (ts, symbol, id). */
export function dueClaims(trades: readonly Trade[]): readonly DueClaim[] {
  const bySymbol = new Map<string, KnownTrade[]>();
  for (const trade of trades) {
    if (!isKnown(trade)) continue;
    const own = bySymbol.get(trade.symbol);
    if (own === undefined) bySymbol.set(trade.symbol, [trade]);
    else own.push(trade);
  }
  return [...bySymbol]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([symbol, own]) =>
      claimsOf(
        own.map(({ ts }) => ts),
        CLAIM_TRADES,
      ).map(({ asOf, from, to }) => {
        const answers = own.slice(from, to);
        return { symbol, asOf: asOf ?? (answers[0]?.ts ?? 0) - 1, answers };
      }),
    );
}

/** The starts of the weeks by which scores are judged: from the first whole day after one primary window on. */
export function epochStarts(trades: readonly Trade[], settings: Settings): readonly number[] {
  const window = primaryWindow(settings);
  const first = trades[0]?.ts;
  const last = trades.at(-1)?.ts;
  if (first === undefined || last === undefined) return [];
  const filled = filledAt(window, trades, first);
  const starts: number[] = [];
  for (let ts = Math.ceil(filled / DAY) * DAY; ts + EPOCH_MS <= last; ts += EPOCH_MS) starts.push(ts);
  return starts;
}

// A window that begins at a fixed moment is as full as it can be from the first trade on.
function filledAt(window: Window, trades: readonly Trade[], first: number): number {
  switch (window.kind) {
    case 'time':
      return first + window.widthMs;
    case 'since':
      return Math.max(first, window.sinceMs);
    case 'last':
      return trades[window.trades - 1]?.ts ?? Infinity;
  }
}

/** The end of the week that begins there. */
export function epochEnd(startTs: number): number {
  return startTs + EPOCH_MS;
}

export function isKnown(trade: Trade): trade is KnownTrade {
  return trade.r !== undefined;
}
