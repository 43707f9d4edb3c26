import { RISK_MODES } from '../../model/fund/risk-mode';
import { PATHS, SLIPPAGE_BANDS } from '../../model/regime';
import type { FromProperties, FromSchema } from '../../model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  flagOrNull,
  intervalOrNull,
  listOf,
  number,
  numberOrNull,
  numbers,
  orNull,
  text,
  textOrNull,
  texts,
  type WordSchema,
} from '../../model/schemas/shapes';
import { cuts, fund } from './cuts';
import { evidence } from './evidence';
import type { Explanation } from './explanation-model';
import {
  barFields,
  costs,
  curve,
  expectancy,
  scorePartWeight,
  symbolRow,
  windowSummaries,
} from './symbol-row';

/** The schemas of the page and its parts, and below them their types. */

const live = closed({
  state: text,
  /** Whether a process owns the directory now. */
  running: flag,
  written_ms: numberOrNull,
  gates: closed({ enabled: flagOrNull, router_autotune: flagOrNull, feedback_allocator: flagOrNull }),
});

export const freshness = { enum: ['fresh', 'stale', 'unknown'] } as const;

const risk = {
  risk_mode: { enum: [...RISK_MODES, null] } as const,
  /** What decided the mode, as codes. */
  risk_reasons: texts,
  /** The executor's own mode, as it writes it. */
  executor_risk_mode: textOrNull,
  equity_usd: numberOrNull,
  equity_as_of_ms: numberOrNull,
  peak_equity_usd: numberOrNull,
  /** Hours from the first equity behind the peak to the last. */
  peak_span_h: numberOrNull,
  /** The latest equity jump that is not believed. */
  nav_jump_ms: numberOrNull,
  drawdown_pct: numberOrNull,
  drawdown_source: textOrNull,
  /** Suggested weights together, a share of NAV. */
  total_weight: numberOrNull,
  /** What is left as cash, a share of NAV. */
  cash_weight: numberOrNull,
  /** The most that the mode allows, a share of NAV. */
  budget: numberOrNull,
};

export const header = closed({
  as_of: textOrNull,
  as_of_ms: numberOrNull,
  /** When this document was made. The page adds to the age while it stands open. */
  now_ms: number,
  /** now − as_of; null without one. */
  age_ms: numberOrNull,
  freshness,
  /** From this age on data is stale. */
  stale_after_ms: number,
  /** The moment of the history that is shown; null: the present files. Then age and freshness do not matter. */
  at_ms: numberOrNull,
  /** The primary window, such as `7d`. */
  window: textOrNull,
  /** The trades of the primary window. */
  sample_count: numberOrNull,
  ...risk,
  /** Whether the windows hold every row there was; null when no file says so. */
  complete: flagOrNull,
  /** How `intel live` is doing; null when it never ran here (a replay wrote the files). */
  live: orNull(live),
});

type ProblemCode =
  | 'missing'
  | 'unreadable'
  | 'other_version'
  | 'too_large'
  | 'mixed_moments'
  | 'stale'
  | 'from_the_future'
  | 'incomplete'
  | 'warning_in_file'
  | 'gate_off'
  | 'live_stopped'
  | 'live_degraded'
  | 'live_warning'
  | 'risk_unsure'
  | 'history_unreadable';

const code: WordSchema<ProblemCode> = text;
const problem = closed({
  severity: { enum: ['error', 'warning', 'info'] },
  /** A stable word. */
  code,
  /** The name of the file it is about, without a directory; null: of none. */
  file: textOrNull,
  /** One sentence in plain words. */
  message: text,
});
export const problems = listOf(problem);

const total = closed({
  costs,
  known_r: count,
  avg_r: numberOrNull,
  curve: orNull(curve),
  by_window: windowSummaries,
});

const barred = { expectancy, ...barFields };

const strategyRow = closed({
  strategy: text,
  score: numberOrNull,
  contributions: numbers,
  ...barred,
  capacity_usd: numberOrNull,
  /** The capacity as a share of NAV. */
  base_cap: numberOrNull,
  suggested_weight: numberOrNull,
  reason: textOrNull,
});
export const strategies = listOf(strategyRow);

const regimeCell = closed({
  path: { enum: PATHS },
  band: { enum: SLIPPAGE_BANDS },
  /** Of all trades. */
  share: number,
  ...barred,
});
/** 0..23, UTC. */
const hour = { type: 'integer', minimum: 0, maximum: 23 } as const;
const hourCell = closed({ hour, ...barred });
export const regimes = listOf(regimeCell);
export const hours = listOf(hourCell);
export const frames = listOf(number);

export const claimBinFields = {
  n: count,
  /** What the claims said in the mean, and how often it happened. */
  mean_p: numberOrNull,
  share: numberOrNull,
  /** Wilson's, with 95 %. */
  interval: intervalOrNull,
};
const claimBin = closed(claimBinFields);
export const claimFields = {
  /** Claims whose outcome is in. */
  claims: count,
  /** How many trades each speaks of. */
  next_trades: count,
  /** 0.95 is right. */
  prediction_coverage: numberOrNull,
  r_interval_coverage: numberOrNull,
  miscalibrated: flagOrNull,
};
const claims = closed({
  ...claimFields,
  from_ms: numberOrNull,
  to_ms: numberOrNull,
  /** Mean (p − y)², and 1 − that over what the base rate scores. */
  brier: numberOrNull,
  skill: numberOrNull,
  /** By chance, the lowest first; empty ones are left out. */
  bins: listOf(claimBin),
});

export const page = closed({
  /** Grows when a field is renamed or taken away. */
  version: { const: 1 },
  header,
  /** What is wrong with the data, the worst first. Empty: it can be trusted. */
  problems,
  /** The parts of the score in their order, with their weights. */
  score_parts: listOf(scorePartWeight),
  /** Every symbol of any file: by score, the best first, then those without one; equal ones by name. */
  symbols: listOf(symbolRow),
  /** All trades of the primary window together; null when the expectancy file is not there. */
  total: orNull(total),
  /** The fund by day; null when the expectancy file does not say. */
  fund: orNull(fund),
  cuts,
  /** By mean R, the best first. */
  strategies,
  /** The cells that hold trades, path by path. They are a partition: their counts add up to the total's. */
  regimes,
  /** All 24 hours of the day, UTC, of the close; those without trades have count 0. */
  hours,
  /** How the claims of p_dd have turned out; null when the scores file does not say. */
  claims: orNull(claims),
  /** How many cells are compared at once: what `r_interval_adjusted` allows for. */
  comparisons: closed({ hours: count, regimes: count }),
  /** What `intel evaluate` left beside the state files; null without one, and at a moment of the history. */
  evidence: orNull(evidence),
  /** Moments of the history that may be looked at, epoch ms, the oldest first: `?at=<ms>`. */
  frames,
});

/**
 * All that the Intelligence page draws: one JSON document, made of the state files and nothing else. Fields that the
 * state files have keep their names and units: shares and weights 0..1, `drawdown_pct` in percent (6 is 6 %), R
 * multiples of the risk, money in USD, slippage in bps where a cost is positive. What is not known is null. A name that
 * ends in `_ms` is epoch milliseconds or a duration; other times are ISO 8601 in UTC. Any text may come from a log.
 */
export type PageModel = FromSchema<typeof page>;

/** What stands at the head of the page. */
export type PageHeader = FromSchema<typeof header>;

/** Risk mode, drawdown, equity and the budget: what the account says, and the allocation with it. */
export type RiskSummary = FromProperties<typeof risk>;
export type LiveSummary = FromSchema<typeof live>;

/** Something a reader must know before trusting a number. */
export type StateProblem = FromSchema<typeof problem>;

/** The fund over the primary window: sums over its symbols, and its running total. */
export type FundTotal = FromSchema<typeof total>;

/** What was said of the next trades, held against them. */
export type ClaimsSummary = FromSchema<typeof claims>;
export type StrategyRow = FromSchema<typeof strategyRow>;

/** Numbers of a cell among many that are looked at together. */
export type ComparisonCell = FromProperties<typeof barred>;
export type RegimeCell = FromSchema<typeof regimeCell>;
export type HourCell = FromSchema<typeof hourCell>;

/** What a report carries in its one file: the page, and the explanation of each symbol that has one. */
export interface ReportModel {
  readonly page: PageModel;
  readonly explanations: readonly Explanation[];
}
