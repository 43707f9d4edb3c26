import { studentShare } from '../../expectancy/metrics/pain';

/** What the expectancy of a symbol says of itself at a moment: trades of known R, E and E_dd (SPEC 4.2). */
export interface ClaimedExpectancy {
  readonly n: number;
  readonly shrunk_r: number;
  readonly drawdown_aware_r: number;
}

/** The settings that a claim was made with. */
export interface ClaimSettings {
  readonly kappa: number;
  readonly s0: number;
  readonly hurdle_r: number;
}

/** How surely the next trades clear the hurdle: with their clusters of losses charged (p_dd), and by their mean alone (p_mean). */
export interface ClaimChances {
  readonly p_dd: number;
  readonly p_mean: number;
}

/**
 * F((E_dd − h)/√(s0²/(n + κ) + s0²/N)), and the same with E: `edge` speaks of the true value, these of the mean of the next N trades,
 * which varies by itself. N ≥ 1; as N grows p_dd becomes edge. F is that of edge, Student’s t with 2 degrees of freedom.
 */
export function claimChances(
  { n, shrunk_r, drawdown_aware_r }: ClaimedExpectancy,
  { kappa, s0, hurdle_r }: ClaimSettings,
  next: number,
): ClaimChances {
  const error = Math.sqrt(s0 ** 2 / (n + kappa) + s0 ** 2 / next);
  return {
    p_dd: studentShare((drawdown_aware_r - hurdle_r) / error),
    p_mean: studentShare((shrunk_r - hurdle_r) / error),
  };
}

/** The edge of a symbol without trades, F(−h·√κ/s0) (.422): a forecast to beat, which knows nothing. */
export function priorChance({ kappa, s0, hurdle_r }: ClaimSettings): number {
  return studentShare((-hurdle_r * Math.sqrt(kappa)) / s0);
}
