import type { Desk } from '../../../src/model/fund/desk';
import type { Settings } from '../../../src/model/fund/settings';
import { toTrade } from '../../../src/model/to-trade';
import type { Trade } from '../../../src/model/trade';
import { Timeline } from '../../core/timeline';
import type { KnownChange } from '../../join/known-join';
import { takeTrade, type TakenTrade } from '../../join/take-trade';

/**
 * Trades as they are under one fallback risk. Under another than the desk's they are those of the desk (`base`) until one of
 * them follows from it.
 */
export class RiskTrades {
  readonly timeline = new Timeline<Trade>();
  /** They are not those of the desk. */
  areOwn: boolean;

  constructor(
    private readonly desk: Desk,
    private readonly settings: Settings,
    readonly base: RiskTrades | undefined,
  ) {
    this.areOwn = base === undefined;
  }

  /** Takes a change, after the base did; undefined where there is nothing to note. */
  take(change: KnownChange): TakenTrade | undefined {
    const { base, timeline } = this;
    if (base === undefined) return takeTrade(timeline, change);
    if (this.areOwn)
      return takeTrade(
        timeline,
        change.kind === 'trade' ? { ...change, trade: this.own(change.trade) } : change,
      );
    if (change.kind !== 'trade' || !readsFallback(change.trade)) return undefined;
    this.areOwn = true;
    for (const trade of base.timeline.slice(0, base.timeline.size)) timeline.put(this.own(trade));
    return undefined;
  }

  // Its place is the same under any risk.
  private own(trade: Trade): Trade {
    if (!readsFallback(trade)) return trade;
    return toTrade(trade.episode, trade, (strategy) => this.desk.stopsPct.get(strategy), this.settings);
  }
}

function readsFallback({ riskSource }: Trade): boolean {
  return riskSource === 'fallback' || riskSource === 'none';
}
