import { WARNING_CODE } from './schemas/shapes';

/** What a code in `metadata.warnings` tells the reader of a state file, and what to do about it. */
export interface WarningText {
  readonly meaning: string;
  readonly remedy: string;
}

const REPAIR_WRITER = 'repair the program that writes the file';
const GAP = 'nothing; the warning ends after one horizon';
const HOLE =
  'put the missing segment back: live reads it and ends the warning, a replay is run again; where it is lost the warning ends after one horizon';
const STRAYS =
  '`intel check` and `intel status` name them: rename them into the chain, set `backups` to what the executor keeps, or move them away';

/** Stands for what a code names after its colon. */
const SUBJECT = 'HOST';

/** Every code that `metadata.warnings` may hold. docs/warnings.md is made of it. */
export const WARNINGS = {
  archive_damaged: {
    meaning: 'a compressed segment is damaged; the rows that can be read from it count; `complete` is false',
    remedy: 'restore the segment and replay again',
  },
  closes_written_late: {
    meaning:
      'of an evaluation: more than a hundredth of the closes stand in their log behind rows that are later by more than `lateness`; they count as known only from then on',
    remedy:
      'say `--received ts` if the log was sorted or merged; else find out why they were written late: results that are added after the fact can be chosen',
  },
  conflicting_closes: {
    meaning:
      'closes of one identity differ: a later one corrects an earlier one, or both are parts of one close',
    remedy: 'compare the two places that `intel check` names',
  },
  drawdown_contradicts_peak: {
    meaning:
      '`drawdown_pct` and `peak_equity` of nav.json differ by more than one percentage point; the stricter counts',
    remedy: 'check that the executor writes `drawdown_pct` in percent, not as a fraction',
  },
  drawdown_contradicts_snapshot: {
    meaning:
      'risk_snapshot.json states a drawdown more than one percentage point worse than nav.json; the worse one counts',
    remedy: 'check which of the two files is stale, or has another peak',
  },
  expectancy_missing: {
    meaning: 'expectancy_v6.json is missing, or the probe cannot use it; `complete` is false',
    remedy: 'run `intel replay` first',
  },
  fees_not_in_usd: {
    meaning: 'fees are in an asset other than a dollar; these fees count as missing',
    remedy: 'pay fees in a dollar asset, or read net results as before these fees',
  },
  host_silent: {
    meaning:
      'HOST has sent nothing for a while, and ticks do not wait for it: its rows may be missing; `complete` is false until it sends again',
    remedy: 'start `intel ship` on HOST again; if HOST is gone for good, `intel engine forget HOST`',
  },
  journal_damaged: {
    meaning: 'a part of the journal cannot be used; `complete` is false',
    remedy: 'nothing, if the logs still hold the rows',
  },
  last_n_short: {
    meaning:
      'a window of the last N trades holds fewer: no more lie inside the horizon, and the fund may have made more before it',
    remedy:
      'nothing, if it has not; else set a longer `horizon`, or ask a command for `--window last_N`, which reaches back as far as it must',
  },
  log_damaged: {
    meaning: 'a sealed commit of the engine’s log cannot be read and is skipped; `complete` is false',
    remedy: GAP,
  },
  log_gap: {
    meaning: 'messages of the engine’s log were removed before they were read; `complete` is false',
    remedy: GAP,
  },
  many_clipped: {
    meaning: 'the gains of more than a tenth of the positions exceed the clip of R',
    remedy: 'check whether the recorded risk, or `fixed_sl_pct`, is too small',
  },
  miscalibrated: {
    meaning:
      'in a bin of at least 20 claims, what was said lies outside the 99 % interval of how often it happened: `calibration` of the scores file',
    remedy:
      'trust `edge` and `p_dd` less; see which chances were wrong, and whether many symbols changed at once (`drift`)',
  },
  nav_jump: {
    meaning:
      'an equity of three times or a third of the one before was not confirmed by later ones; that equity is left out',
    remedy: 'check the equity at `account.nav_jump_ts`, and repair its source',
  },
  nav_log_mistyped: {
    meaning: 'points of nav_log.json are not numbers; these points are left out',
    remedy: REPAIR_WRITER,
  },
  nav_log_unusable: { meaning: 'nav_log.json cannot be read; the file is left out', remedy: REPAIR_WRITER },
  nav_mistyped: {
    meaning: 'fields of nav.json are not numbers; these fields count as missing',
    remedy: REPAIR_WRITER,
  },
  nav_unusable: { meaning: 'nav.json cannot be read; the file is left out', remedy: REPAIR_WRITER },
  order_metrics_archive_damaged: {
    meaning:
      'a compressed segment of order_metrics.jsonl is damaged; the rows that can be read from it count; `complete` is false',
    remedy: GAP,
  },
  order_metrics_gap: {
    meaning:
      'rows of order_metrics.jsonl were rotated away before they were read, or a segment between others is missing; `complete` is false',
    remedy: HOLE,
  },
  order_metrics_recreate: {
    meaning: 'order_metrics.jsonl was replaced before all its rows were read; `complete` is false',
    remedy: GAP,
  },
  order_metrics_truncate: {
    meaning: 'order_metrics.jsonl was cut short before all its rows were read; `complete` is false',
    remedy: GAP,
  },
  order_metrics_unread_files: {
    meaning: 'files beside the segments of order_metrics.jsonl hold rows, or may, and are not read',
    remedy: STRAYS,
  },
  orders_executed_archive_damaged: {
    meaning:
      'a compressed segment of orders_executed.jsonl is damaged; the rows that can be read from it count; `complete` is false',
    remedy: GAP,
  },
  orders_executed_gap: {
    meaning:
      'rows of orders_executed.jsonl were rotated away before they were read, or a segment between others is missing; `complete` is false',
    remedy: HOLE,
  },
  orders_executed_recreate: {
    meaning: 'orders_executed.jsonl was replaced before all its rows were read; `complete` is false',
    remedy: GAP,
  },
  orders_executed_truncate: {
    meaning: 'orders_executed.jsonl was cut short before all its rows were read; `complete` is false',
    remedy: GAP,
  },
  orders_executed_unread_files: {
    meaning: 'files beside the segments of orders_executed.jsonl hold rows, or may, and are not read',
    remedy: STRAYS,
  },
  positions_mistyped: {
    meaning: 'fields of positions.json have a wrong type; these fields count as missing',
    remedy: REPAIR_WRITER,
  },
  positions_unknown_symbol: {
    meaning:
      'positions.json holds symbols that are neither in the universe nor in the logs; `current_weight` of symbols without a row is null',
    remedy: 'spell the symbols in `account.unknown_positions` as the universe does, or list them there',
  },
  positions_unpriced: {
    meaning:
      'rows of positions.json state neither a mark price nor a notional; `current_weight` of their symbols is null',
    remedy: 'have the executor write `markPrice` for the symbols in `account.unpriced_positions`',
  },
  positions_unusable: {
    meaning:
      'positions.json cannot be read, or none of its rows states the size of a position; every `current_weight` is null',
    remedy: `${REPAIR_WRITER}; nothing, if the desk holds no position`,
  },
  possible_duplicates: {
    meaning:
      'closes without a common id look like one close written twice, or like the cancellation of an earlier close; all of them count',
    remedy: 'compare these closes with the exchange',
  },
  published_unconfirmed: {
    meaning:
      'of an evaluation: what was published would have helped, or shows skill, and the advice that the logs give for the same trades does not',
    remedy:
      'run `intel verify`; see whether the config, or the rows, were others when it was published, and whether history/ was changed',
  },
  risk_snapshot_mistyped: {
    meaning: 'fields of risk_snapshot.json have a wrong type; these fields count as missing',
    remedy: REPAIR_WRITER,
  },
  risk_snapshot_unusable: {
    meaning: 'risk_snapshot.json cannot be read; the file is left out',
    remedy: REPAIR_WRITER,
  },
  router_health_mistyped: {
    meaning: 'fields of router_health.json have a wrong type; these fields count as missing',
    remedy: REPAIR_WRITER,
  },
  router_health_unusable: {
    meaning: 'router_health.json cannot be read; the file is left out',
    remedy: REPAIR_WRITER,
  },
  scores_missing: {
    meaning: 'symbol_scores_v6.json is missing, or the probe cannot use it; `complete` is false',
    remedy: 'run `intel replay` first',
  },
  strategy_config_unusable: {
    meaning: 'strategy_config.json cannot be used; no strategy has a stop',
    remedy: 'run `intel check`',
  },
  strategy_registry_unusable: {
    meaning: 'strategy_registry.json cannot be used; no strategy gets a weight',
    remedy: 'run `intel check`',
  },
  suggestions_missing: {
    meaning: 'router_policy_suggestions_v6.json is missing, or the probe cannot use it; `complete` is false',
    remedy: 'run `intel replay` first',
  },
  too_many_groups: {
    meaning:
      'the rows hold more symbols, strategies or pairs of them than `max_groups`; the group `other` has the rest, and files by symbol leave it out',
    remedy: 'repair the program that writes the names; if they are right, raise `max_groups`',
  },
  too_much_bad_input: {
    meaning: 'more rows than `max_bad_share` cannot be used; `complete` is false',
    remedy: 'read `quarantine.jsonl`',
  },
} as const satisfies Readonly<Record<string, WarningText>>;

export type WarningCode = keyof typeof WARNINGS;

const CODE = new RegExp(WARNING_CODE);

/** What a code says, of the subject that it names; undefined for one that this build does not know. */
export function warningText(code: string): WarningText | undefined {
  if (!CODE.test(code)) return undefined;
  const [kind, subject = SUBJECT] = code.split(':');
  const text = Object.entries(WARNINGS).find(([known]) => known === kind)?.[1];
  if (text === undefined) return undefined;
  const about = (words: string): string => words.replaceAll(SUBJECT, subject);
  return { meaning: about(text.meaning), remedy: about(text.remedy) };
}
