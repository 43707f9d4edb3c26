import { firstAutocorrelation } from '../statistics/autocorrelation';
import type { Resampling } from '../statistics/stationary-bootstrap';
import { bootstrapIntervals, type BootstrapIntervals } from './bootstrap-intervals';
import { dailyGain } from './daily-gain';
import { valueIdentity, type ValueIdentity } from './identity';
import type { UnitTrades } from './unit-trades';
import { valueInference, type ValueInference } from './value-inference';

/** One policy in one unit: what it would have been worth a trade, and how sure that is. */
export interface ValueBlock extends ValueIdentity {
  /** D and G: calendar days, and days with a trade. */
  readonly days: number;
  readonly active_days: number;
  readonly inference: ValueInference;
  /** Correlation of the daily gain with that of the next day; where it is large, intervals are too short. */
  readonly ar1: number | null;
  readonly bootstrap: BootstrapIntervals;
}

/** Everything but `bootstrap` depends on no random number. */
export function valueBlock(trades: UnitTrades, resampling: Resampling): ValueBlock {
  return {
    ...valueIdentity(trades),
    days: trades.days.length,
    active_days: trades.days.active,
    inference: valueInference(trades),
    ar1: firstAutocorrelation(dailyGain(trades)),
    bootstrap: bootstrapIntervals(trades, resampling),
  };
}
