import { horizonMs, primaryWindow, type Settings } from '../../../src/model/fund/settings';
import { rounded } from '../../../src/model/math/round';
import type { Trade } from '../../../src/model/trade';
import { mostIn, windowStart, type Window } from '../../../src/model/values/window';
import { Partition } from '../../core/partition';
import type { Timeline } from '../../core/timeline';
import { TimelineWindow } from '../../core/timeline-window';
import type { TakenTrade } from '../../join/take-trade';
import { RecordMeter, type AdviceMeasures } from '../../expectancy/metrics/record-meter';

/** The records of symbols in the primary window, as trades change. Only symbols that a change touched are measured. */
export class RecordWindow {
  private readonly window: TimelineWindow<Trade>;
  private readonly bySymbol = new Partition<Trade>((trade) => trade.symbol);
  private readonly meters = new Map<string, RecordMeter>();
  private readonly records = new Map<string, AdviceMeasures>();
  private readonly published = new Map<string, AdviceMeasures>();
  private readonly primary: Window;
  private readonly horizonMs: number;
  private readonly nothing: AdviceMeasures;

  /** Of the trades on this timeline. Only these symbols are measured. */
  constructor(
    private readonly settings: Settings,
    private readonly symbols: ReadonlySet<string>,
    trades: Timeline<Trade>,
  ) {
    this.window = new TimelineWindow(trades);
    this.primary = primaryWindow(settings);
    this.horizonMs = horizonMs(settings);
    this.nothing = new RecordMeter(settings).measure([], { removed: [], added: [] });
  }

  /** The timeline has changed. */
  note({ lost, gained }: TakenTrade): void {
    this.window.note(lost, gained);
  }

  /** Moves the window to asOf. Gives the symbols whose record changed. */
  moveTo(asOf: number): readonly string[] {
    const { primary, horizonMs } = this;
    const delta = this.window.moveTo(windowStart(primary, asOf, horizonMs), asOf, mostIn(primary));
    const changed: string[] = [];
    for (const [symbol, own] of this.bySymbol.apply(delta)) {
      if (!this.symbols.has(symbol)) continue;
      changed.push(symbol);
      this.published.delete(symbol);
      const trades = this.bySymbol.lists.get(symbol);
      if (trades === undefined) {
        this.meters.delete(symbol);
        this.records.delete(symbol);
        continue;
      }
      const known = this.meters.get(symbol);
      const meter = known ?? new RecordMeter(this.settings);
      if (known === undefined) this.meters.set(symbol, meter);
      const delta = known === undefined ? { removed: [], added: trades } : own;
      this.records.set(symbol, meter.measure(trades, delta));
    }
    return changed;
  }

  /** The record at the last move; that of no trades where there are none. */
  of(symbol: string): AdviceMeasures {
    const known = this.published.get(symbol);
    if (known !== undefined) return known;
    const record = rounded(this.unrounded(symbol));
    this.published.set(symbol, record);
    return record;
  }

  /** The same before it is rounded: what it says under other settings is rounded once. */
  unrounded(symbol: string): AdviceMeasures {
    return this.records.get(symbol) ?? this.nothing;
  }
}
