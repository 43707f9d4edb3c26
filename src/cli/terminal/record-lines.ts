import type { CalibrationView } from '../../../operators/score/track-record-schema';
import type { ScoresFile } from '../../../operators/score/scores-file';
import { DAY, isoUtc } from '../../model/values/time';
import { decimal, percent } from './print';

/** How the record of the scores stands: what was claimed against what came, and which symbols have changed. */
export function recordLines(scores: ScoresFile, nowMs: number): readonly string[] {
  return [...claimLines(scores.calibration), ...driftLines(scores, nowMs)];
}

/** What was said of the next trades, and how often it happened: a line for each chance. Nothing where no outcome is in. */
function claimLines(calibration: CalibrationView): readonly string[] {
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

/** The symbols whose record is flagged for a change: since when, when that was clear, and how long ago. */
function driftLines({ symbols }: Pick<ScoresFile, 'symbols'>, nowMs: number): readonly string[] {
  const flagged = symbols.flatMap(({ symbol, drift }) => {
    if (drift === null) return [];
    const { direction, since_ts, flagged_ts } = drift;
    const days = Math.max(0, Math.floor((nowMs - flagged_ts) / DAY));
    const level = direction === 'up' ? 'higher' : 'lower';
    return [
      `  ${symbol}: R runs ${level} since ${isoUtc(since_ts).slice(0, 10)}, clear on ${isoUtc(flagged_ts).slice(0, 10)}, ${days} ${days === 1 ? 'day' : 'days'} ago`,
    ];
  });
  if (flagged.length === 0) return [];
  return ['changed records (without a change one trade in about 465 flags one all the same):', ...flagged];
}
