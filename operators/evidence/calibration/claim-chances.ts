import type { Settings } from '../../../src/model/fund/settings';
import { studentShare } from '../../expectancy/metrics/pain';

/** The edge of a symbol without trades, F(−h·√κ/s0) (.422): a forecast to beat, which knows nothing. */
export function priorChance({
  kappa,
  s0,
  hurdle_r,
}: Pick<Settings['expectancy'], 'kappa' | 's0' | 'hurdle_r'>): number {
  return studentShare((-hurdle_r * Math.sqrt(kappa)) / s0);
}
