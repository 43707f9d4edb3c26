import type { Desk } from '../../../src/model/fund/desk';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import type { Trade } from '../../../src/model/trade';
import { exactSum } from '../../../src/model/math/exact-sum';
import { baseOf } from '../../allocate/weights/contender';
import type { AdviceFrame, SymbolAdvice } from './advice-frame';
import type { EntrySource, TradeEntry } from './entry-time';
import { policyMultiples, type Policies, type PolicyContext } from './policies';

/** A trade with the advice that was in force when it was entered. */
export interface AdvisedTrade {
  readonly trade: Trade;
  readonly entryTs: number;
  readonly source: EntrySource;
  readonly mode: RiskMode;
  readonly modeReasons: readonly string[];
  /** What bound the symbol's phi. */
  readonly reason: string;
  readonly multiples: Policies;
  /** The multiple that the weights gave each symbol then, in order of name. */
  readonly table: readonly number[];
}

/** Why the config gives a trade no advice. */
export const LEFT = ['disabled', 'not_in_universe', 'no_cap', 'no_advice'] as const;
export type LeftReason = (typeof LEFT)[number];

/** Why a symbol is left as it was traded; undefined where advice on sizes is given for it. */
export function leftReasonOf(symbol: string, { listings }: Pick<Desk, 'listings'>): LeftReason | undefined {
  const listing = listings.get(symbol);
  if (listing === undefined) return 'not_in_universe';
  if (!listing.enabled) return 'disabled';
  return (baseOf(listing.caps) ?? 0) > 0 ? undefined : 'no_cap';
}

/** The trade with the advice of a frame; undefined where the frame has none for its symbol. */
export function advisedTrade(
  trade: Trade,
  entry: TradeEntry,
  frame: AdviceFrame,
  context: PolicyContext,
): AdvisedTrade | undefined {
  const multiples = policyMultiples(frame, trade.symbol, context);
  if (multiples === undefined) return undefined;
  const { mode, modeReasons, symbols } = frame;
  return {
    trade,
    entryTs: entry.ts,
    source: entry.source,
    mode,
    modeReasons,
    reason: symbols.get(trade.symbol)?.reason ?? '',
    multiples,
    table: context.symbols.map((name) => multipleOf(symbols.get(name))),
  };
}

function multipleOf(advice: SymbolAdvice | undefined): number {
  return advice === undefined ? 0 : advice.weight / advice.base;
}

/** How many trades are left as they were traded, and what they made, by reason. */
export type LeftAsTraded = Partial<Record<LeftReason, { readonly n: number; readonly net_usd: number }>>;

export function leftAsTraded(left: readonly (readonly [LeftReason, Trade])[]): LeftAsTraded {
  const found: LeftAsTraded = {};
  for (const reason of LEFT) {
    const trades = left.filter(([why]) => why === reason).map(([, trade]) => trade);
    if (trades.length > 0)
      found[reason] = { n: trades.length, net_usd: exactSum(trades.map(({ netUsd }) => netUsd)) };
  }
  return found;
}
