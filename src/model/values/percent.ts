import { isObject } from './json';

/**
 * Percent or fraction: the fund's files mix them. `*_nav_pct`, `*_share_cap_pct` and `*_exposure_pct` above 1 are
 * percent (25 → 0.25), else a fraction. `*drawdown*` and `*loss_limit*` below 1 are a fraction (0.3 → 30 %), else percent.
 * `fixed_sl_pct` up to 0.05 is a fraction, as the executor reads it, else percent. `dd_today_pct` is percent.
 */
const SHARE = /(_nav_pct|_share_cap_pct|_exposure_pct)$/;
const THRESHOLD = /drawdown|loss_limit/;
const STOP = 'fixed_sl_pct';
const LARGEST_STOP_FRACTION = 0.05;
// Below it a stop in percent may as well be a wide one, written as a fraction.
const LEAST_CLEAR_STOP_PCT = 0.2;

/** A share in 0..1 of a number that may be percent. */
export function shareOf(value: number): number {
  return value > 1 ? value / 100 : value;
}

/** A drawdown or loss limit in percent, of a number that may be a fraction. */
export function thresholdPct(value: number): number {
  return value < 1 ? percentOf(value) : value;
}

/** A stop in percent of the price, of a number that may be a fraction. */
export function stopPct(value: number): number {
  return value <= LARGEST_STOP_FRACTION ? percentOf(value) : value;
}

/** A fraction as percent. 12 digits hide the binary tail of a product such as 0.07 · 100. */
export function percentOf(fraction: number): number {
  return Number((fraction * 100).toPrecision(12));
}

/** One percentage in a config, as found and as used. */
export interface Conversion {
  readonly path: readonly string[];
  readonly found: number;
  readonly used: number;
  /** What `used` is of. */
  readonly unit: 'fraction' | 'percent';
  /** It is not used as it was written. */
  readonly converted: boolean;
  /** It could mean something else: the desk should look at it. */
  readonly doubtful: boolean;
}

/** Every value of a config that a percent rule converts, every stop, and every value that reads doubtfully. */
export function conversionsIn(config: unknown, path: readonly string[] = []): readonly Conversion[] {
  if (Array.isArray(config))
    return config.flatMap((item: unknown, i) => conversionsIn(item, [...path, String(i)]));
  if (!isObject(config)) return [];
  return Object.entries(config).flatMap(([key, value]) => {
    const at = [...path, key];
    if (typeof value !== 'number') return conversionsIn(value, at);
    const read = readingOf(key, value);
    return read === undefined ? [] : [{ path: at, found: value, ...read }];
  });
}

function readingOf(key: string, found: number): Omit<Conversion, 'path' | 'found'> | undefined {
  if (SHARE.test(key)) {
    if (found > 1) return { used: shareOf(found), unit: 'fraction', converted: true, doubtful: false };
    return found === 1 ? { used: 1, unit: 'fraction', converted: false, doubtful: true } : undefined;
  }
  if (THRESHOLD.test(key)) {
    if (!(found > 0 && found < 1)) return undefined;
    return { used: thresholdPct(found), unit: 'percent', converted: true, doubtful: true };
  }
  if (key !== STOP || !(found > 0)) return undefined;
  const used = stopPct(found);
  return {
    used,
    unit: 'percent',
    converted: used !== found,
    doubtful: used === found && found < LEAST_CLEAR_STOP_PCT,
  };
}
