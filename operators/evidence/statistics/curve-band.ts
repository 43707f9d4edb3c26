import { exactSum } from '../../../src/model/math/exact-sum';
import { quantile } from '../../../src/model/math/quantile';
import { blockLength } from './block-length';
import { eachResample, type Resampling } from './stationary-bootstrap';

/** How far the cumulative gain may be from what it was by chance alone: offsets by calendar day, in the unit of the gain. */
export interface CurveBand {
  readonly lo: readonly number[];
  readonly hi: readonly number[];
}

/**
 * The band of the difference between two cumulative curves, from its D daily sums: pointwise the 2.5 and 97.5 % quantiles of the
 * resamples’ partial sums, less what the mean day gives (so that the band lies around the curve, which bends, and not around a
 * straight line).
 */
export function curveBand(dailyGain: readonly number[], resampling: Resampling): CurveBand {
  const length = dailyGain.length;
  const mean = exactSum(dailyGain) / length;
  const paths = dailyGain.map(() => new Float64Array(resampling.resamples));
  let resample = 0;
  eachResample(length, blockLength(dailyGain), resampling, (days) => {
    let sum = 0;
    days.forEach((day, i) => {
      sum += (dailyGain[day] ?? 0) - mean;
      const path = paths[i];
      if (path !== undefined) path[resample] = sum;
    });
    resample++;
  });
  for (const path of paths) path.sort();
  return {
    lo: paths.map((path) => quantile(path, 0.025) ?? 0),
    hi: paths.map((path) => quantile(path, 0.975) ?? 0),
  };
}
