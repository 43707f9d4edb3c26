/** What a code in `metadata.warnings` tells the reader of a state file, and what to do about it. */
export interface WarningText {
  readonly meaning: string;
  readonly remedy: string;
}

const REPAIR_WRITER = 'repair its writer';
const GAP = 'nothing; it ends with the horizon';

/** Every code that `metadata.warnings` may hold. docs/warnings.md is made of it. */
export const WARNINGS = {
  archive_damaged: {
    meaning: 'a compressed segment is damaged; the lines before the damage count; `complete` is false',
    remedy: 'restore the segment and replay again',
  },
  conflicting_closes: {
    meaning:
      'closes of one identity differ: a later one corrects an earlier one, or both are parts of one close',
    remedy: 'compare the two places that `intel check` names',
  },
  drawdown_contradicts_peak: {
    meaning:
      '`drawdown_pct` and `peak_equity` of nav.json differ by more than one percentage point; the stricter counts',
    remedy: 'see whether `drawdown_pct` is written as a fraction: it must be percent',
  },
  drawdown_contradicts_snapshot: {
    meaning:
      'risk_snapshot.json states a drawdown more than one percentage point worse than the nav; it counts',
    remedy: 'see which of the two files is stale or has another peak',
  },
  expectancy_missing: {
    meaning: 'expectancy_v6.json was not there or not usable for the probe; `complete` is false',
    remedy: 'run `intel replay` first',
  },
  fees_not_in_usd: {
    meaning: 'fees are in an asset that is no dollar; they count as missing',
    remedy: 'pay fees in a dollar asset, or read net results as before these fees',
  },
  journal_damaged: {
    meaning: 'a part of the journal cannot be used; `complete` is false',
    remedy: 'nothing if the logs still hold the rows',
  },
  many_clipped: {
    meaning: 'the gains of more than a tenth of the positions exceed the clip of R',
    remedy: 'see whether the recorded risk, or `fixed_sl_pct`, is too small',
  },
  nav_jump: {
    meaning: 'an equity three times or a third of the one before was not confirmed; it counts nowhere',
    remedy: 'look at the equity at `account.nav_jump_ts`; repair its source',
  },
  nav_log_mistyped: {
    meaning: 'points of nav_log.json are no numbers; they are left out',
    remedy: REPAIR_WRITER,
  },
  nav_log_unusable: { meaning: 'nav_log.json cannot be read; it is left out', remedy: REPAIR_WRITER },
  nav_mistyped: {
    meaning: 'fields of nav.json are no numbers; they count as missing',
    remedy: REPAIR_WRITER,
  },
  nav_unusable: { meaning: 'nav.json cannot be read; it is left out', remedy: REPAIR_WRITER },
  order_metrics_archive_damaged: {
    meaning: 'unread rows of order_metrics.jsonl lay in a damaged archive; `complete` is false',
    remedy: GAP,
  },
  order_metrics_gap: {
    meaning: 'rows of order_metrics.jsonl were rotated away before they were read; `complete` is false',
    remedy: GAP,
  },
  order_metrics_recreate: {
    meaning: 'order_metrics.jsonl was replaced with unread rows in it; `complete` is false',
    remedy: GAP,
  },
  order_metrics_truncate: {
    meaning: 'order_metrics.jsonl was cut short with unread rows in it; `complete` is false',
    remedy: GAP,
  },
  orders_executed_archive_damaged: {
    meaning: 'unread rows of orders_executed.jsonl lay in a damaged archive; `complete` is false',
    remedy: GAP,
  },
  orders_executed_gap: {
    meaning: 'rows of orders_executed.jsonl were rotated away before they were read; `complete` is false',
    remedy: GAP,
  },
  orders_executed_recreate: {
    meaning: 'orders_executed.jsonl was replaced with unread rows in it; `complete` is false',
    remedy: GAP,
  },
  orders_executed_truncate: {
    meaning: 'orders_executed.jsonl was cut short with unread rows in it; `complete` is false',
    remedy: GAP,
  },
  positions_mistyped: {
    meaning: 'fields of positions.json are of a wrong type; they count as missing',
    remedy: REPAIR_WRITER,
  },
  positions_unknown_symbol: {
    meaning:
      'positions of symbols that neither the universe nor the logs know; `current_weight` of symbols without a row is null',
    remedy: 'spell the symbols in `account.unknown_positions` as the universe does, or list them there',
  },
  positions_unpriced: {
    meaning:
      'rows of positions.json without mark price and notional; `current_weight` of their symbols is null',
    remedy: 'have the executor write `markPrice` for the symbols in `account.unpriced_positions`',
  },
  positions_unusable: {
    meaning:
      'positions.json cannot be read, or no row of it says how large a position is; every `current_weight` is null',
    remedy: `${REPAIR_WRITER}; of a desk that holds nothing, nothing`,
  },
  possible_duplicates: {
    meaning: 'closes that nothing links look like one close told twice, or cancel an earlier one; all count',
    remedy: 'compare them with the exchange',
  },
  risk_snapshot_mistyped: {
    meaning: 'fields of risk_snapshot.json are of a wrong type; they count as missing',
    remedy: REPAIR_WRITER,
  },
  risk_snapshot_unusable: {
    meaning: 'risk_snapshot.json cannot be read; it is left out',
    remedy: REPAIR_WRITER,
  },
  router_health_mistyped: {
    meaning: 'fields of router_health.json are of a wrong type; they count as missing',
    remedy: REPAIR_WRITER,
  },
  router_health_unusable: {
    meaning: 'router_health.json cannot be read; it is left out',
    remedy: REPAIR_WRITER,
  },
  scores_missing: {
    meaning: 'symbol_scores_v6.json was not there or not usable for the probe; `complete` is false',
    remedy: 'run `intel replay` first',
  },
  strategy_config_unusable: {
    meaning: 'strategy_config.json cannot be used: no strategy has a stop',
    remedy: 'run `intel check`',
  },
  strategy_registry_unusable: {
    meaning: 'strategy_registry.json cannot be used: no strategy is allocated',
    remedy: 'run `intel check`',
  },
  suggestions_missing: {
    meaning:
      'router_policy_suggestions_v6.json was not there or not usable for the probe; `complete` is false',
    remedy: 'run `intel replay` first',
  },
  too_much_bad_input: {
    meaning: 'more rows than `max_bad_share` cannot be used; `complete` is false',
    remedy: 'read `quarantine.jsonl`',
  },
} as const satisfies Readonly<Record<string, WarningText>>;

export type WarningCode = keyof typeof WARNINGS;

/** What a code says; undefined for one that this build does not know. */
export function warningText(code: string): WarningText | undefined {
  return Object.entries(WARNINGS).find(([known]) => known === code)?.[1];
}
