/**
 * The codes of what binds a weight and of what decides the risk mode, in words: the same on the terminal, on the page and
 * in every text. Files hold the codes.
 */
export const REASON_WORDS = {
  score_above_hi: 'full cap earned',
  score: 'by score',
  score_below_lo: 'score too low',
  no_score: 'no score',
  edge_below_min: 'edge too low',
  usd_edge_below_min: 'edge in USD too low',
  usd_losing: 'loses in USD',
  no_risk_basis: 'risk not known',
  probe_floor: 'new: probed',
  probe_ramp: 'new: growing',
  router_quality: 'router quality',
  mode: 'risk mode',
  budget: 'budget',
  no_cap: 'no cap configured',
  cap_is_zero: 'cap is 0',
  raised_to_min_notional: 'raised to the minimum order',
  below_min_notional: 'below the minimum order',
  cannot_probe: 'minimum order too large',
  disabled: 'disabled in the config',
  restricted: 'restricted in the config',
  status: 'status not trading',
  not_in_universe: 'not in the universe',
  not_in_registry: 'not in the registry',
  equity_unknown: 'equity unknown',
  equity_stale: 'equity stale',
  drawdown_unknown: 'drawdown unknown',
  drawdown_not_adjusted_for_flows: 'a withdrawal counts as drawdown',
  drawdown_contradicts_peak: 'drawdown contradicts the peak',
  drawdown_contradicts_snapshot: 'drawdown contradicts the risk snapshot',
  drawdown_of_risk_snapshot: 'drawdown from the risk snapshot',
  drawdown_of_worst_symbol: 'drawdown of the worst symbol, not of the account',
  peak_of_hours: 'the peak is of less than a day',
  nav_jump: 'an equity jumped and is not believed',
} as const;

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(REASON_WORDS));

/** A code in words; one that is not known with blanks in place of its underscores. */
export function reasonWords(code: string): string {
  return WORDS.get(code) ?? code.replaceAll('_', ' ');
}

/** What is said beside a score where no router row tells how orders were executed. */
export const EXECUTION_NOT_JUDGED = 'execution not judged';
