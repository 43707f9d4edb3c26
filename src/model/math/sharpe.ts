import { exactSum } from './exact-sum';
import { normalQuantile, normalShare } from './normal';
import { roundedP } from './round';

/** The Sharpe ratio of a day, not annualised, and how sure it is. */
export interface Sharpe {
  /** mean/sd of daily net over all D calendar days, sd with n − 1. */
  readonly sharpe_day: number | null;
  readonly sharpe_se: number | null;
  /** How surely it is above 0: Φ(S/se); 6 decimals. */
  readonly psr0: number | null;
  readonly reason?: 'too_few_days' | 'no_spread';
}

const EULER = 0.5772156649;

/**
 * The error is that of E. Mertens (2002), √((1 + S²/2 − γ₃S + (γ₄ − 3)/4·S²)/(D − 1)), with the skewness γ₃ and the raw kurtosis γ₄
 * (3 for the normal) of 1/D moments. psr0: D. H. Bailey and M. López de Prado, "The Sharpe ratio efficient frontier" (2012).
 */
export function sharpeOf(daily: readonly number[]): Sharpe {
  const days = daily.length;
  const none = { sharpe_day: null, sharpe_se: null, psr0: null };
  if (days < 2) return { ...none, reason: 'too_few_days' };
  const mean = exactSum(daily) / days;
  const moment = (power: number): number => exactSum(daily.map((value) => (value - mean) ** power)) / days;
  const variance = moment(2);
  if (!(variance > 0)) return { ...none, reason: 'no_spread' };
  const ratio = mean / Math.sqrt((variance * days) / (days - 1));
  const skewness = moment(3) / variance ** 1.5;
  const kurtosis = moment(4) / variance ** 2;
  const square = ratio * ratio;
  const spread = 1 + square / 2 - skewness * ratio + ((kurtosis - 3) / 4) * square;
  const se = Math.sqrt(spread / (days - 1));
  return { sharpe_day: ratio, sharpe_se: se, psr0: roundedP(normalShare(ratio / se)) };
}

/**
 * How surely a Sharpe ratio is above the largest that so many useless settings would have shown by luck: the deflated Sharpe ratio
 * (D. H. Bailey and M. López de Prado, 2014); 6 decimals. `tried`: the ratios of all settings tried, this one included. Null
 * with fewer than two.
 */
export function deflatedSharpe(ratio: number, se: number, tried: readonly number[]): number | null {
  const count = tried.length;
  if (count < 2) return null;
  const mean = exactSum(tried) / count;
  const variance = exactSum(tried.map((other) => (other - mean) ** 2)) / (count - 1);
  const luck =
    Math.sqrt(variance) *
    ((1 - EULER) * normalQuantile(1 - 1 / count) + EULER * normalQuantile(1 - 1 / (count * Math.E)));
  return roundedP(normalShare((ratio - luck) / se));
}
