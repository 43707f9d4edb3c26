import type { AllocationFile, AllocationRow } from '../../../operators/allocate/allocation-file';
import type { AccountView } from '../../../operators/account/measure-account';
import { adviceOf, CAUTIOUS_ADVICE, isProbe } from '../../model/fund/advice';
import { EXECUTION_NOT_JUDGED, reasonWords } from '../../model/fund/reason-words';
import { isoUtc } from '../../model/values/time';
import type { SuggestionsFile } from '../../../operators/suggest/suggestions-file';
import { rankedRows } from './ranked-rows';
import type { RowPick, SortKeys } from './table-rows';
import { colors, decimal, percent, textTable } from './print';

/** What its rows can be sorted by. */
export const ALLOCATION_SORT_KEYS: SortKeys<AllocationRow> = {
  score: ({ score }) => score,
  expectancy: ({ expectancy }) => expectancy.expectancy,
  weight: ({ suggested_weight }) => suggested_weight,
  size: ({ suggested_size_usd }) => suggested_size_usd,
  symbol: ({ symbol }) => symbol,
};

/**
 * The table a desk reads: one line for each symbol, the best score first unless the pick says otherwise, those without a
 * record last. `suggestions`: which symbols have router rows, where that is known.
 */
export function allocationTable(
  file: AllocationFile,
  pick: RowPick<AllocationRow>,
  suggestions: SuggestionsFile | undefined,
): string {
  const columns = [
    { title: 'SYMBOL', align: 'left' },
    { title: 'SCORE', align: 'right' },
    { title: 'EXPECTANCY', align: 'right' },
    { title: 'RISK_MODE', align: 'left' },
    { title: 'CURRENT max_nav_pct', align: 'right' },
    { title: 'SUGGESTED max_nav_pct', align: 'right' },
    { title: 'CURRENT weight', align: 'right' },
    { title: 'SUGGESTED weight', align: 'right' },
    { title: 'SIZE USD', align: 'right' },
    { title: 'WHY', align: 'left' },
  ] as const;
  const { shown, left } = pick(rankedRows(file.symbols, suggestions));
  const rows = shown.map((row) => [
    row.symbol,
    decimal(row.score, 3),
    decimal(row.expectancy.expectancy, 4),
    file.global.risk_mode,
    percent(row.caps.current_max_nav_pct),
    percent(row.suggested_caps.max_nav_pct),
    percent(row.current_weight),
    percent(row.suggested_weight),
    decimal(row.suggested_size_usd, 2),
    [reasonOf(row), ...(isUnjudged(row, suggestions) ? [EXECUTION_NOT_JUDGED] : [])].join('; '),
  ]);
  return `${textTable(columns, rows)}${left > 0 ? `\nand ${left} more` : ''}`;
}

function reasonOf({ reason, expectancy }: AllocationRow): string {
  const words = reasonWords(reason);
  return expectancy.usd_and_r_disagree ? `${words}; R and USD disagree` : words;
}

// It has trades, and no router row: its score says nothing of execution.
function isUnjudged(
  { symbol, expectancy }: AllocationRow,
  suggestions: SuggestionsFile | undefined,
): boolean {
  if (suggestions === undefined || expectancy.count === 0) return false;
  return suggestions.symbols.every((row) => row.symbol !== symbol || row.metrics.source !== 'rows');
}

/**
 * The advice in a word where no symbol has earned a weight, then the account and the total. `account`: what stands behind
 * it, where that is known.
 */
export function allocationFooter(file: AllocationFile, account?: AccountView): string {
  const { global, as_of, window, metadata } = file;
  const equity =
    global.current_equity_usd === null ? 'unknown' : `${global.current_equity_usd.toFixed(2)} USD`;
  const drawdown =
    global.current_drawdown_pct === null ? 'unknown' : `${global.current_drawdown_pct.toFixed(2)} %`;
  const reasons = global.reasons.length > 0 ? ` (${global.reasons.map(reasonWords).join(', ')})` : '';
  const least =
    global.min_notional_usd === null
      ? 'none is configured (min_notional_usdt)'
      : `${global.min_notional_usd.toFixed(2)} USD${global.min_weight === null ? '' : `, ${percent(global.min_weight)} of NAV`}`;
  const lines = [
    ...adviceLine(file),
    `as of ${as_of}, window ${window === '' ? 'unknown' : window}; expectancy in USD a trade, net of costs`,
    `risk mode ${global.risk_mode}${reasons}; equity ${equity}, drawdown ${drawdown}${account === undefined ? '' : accountText(account)}`,
    `weights ${percent(global.total_weight)} of NAV, at most ${percent(global.budget)}; the rest, ${percent(global.cash_weight)}, is cash`,
    `minimum order: ${least}; weights are the advice, caps the limit for a desk that sizes by itself`,
  ];
  const marks = [...(metadata.complete ? [] : ['incomplete']), ...metadata.warnings];
  return [
    ...lines,
    ...(marks.length > 0
      ? [`marked: ${marks.join(', ')} (what to do: docs/warnings.md, or intel check)`]
      : []),
  ].join('\n');
}

function adviceLine({ symbols, global }: AllocationFile): readonly string[] {
  const advice = adviceOf(
    symbols.map(({ suggested_weight, explanation: { phi } }) => ({
      weight: suggested_weight,
      isProbe: isProbe(phi),
    })),
  );
  if (advice === 'hold') return [];
  const { word, why } = CAUTIOUS_ADVICE[advice];
  return [colors.bold(`${word}: ${why}; ${percent(global.cash_weight)} of NAV stays cash`)];
}

/** What stands behind the peak, and where the executor's own mode is another. */
function accountText({ peak_equity_usd, peak_span_h, nav_jump_ts, ...account }: AccountView): string {
  const executors = account.executor_risk_mode;
  return [
    ...(peak_equity_usd === null ? [] : [`peak ${peak_equity_usd.toFixed(2)} USD${spanText(peak_span_h)}`]),
    ...(nav_jump_ts === null ? [] : [`the equity of ${isoUtc(nav_jump_ts)} jumped and is not believed`]),
    ...(executors === null || executors.trim().toLowerCase() === account.risk_mode
      ? []
      : [`the executor's own mode: ${executors}`]),
  ]
    .map((text) => `, ${text}`)
    .join('');
}

function spanText(hours: number | null): string {
  return hours === null ? '' : ` over ${hours.toFixed(1)} h`;
}
