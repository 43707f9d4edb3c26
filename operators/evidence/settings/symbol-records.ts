import type { Settings } from '../../../src/model/fund/settings';
import type { TakenTrade } from '../../join/take-trade';
import { RecordWindow } from '../walk/record-window';
import type { RiskTrades } from './risk-trades';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';

/** The records of symbols over one window, with one fallback risk. */
export class SymbolRecords {
  private readonly window: RecordWindow;
  private readonly own: AdviceMeasures[];
  private readonly places: ReadonlyMap<string, number>;

  /** `base`: the same over the trades of the desk, where these are of another risk. */
  constructor(
    settings: Settings,
    symbols: readonly string[],
    private readonly trades: RiskTrades,
    private readonly base: SymbolRecords | undefined,
  ) {
    // A sure loss in USD is then told from the first trades on: who asks for more of them asks the count.
    const allocator = { ...settings.allocator, trusted_trades: 1 };
    this.window = new RecordWindow({ ...settings, allocator }, new Set(symbols), trades.timeline);
    this.places = new Map(symbols.map((symbol, place) => [symbol, place]));
    this.own = symbols.map((symbol) => this.window.unrounded(symbol));
  }

  /** The timeline of the trades has changed. */
  note(taken: TakenTrade): void {
    this.window.note(taken);
  }

  moveTo(asOf: number): void {
    const { places, window, own } = this;
    if (!this.trades.areOwn) return;
    for (const symbol of window.moveTo(asOf)) {
      const place = places.get(symbol);
      if (place !== undefined) own[place] = window.unrounded(symbol);
    }
  }

  /** By place of the symbol, not yet rounded; another object where it was measured anew. */
  get records(): readonly AdviceMeasures[] {
    return this.trades.areOwn || this.base === undefined ? this.own : this.base.records;
  }
}
