import type { Settings } from '../../../src/model/fund/settings';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import type { TakenTrade } from '../../join/take-trade';
import { RecordWindow } from '../walk/record-window';
import type { RiskTrades } from './risk-trades';

/** The records of symbols over one window, with one fallback risk. */
export class SymbolRecords {
  /** By place of the symbol, not yet rounded; another object when it is measured anew. */
  records: readonly AdviceMeasures[];
  /** The places of those that the last move measured; at first all. */
  changed: readonly number[] = [];
  private readonly window: RecordWindow;
  private readonly own: AdviceMeasures[];
  private readonly places: ReadonlyMap<string, number>;
  private hasMoved = false;

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
    this.records = this.own;
  }

  /** The timeline of the trades has changed. */
  note(taken: TakenTrade): void {
    this.window.note(taken);
  }

  /** After the base moved. */
  moveTo(asOf: number): void {
    const { places, window, own, base } = this;
    if (base !== undefined && !this.trades.areOwn) {
      this.records = base.records;
      this.changed = base.changed;
      return;
    }
    const changed = window.moveTo(asOf);
    for (const symbol of changed) {
      const place = places.get(symbol);
      if (place !== undefined) own[place] = window.unrounded(symbol);
    }
    this.records = own;
    this.changed = this.hasMoved
      ? changed.flatMap((symbol) => places.get(symbol) ?? [])
      : [...places.values()];
    this.hasMoved = true;
  }
}
