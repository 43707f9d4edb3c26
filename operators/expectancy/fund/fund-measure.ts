import { ExactSum } from '../../../src/model/math/exact-sum';
import { rounded } from '../../../src/model/math/round';
import { sharpeOf } from '../../../src/model/math/sharpe';
import { DAY, dayText } from '../../../src/model/values/time';
import type { Settings } from '../../../src/model/fund/settings';
import type { Trade } from '../../../src/model/trade';
import type { Delta } from '../../core/timeline';
import { exposureOf } from './exposure';
import type { Meter } from '../metrics/meter';
import { Reasons, type Reason } from '../metrics/metric';
import { METRICS, type GroupMeasures } from '../metrics/registry';

/** What a day earned. */
interface DayNet {
  readonly day: string;
  readonly net_usd: number;
}

/** All trades of a window as one group, and by the UTC day of their exit: no equity has a part in it. */
export interface FundView extends GroupMeasures {
  /** Net and trades of each day from the first exit to the last, 0 on a day without one. */
  readonly daily: readonly (readonly [day: string, netUsd: number, trades: number])[];
  /** Of the days, not annualised. */
  readonly sharpe_day: number | null;
  readonly sharpe_se: number | null;
  readonly worst_day: DayNet | null;
  readonly best_day: DayNet | null;
  /** The share of the time from the first entry to the last exit in which some position was held. */
  readonly exposure: number | null;
  readonly reasons: Readonly<Record<string, Reason>>;
}

interface Day {
  readonly net: ExactSum;
  trades: number;
}

/** The fund in one window, as its trades change. */
export class FundMeasure {
  private readonly meter: Meter<GroupMeasures>;
  private readonly days = new Map<number, Day>();

  constructor(settings: Settings) {
    this.meter = METRICS.meter(settings);
  }

  /** The window now holds `trades`, in order of (ts, symbol, id), after these changes. */
  view(trades: readonly Trade[], delta: Delta<Trade>): FundView {
    const { view, reasons } = this.meter.measure(trades, delta);
    for (const trade of delta.removed) this.count(trade, -1);
    for (const trade of delta.added) this.count(trade, 1);
    const daily = this.daily();
    const none = new Reasons();
    const nets = daily.map(([, net]) => net);
    const { reason = 'too_large', ...sharpe } = sharpeOf(nets);
    const sharpe_day = none.orNull('sharpe_day', sharpe.sharpe_day ?? undefined, reason);
    const sharpe_se = none.orNull('sharpe_se', sharpe.sharpe_se ?? undefined, reason);
    if (nets.length === 0) Object.assign(none.reasons, { worst_day: 'no_trades', best_day: 'no_trades' });
    const noEntry = trades.length === 0 ? 'no_trades' : 'no_entry';
    const exposure = none.orNull('exposure', exposureOf(trades), noEntry);
    const [worst_day, best_day] = [dayAt(daily, Math.min(...nets)), dayAt(daily, Math.max(...nets))];
    const days = { daily, sharpe_day, sharpe_se, worst_day, best_day, exposure };
    return rounded({ ...view, ...days, reasons: { ...reasons, ...none.reasons } });
  }

  private count({ ts, netUsd }: Trade, by: 1 | -1): void {
    const place = Math.floor(ts / DAY);
    const day = this.days.get(place) ?? { net: new ExactSum(), trades: 0 };
    this.days.set(place, day);
    day.net.add(by * netUsd);
    day.trades += by;
    if (day.trades === 0) this.days.delete(place);
  }

  private daily(): FundView['daily'] {
    const places = [...this.days.keys()];
    const [first, last] = [Math.min(...places), Math.max(...places)];
    return Array.from({ length: places.length === 0 ? 0 : last - first + 1 }, (_, n) => {
      const day = this.days.get(first + n);
      return [dayText(first + n), day?.net.value() ?? 0, day?.trades ?? 0] as const;
    });
  }
}

// The first day of that net.
function dayAt(daily: FundView['daily'], net: number): DayNet | null {
  const found = daily.find(([, netUsd]) => netUsd === net);
  return found === undefined ? null : { day: found[0], net_usd: net };
}
