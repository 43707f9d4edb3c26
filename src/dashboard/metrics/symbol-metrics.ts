import type { SymbolRow } from '../model/symbol-row';
import type { MetricSet } from './metric-set';

// A label for each symbol: so many of them, by rank.
const MOST_SYMBOLS = 100;

const PER_SYMBOL: readonly (readonly [name: string, help: string, of: (row: SymbolRow) => number | null])[] =
  [
    ['intel_symbol_score_ratio', 'Score of a symbol, 0 to 1.', (row) => row.score?.score ?? null],
    [
      'intel_symbol_trades',
      'Closed trades of a symbol in the primary window.',
      (row) => row.expectancy?.count ?? 0,
    ],
    [
      'intel_symbol_expectancy_usd',
      'Mean net of a trade in the primary window, in USD.',
      (row) => row.expectancy?.expectancy ?? null,
    ],
    [
      'intel_symbol_expectancy_r',
      'Mean R of a trade in the primary window, in multiples of its risk.',
      (row) => row.expectancy?.avg_r ?? null,
    ],
    [
      'intel_symbol_hit_rate_ratio',
      'Share of trades in the primary window that won, 0 to 1.',
      (row) => row.expectancy?.hit_rate ?? null,
    ],
    [
      'intel_symbol_slippage_p95_bps',
      'Slippage, 95th percentile, in basis points; a cost is positive.',
      (row) => row.router?.slippage_p95 ?? null,
    ],
    [
      'intel_symbol_weight_current_ratio',
      'Share of NAV now, 0 to 1.',
      (row) => row.allocation?.current_weight ?? null,
    ],
    [
      'intel_symbol_weight_suggested_ratio',
      'Suggested share of NAV, 0 to 1.',
      (row) => row.allocation?.suggested_weight ?? null,
    ],
  ];

/** The numbers of the first symbols by score. */
export function addSymbols(set: MetricSet, symbols: readonly SymbolRow[]): void {
  set.gauge(
    'intel_symbols',
    `Symbols known; the first ${String(MOST_SYMBOLS)} by score have metrics of their own.`,
    symbols.length,
  );
  const rows = symbols.slice(0, MOST_SYMBOLS);
  for (const [name, help, of] of PER_SYMBOL)
    set.gauges(
      name,
      help,
      rows.map((row) => [{ symbol: row.symbol }, of(row)]),
    );
}
