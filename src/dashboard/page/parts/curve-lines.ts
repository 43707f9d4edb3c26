import type { PageModel } from '../../model/page-model';
import type { Curve } from '../../model/symbol-row';
import { BEST, FUND, type CurveUnit } from './view-state';

/** One line of a chart over time, and its drawdown. */
export interface CurveLine {
  readonly name: string;
  readonly ts_ms: readonly number[];
  readonly total: readonly number[];
  readonly drawdown: readonly number[];
}

/** Lines that are compared at once: more cannot be told apart. */
export const MOST_LINES = 5;

/** The lines that a choice stands for: a symbol, the fund, or the best scores that have trades. */
export function curveLines(model: PageModel, choice: string, unit: CurveUnit): readonly CurveLine[] {
  if (choice === FUND) {
    const curve = model.total?.curve ?? null;
    return curve === null ? [] : [lineOf('Fund', curve, unit)];
  }
  const lines = model.symbols.flatMap(({ symbol, curve }) =>
    curve === null || curve.ts_ms.length === 0 || (choice !== BEST && choice !== symbol)
      ? []
      : [{ symbol, curve }],
  );
  return lines.slice(0, MOST_LINES).map(({ symbol, curve }) => lineOf(symbol, curve, unit));
}

function lineOf(name: string, curve: Curve, unit: CurveUnit): CurveLine {
  const { ts_ms, cum_r, drawdown_r, cum_net_usd } = curve;
  return unit === 'r'
    ? { name, ts_ms, total: cum_r, drawdown: drawdown_r }
    : { name, ts_ms, total: cum_net_usd, drawdown: drawdownsOf(cum_net_usd) };
}

/** Peak − total at each point; the peak is at least 0. */
export function drawdownsOf(total: readonly number[]): readonly number[] {
  let peak = 0;
  return total.map((value) => {
    peak = Math.max(peak, value);
    return peak - value;
  });
}

/** Columns for a chart: all moments, then each line at each of them. A line is 0 before its first trade and goes on level to `endMs`. */
export function columnsOf(
  lines: readonly CurveLine[],
  valuesOf: (line: CurveLine) => readonly number[],
  endMs: number | null,
): readonly [moments: readonly number[], ...values: (readonly number[])[]] {
  const end = endMs === null ? [] : [endMs];
  const moments = [...new Set([...lines.flatMap(({ ts_ms }) => ts_ms), ...end])].sort((a, b) => a - b);
  return [moments, ...lines.map((line) => carriedForward(moments, line.ts_ms, valuesOf(line)))];
}

function carriedForward(
  moments: readonly number[],
  ts: readonly number[],
  values: readonly number[],
): readonly number[] {
  let next = 0;
  return moments.map((moment) => {
    while (next < ts.length && (ts[next] ?? Infinity) <= moment) next++;
    return next === 0 ? 0 : (values[next - 1] ?? 0);
  });
}
