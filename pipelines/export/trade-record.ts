import type { AttemptLink } from '../../src/model/episode';
import type { Trade } from '../../src/model/trade';
import { isoUtc } from '../../src/model/values/time';

/** Each number of a trade by its name in CSV and JSON. `net_usd` is the gross less all that follows it. */
export function tradeRecord(trade: Trade) {
  const { episode, entryTs, holdMs } = trade;
  return {
    symbol: trade.symbol,
    side: trade.side,
    strategy: trade.strategy,
    entry_ts: entryTs === undefined ? null : isoUtc(entryTs),
    exit_ts: isoUtc(trade.ts),
    hold_s: holdMs === undefined ? null : holdMs / 1000,
    quantity: trade.quantity,
    legs: trade.legs,
    open: trade.open,
    entry_price: episode.entryPrice ?? null,
    exit_price: episode.exitPrice ?? null,
    gross_usd: trade.grossUsd,
    close_fees_usd: trade.closeFeesUsd,
    open_fees_usd: trade.openFeesUsd,
    estimated_fees_usd: trade.estimatedFeesUsd,
    funding_usd: trade.fundingUsd,
    net_usd: trade.netUsd,
    notional_usd: trade.notionalUsd ?? null,
    risk_usd: trade.riskUsd ?? null,
    risk_source: trade.riskSource,
    r: trade.r ?? null,
    clipped: trade.clipped,
    entry_unknown: trade.entryUnknown,
    missing_costs: trade.missingCosts.join(' '),
    flags: episode.flags.join(' '),
    regime: trade.regime,
    regime_of: trade.regimeOf,
    exit_reason: trade.exitReason,
    venue: trade.venue,
    entry_attempt: attemptIn(episode.entryAttempts) ?? null,
    exit_attempt: attemptIn(episode.exitAttempts) ?? null,
    id: trade.id,
  };
}

export type TradeRecord = ReturnType<typeof tradeRecord>;

// Of the one whose router row is looked for first.
function attemptIn([attempt]: readonly AttemptLink[]): string | undefined {
  return attempt?.attemptId ?? attempt?.intentId;
}
