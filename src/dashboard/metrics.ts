import type { Gauge } from 'prom-client';
import { SECOND } from '../model/values/time';
import { RISK_MODES } from '../model/fund/risk-mode';
import { intelRow, type IntelRow, type StateHealth } from './helpers';
import type { PageModel } from './model/page-model';

// A label for each symbol: so many of them, by rank, and names no longer than this.
const MOST_SYMBOLS = 100;
const MOST_LETTERS = 64;

const PER_SYMBOL: readonly (readonly [name: string, help: string, of: (row: IntelRow) => number | null])[] = [
  ['intel_symbol_score_ratio', 'Score of a symbol, 0 to 1.', (row) => row.score],
  ['intel_symbol_trades', 'Closed trades in the primary window.', (row) => row.count],
  [
    'intel_symbol_expectancy_usd',
    'Mean net USD of a trade in the primary window.',
    (row) => row.expectancy_usd,
  ],
  ['intel_symbol_expectancy_r', 'Mean R of a trade in the primary window.', (row) => row.expectancy_r],
  ['intel_symbol_hit_rate_ratio', 'Share of trades that won, 0 to 1.', (row) => row.hit_rate],
  [
    'intel_symbol_slippage_p95_bps',
    'Slippage, 95th percentile, in bps; a cost is positive.',
    (row) => row.slippage_p95_bps,
  ],
  ['intel_symbol_weight_current_ratio', 'Share of NAV now, 0 to 1.', (row) => row.weight_now],
  ['intel_symbol_weight_suggested_ratio', 'Suggested share of NAV, 0 to 1.', (row) => row.weight_suggested],
];

/** The text that Prometheus scrapes. prom-client is loaded at the first call only. */
export async function metricsText(
  page: PageModel,
  health: StateHealth,
  clients: number,
): Promise<{ readonly type: string; readonly body: string }> {
  const { Gauge, Registry } = await import('prom-client');
  const registry = new Registry();
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]): Gauge<L> =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const set = (name: string, help: string, value: number | null): void => {
    if (value !== null) gauge(name, help).set(value);
  };
  const { header, symbols, problems } = page;

  set('intel_healthy', '1 when every state file is usable and fresh.', Number(health.healthy));
  set(
    'intel_as_of_timestamp_seconds',
    'Moment that the state is of.',
    header.as_of_ms === null ? null : header.as_of_ms / SECOND,
  );
  set('intel_age_seconds', 'Age of the state.', header.age_ms === null ? null : header.age_ms / SECOND);
  set(
    'intel_complete',
    '1 when no row of the windows is missing.',
    header.complete === null ? null : Number(header.complete),
  );
  set('intel_equity_usd', 'Equity of the account.', header.equity_usd);
  set(
    'intel_drawdown_ratio',
    'Drawdown of the account, 0 to 1.',
    header.drawdown_pct === null ? null : header.drawdown_pct / 100,
  );
  set(
    'intel_suggested_weight_total_ratio',
    'Suggested weights together, 0 to 1 of NAV.',
    header.total_weight,
  );
  set('intel_window_trades', 'Closed trades in the primary window, all symbols.', header.sample_count);
  set('intel_symbols', 'Symbols known; the first 100 by score have metrics of their own.', symbols.length);
  set('intel_dashboard_clients', 'Pages that listen for changes.', clients);

  const { claims } = page;
  set('intel_claims', 'Claims about the next trades whose outcome is in.', claims?.claims ?? null);
  set('intel_claim_brier', 'Mean (p − y)² of these claims; 0.25 is a coin.', claims?.brier ?? null);
  set('intel_claim_brier_skill', '1 − Brier over that of the base rate.', claims?.skill ?? null);
  set(
    'intel_claim_prediction_coverage_ratio',
    'Share of claims whose 95 % prediction interval held the mean R of the next trades.',
    claims?.prediction_coverage ?? null,
  );
  set(
    'intel_claim_r_interval_coverage_ratio',
    'Share of claims whose r_interval held it; that speaks of the true mean.',
    claims?.r_interval_coverage ?? null,
  );
  set(
    'intel_claims_miscalibrated',
    '1 where what was said is not what happened.',
    claims?.miscalibrated == null ? null : Number(claims.miscalibrated),
  );

  const modes = gauge('intel_risk_mode', '1 for the risk mode in force.', 'mode');
  for (const mode of RISK_MODES) modes.set({ mode }, Number(header.risk_mode === mode));
  const severities = gauge('intel_problems', 'Problems that the page tells of.', 'severity');
  for (const severity of ['error', 'warning', 'info'] as const)
    severities.set({ severity }, problems.filter((problem) => problem.severity === severity).length);
  if (header.live !== null) {
    const gates = gauge('intel_gate_open', '1 for a gate of live that is open.', 'gate');
    for (const [gate, isOpen] of Object.entries(header.live.gates))
      gates.set({ gate }, Number(isOpen === true));
  }
  addSymbols(gauge, symbols.slice(0, MOST_SYMBOLS).map(intelRow));
  return { type: registry.contentType, body: await registry.metrics() };
}

function addSymbols(
  gauge: (name: string, help: string, label: 'symbol') => Gauge<'symbol'>,
  rows: readonly IntelRow[],
): void {
  for (const [name, help, of] of PER_SYMBOL) {
    const metric = gauge(name, help, 'symbol');
    for (const row of rows) {
      const value = of(row);
      if (value !== null && row.symbol.length <= MOST_LETTERS) metric.set({ symbol: row.symbol }, value);
    }
  }
}
