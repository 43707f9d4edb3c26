import type { Interval } from '../../../src/model/math/interval';
import { quantile } from '../../../src/model/math/quantile';
import { blockLength } from '../statistics/block-length';
import { eachResample, type Resampling } from '../statistics/stationary-bootstrap';
import { dailyGain } from './daily-gain';
import type { UnitTrades } from './unit-trades';

/** 95 % percentile intervals of the stationary bootstrap of days; shown beside the inference, which covers better. */
export interface BootstrapIntervals {
  /** L: mean block in days, from the daily gain. */
  readonly block: number | null;
  readonly resamples: number;
  readonly total: Interval | null;
  readonly exposure: Interval | null;
  readonly selection: Interval | null;
}

/** A resample without a trade is dropped. Days are summed left to right, so that every process and language gets the same bits. */
export function bootstrapIntervals(trades: UnitTrades, resampling: Resampling): BootstrapIntervals {
  const { length } = trades.days;
  const { resamples } = resampling;
  if (length === 0) return { block: null, resamples, total: null, exposure: null, selection: null };
  const { counts, ms, xs, mxs } = dayVectors(trades);
  const found = { total: new Float64Array(resamples), exposure: new Float64Array(resamples) };
  const selections = new Float64Array(resamples);
  const block = blockLength(dailyGain(trades));
  let kept = 0;
  eachResample(length, block, resampling, (days) => {
    let [n, sumM, sumX, sumMx] = [0, 0, 0, 0];
    // By index: an iterator makes an object of each day.
    for (let i = 0; i < days.length; i++) {
      const day = days[i] ?? 0;
      n += counts[day] ?? 0;
      sumM += ms[day] ?? 0;
      sumX += xs[day] ?? 0;
      sumMx += mxs[day] ?? 0;
    }
    if (n === 0) return;
    const total = (sumMx - sumX) / n;
    const exposure = (sumM / n - 1) * (sumX / n);
    found.total[kept] = total;
    found.exposure[kept] = exposure;
    selections[kept] = sumMx / n - (sumM / n) * (sumX / n);
    kept++;
  });
  return {
    block,
    resamples,
    total: middle(found.total.subarray(0, kept)),
    exposure: middle(found.exposure.subarray(0, kept)),
    selection: middle(selections.subarray(0, kept)),
  };
}

/** By calendar day: trades, Σm, Σx, Σm·x. */
function dayVectors({
  multiples,
  values,
  days,
}: UnitTrades): Record<'counts' | 'ms' | 'xs' | 'mxs', Float64Array> {
  const column = (): Float64Array => new Float64Array(days.length);
  const vectors = { counts: column(), ms: column(), xs: column(), mxs: column() };
  days.places.forEach((day, i) => {
    const [m, x] = [multiples[i] ?? 0, values[i] ?? 0];
    vectors.counts[day] = (vectors.counts[day] ?? 0) + 1;
    vectors.ms[day] = (vectors.ms[day] ?? 0) + m;
    vectors.xs[day] = (vectors.xs[day] ?? 0) + x;
    vectors.mxs[day] = (vectors.mxs[day] ?? 0) + m * x;
  });
  return vectors;
}

function middle(found: Float64Array): Interval | null {
  found.sort();
  const lo = quantile(found, 0.025);
  const hi = quantile(found, 0.975);
  return lo === undefined || hi === undefined ? null : [lo, hi];
}
