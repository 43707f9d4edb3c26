import { exactSum } from '../../../src/model/math/exact-sum';

/**
 * The correlation of a series with itself a day later, about one mean; null with fewer than two days or no spread. Where it
 * is large (.5 over 40 days) the intervals are too short: they covered 87 to 89 % of a nominal 95 %.
 */
export function firstAutocorrelation(series: readonly number[]): number | null {
  if (series.length < 2) return null;
  const [spread = 0, next = 0] = autocovariances(series, 1);
  return spread > 0 ? next / spread : null;
}

/** γ_0 … γ_most: γ_k = Σ y_i·y_{i+k}/D of the centred series. */
export function autocovariances(series: readonly number[], most: number): readonly number[] {
  const length = series.length;
  const mean = exactSum(series) / length;
  const centred = series.map((value) => value - mean);
  return Array.from(
    { length: most + 1 },
    (_, k) => exactSum(centred.slice(k).map((value, i) => value * (centred[i] ?? 0))) / length,
  );
}
