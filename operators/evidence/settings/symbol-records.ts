import type { Desk } from '../../../src/model/fund/desk';
import type { Settings } from '../../../src/model/fund/settings';
import { toTrade } from '../../../src/model/to-trade';
import type { Trade } from '../../../src/model/trade';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import type { JoinedChange } from '../../join/join-attempts';
import { RecordWindow } from '../walk/record-window';

/** The records of symbols over one window, with one fallback risk. */
export class SymbolRecords {
  /** By place of the symbol, not yet rounded; another object when it is measured anew. */
  readonly records: AdviceMeasures[];
  private readonly window: RecordWindow;
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    private readonly desk: Desk,
    private readonly settings: Settings,
    symbols: readonly string[],
  ) {
    // A sure loss in USD is then told from the first trades on: who asks for more of them asks the count.
    const allocator = { ...settings.allocator, trusted_trades: 1 };
    this.window = new RecordWindow({ ...settings, allocator }, new Set(symbols));
    this.places = new Map(symbols.map((symbol, place) => [symbol, place]));
    this.records = symbols.map((symbol) => this.window.unrounded(symbol));
  }

  step(change: JoinedChange): void {
    if (change.kind === 'untrade') this.window.step(change);
    else if (change.kind === 'trade') this.window.step({ ...change, trade: this.tradeOf(change.trade) });
  }

  moveTo(asOf: number): void {
    for (const symbol of this.window.moveTo(asOf)) {
      const place = this.places.get(symbol);
      if (place !== undefined) this.records[place] = this.window.unrounded(symbol);
    }
  }

  // Under the desk’s own risk it is the trade itself. Its place is the same under any.
  private tradeOf(trade: Trade): Trade {
    const { settings, desk } = this;
    if (settings.fallback_risk_bps === desk.settings.fallback_risk_bps) return trade;
    return toTrade(trade.episode, trade, (strategy) => desk.stopsPct.get(strategy), settings);
  }
}
