import type { SettingColumns } from '../../operators/evidence/settings/nested-choice';
import type { NamedSettings } from '../../operators/evidence/settings/settings-grid';
import { SettingsMeasure } from '../../operators/evidence/settings/settings-measure';
import type { AdvisedTrade } from '../../operators/evidence/walk/advised-trade';
import type { KnownChange } from '../../operators/join/known-join';
import type { Desk } from '../../src/model/fund/desk';
import type { Trade } from '../../src/model/trade';
import { Float64Rows, NumberRow } from '../../src/model/values/float64-rows';

/**
 * What each setting of a grid would have given the trades whose R is known, at the moments of their advice: noted on the walk
 * that computes the advice.
 */
export class SettingSizes {
  private readonly measure: SettingsMeasure;
  private readonly places: ReadonlyMap<string, number>;
  private readonly rows: Float64Rows;
  private readonly noted = new Map<Trade, NotedSizes>();

  constructor(
    desk: Desk,
    private readonly grid: readonly NamedSettings[],
  ) {
    this.measure = new SettingsMeasure(desk, grid);
    this.rows = new Float64Rows(grid.length);
    this.places = new Map(this.measure.symbols.map((symbol, place) => [symbol, place]));
  }

  step(change: KnownChange): void {
    this.measure.step(change);
  }

  /** Notes the sizes of a trade at asOf, from what was stepped in. Moments do not go back. */
  note(trade: Trade, asOf: number): void {
    const place = this.places.get(trade.symbol);
    if (trade.r === undefined || place === undefined) return;
    this.measure.moveTo(asOf);
    this.noted.set(trade, new NotedSizes(this.rows, this.measure.multiplesAt(place)));
  }

  /** In columns over those of the trades whose R is known, which come in order of (ts, symbol, id). */
  columns(trades: readonly AdvisedTrade[]): SettingColumns {
    const known = trades.flatMap(({ trade, entryTs }) =>
      trade.r === undefined ? [] : [{ ts: trade.ts, r: trade.r, entryTs, sizes: this.noted.get(trade) }],
    );
    return {
      names: this.grid.map(({ name }) => name),
      multiples: this.grid.map((_, s) => Float64Array.from(known, ({ sizes }) => sizes?.by(s) ?? 0)),
      rs: known.map(({ r }) => r),
      entries: known.map(({ entryTs }) => entryTs),
      closes: known.map(({ ts }) => ts),
    };
  }
}

/** What each setting gives one trade. */
class NotedSizes extends NumberRow {
  constructor(rows: Float64Rows, sizes: ArrayLike<number>) {
    super(rows);
    for (let setting = 0; setting < sizes.length; setting++) this.store(setting, sizes[setting]);
  }

  by(setting: number): number {
    return this.number(setting);
  }
}
