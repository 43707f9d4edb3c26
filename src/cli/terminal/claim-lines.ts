import type { CalibrationView } from '../../../operators/score/track-record-schema';
import { decimal, percent } from './print';

/** What was said of the next trades, and how often it happened: a line for each chance. Nothing where no outcome is in. */
export function claimLines(calibration: CalibrationView): readonly string[] {
  const { claims, next_trades, p_dd, prediction_coverage, miscalibrated } = calibration;
  if (p_dd === null) return [];
  return [
    `claims: ${claims} about the next ${next_trades} trades of a symbol; Brier ${decimal(p_dd.brier, 3)}; 95 % intervals held ${percent(prediction_coverage, 0)}${miscalibrated ? '; NOT worth what they said' : ''}`,
    ...p_dd.bins.map(
      ({ n, mean_p, share, interval }) =>
        `  p_dd said ${decimal(mean_p, 2)}, it happened in ${percent(share, 0)} of ${n} (95 %: ${percent(interval?.[0] ?? null, 0)} to ${percent(interval?.[1] ?? null, 0)})`,
    ),
  ];
}
