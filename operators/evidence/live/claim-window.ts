import type { Settings } from '../../../src/model/fund/settings';
import { ExactMoments } from '../../../src/model/math/exact-moments';
import type { Trade } from '../../../src/model/trade';
import { meterOf, type Meter } from '../../expectancy/metrics/meter';
import { pain, type PainView } from '../../expectancy/metrics/pain';

/** What a claim stands on: R of the trades of its window. */
export interface WindowWorth {
  readonly n: number;
  readonly mean: number;
  readonly deviation: number;
  readonly worth: PainView;
}

/** A window over the trades of one symbol, of known R and in order, that goes forward from claim to claim. */
export class ClaimWindow {
  private readonly meter: Meter<PainView>;
  private readonly known = new ExactMoments();
  private from = 0;
  private to = 0;

  constructor(
    private readonly trades: readonly Trade[],
    settings: Settings,
  ) {
    this.meter = meterOf(pain.fold(settings));
  }

  /** The window is the trades from `from` to `to`; neither may be less than before. */
  moveTo(from: number, to: number): WindowWorth {
    const removed = this.trades.slice(this.from, Math.min(from, this.to));
    const added = this.trades.slice(Math.max(from, this.to), to);
    for (const { r } of removed) if (r !== undefined) this.known.shift(r, -1);
    for (const { r } of added) if (r !== undefined) this.known.shift(r, 1);
    [this.from, this.to] = [from, to];
    return {
      n: to - from,
      mean: this.known.mean() ?? 0,
      deviation: Math.sqrt(this.known.variance() ?? 0),
      worth: this.meter.measure(this.trades.slice(from, to), { removed, added }).view,
    };
  }
}
