import { isObject } from './json';

/**
 * Percent or fraction: the fund's files mix them. `*_nav_pct`, `*_share_cap_pct` and `*_exposure_pct` above 1 are
 * percent (25 → 0.25), else a fraction. `*drawdown*`, `*loss_limit*`, `dd_today_pct` and `fixed_sl_pct` are always percent.
 */
const EITHER = /(_nav_pct|_share_cap_pct|_exposure_pct)$/;
const PERCENT_THRESHOLD = /drawdown|loss_limit/;

/** A share in 0..1 of a number that may be percent. */
export function shareOf(value: number): number {
  return value > 1 ? value / 100 : value;
}

/** One percentage in a config, as found and as used. `note` says why a desk should look at it. */
export interface Conversion {
  readonly path: readonly string[];
  readonly found: number;
  readonly used: number;
  readonly note: 'converted' | 'ambiguous' | 'threshold_below_one';
}

/** Every value of a config that the percent rule converts, and every one that reads doubtfully. */
export function conversionsIn(config: unknown, path: readonly string[] = []): readonly Conversion[] {
  if (Array.isArray(config))
    return config.flatMap((item: unknown, i) => conversionsIn(item, [...path, String(i)]));
  if (!isObject(config)) return [];
  return Object.entries(config).flatMap(([key, value]) => {
    const at = [...path, key];
    if (typeof value !== 'number') return conversionsIn(value, at);
    if (EITHER.test(key) && value > 1)
      return [{ path: at, found: value, used: shareOf(value), note: 'converted' as const }];
    if (EITHER.test(key) && value === 1) return [{ path: at, found: 1, used: 1, note: 'ambiguous' as const }];
    if (PERCENT_THRESHOLD.test(key) && !EITHER.test(key) && value > 0 && value < 1) {
      return [{ path: at, found: value, used: value, note: 'threshold_below_one' as const }];
    }
    return [];
  });
}
