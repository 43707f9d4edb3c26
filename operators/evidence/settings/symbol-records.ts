import type { Desk } from '../../../src/model/fund/desk';
import type { Settings } from '../../../src/model/fund/settings';
import { toTrade } from '../../../src/model/to-trade';
import type { Trade } from '../../../src/model/trade';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import type { KnownChange } from '../../join/known-join';
import { RecordWindow } from '../walk/record-window';

/** The records of symbols over one window, with one fallback risk. */
export class SymbolRecords {
  /** By place of the symbol, not yet rounded; another object when it is measured anew. */
  readonly records: AdviceMeasures[];
  /** The places of those that the last move measured; at first all. */
  changed: readonly number[] = [];
  private readonly window: RecordWindow;
  private hasMoved = false;
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

  step(change: KnownChange): void {
    if (change.kind === 'untrade') this.window.step(change);
    else if (change.kind === 'trade') this.window.step({ ...change, trade: this.tradeOf(change.trade) });
  }

  moveTo(asOf: number): void {
    const { places, window, records } = this;
    const changed = window.moveTo(asOf);
    for (const symbol of changed) {
      const place = places.get(symbol);
      if (place !== undefined) records[place] = window.unrounded(symbol);
    }
    this.changed = this.hasMoved
      ? changed.flatMap((symbol) => places.get(symbol) ?? [])
      : [...places.values()];
    this.hasMoved = true;
  }

  // Under the desk’s own risk it is the trade itself. Its place is the same under any.
  private tradeOf(trade: Trade): Trade {
    const { settings, desk } = this;
    if (settings.fallback_risk_bps === desk.settings.fallback_risk_bps) return trade;
    return toTrade(trade.episode, trade, (strategy) => desk.stopsPct.get(strategy), settings);
  }
}
