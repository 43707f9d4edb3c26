import type { Costs, Curve, Expectancy, ScorePartWeight, SymbolRow, WindowSummary } from './symbol-row';

/**
 * All that the Intelligence page draws: one JSON document, made of the state files and nothing else. Fields that the
 * state files have keep their names and units: shares and weights 0..1, `drawdown_pct` in percent (6 is 6 %), R
 * multiples of the risk, money in USD, slippage in bps where a cost is positive. What is not known is null. A name that
 * ends in `_ms` is epoch milliseconds or a duration; other times are ISO 8601 in UTC. Any text may come from a log.
 */
export interface PageModel {
  /** Grows when a field is renamed or taken away. */
  readonly version: 1;
  readonly header: PageHeader;
  /** What is wrong with the data, the worst first. Empty: it can be trusted. */
  readonly problems: readonly StateProblem[];
  /** The parts of the score in their order, with their weights. */
  readonly score_parts: readonly ScorePartWeight[];
  /** Every symbol of any file: by score, the best first, then those without one; equal ones by name. */
  readonly symbols: readonly SymbolRow[];
  /** All trades of the primary window together; null when the expectancy file is not there. */
  readonly total: FundTotal | null;
  /** By mean R, the best first. */
  readonly strategies: readonly StrategyRow[];
  /** The cells that hold trades, path by path. They are a partition: their counts add up to the total's. */
  readonly regimes: readonly RegimeCell[];
  /** All 24 hours of the day, UTC, of the close; those without trades have count 0. */
  readonly hours: readonly HourCell[];
  /** How many cells are compared at once: what `r_interval_adjusted` allows for. */
  readonly comparisons: { readonly hours: number; readonly regimes: number };
  /** Moments of the history that may be looked at, epoch ms, the oldest first: `?at=<ms>`. */
  readonly frames: readonly number[];
}

type RiskModeName = 'normal' | 'cautious' | 'defensive';

/** What stands at the head of the page. */
export interface PageHeader {
  readonly as_of: string | null;
  readonly as_of_ms: number | null;
  /** When this document was made. The page adds to the age while it stands open. */
  readonly now_ms: number;
  /** now − as_of; null without one. */
  readonly age_ms: number | null;
  readonly freshness: 'fresh' | 'stale' | 'unknown';
  /** From this age on data is stale. */
  readonly stale_after_ms: number;
  /** The moment of the history that is shown; null: what stands now. Then age and freshness do not matter. */
  readonly at_ms: number | null;
  /** The primary window, such as `7d`, and its trades. */
  readonly window: string | null;
  readonly sample_count: number | null;
  readonly risk_mode: RiskModeName | null;
  /** What decided the mode, as codes. */
  readonly risk_reasons: readonly string[];
  readonly equity_usd: number | null;
  readonly equity_as_of_ms: number | null;
  readonly peak_equity_usd: number | null;
  readonly drawdown_pct: number | null;
  readonly drawdown_source: string | null;
  /** Suggested weights together, what is left as cash, and the most the mode allows: shares of NAV. */
  readonly total_weight: number | null;
  readonly cash_weight: number | null;
  readonly budget: number | null;
  /** Whether the windows hold every row there was; null when no file says so. */
  readonly complete: boolean | null;
  /** How `intel live` is doing; null when it never ran here (a replay wrote the files). */
  readonly live: LiveSummary | null;
}

export interface LiveSummary {
  readonly state: string;
  /** Whether a process owns the directory now. */
  readonly running: boolean;
  readonly written_ms: number | null;
  readonly gates: {
    readonly enabled: boolean | null;
    readonly router_autotune: boolean | null;
    readonly feedback_allocator: boolean | null;
  };
}

/** Something a reader must know before trusting a number. */
export interface StateProblem {
  readonly severity: 'error' | 'warning' | 'info';
  /** A stable word: `missing`, `unreadable`, `other_version`, `stale`, `incomplete`, `gate_off`, … */
  readonly code: ProblemCode;
  /** The name of the file it is about, without a directory; null: of none. */
  readonly file: string | null;
  /** One sentence in plain words. */
  readonly message: string;
}

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

/** The fund over the primary window: sums over its symbols, and its running total. */
export interface FundTotal {
  readonly costs: Costs;
  readonly known_r: number;
  readonly avg_r: number | null;
  readonly curve: Curve | null;
  readonly by_window: readonly WindowSummary[];
}

export interface StrategyRow {
  readonly strategy: string;
  readonly score: number | null;
  readonly contributions: Readonly<Record<string, number>>;
  readonly expectancy: Expectancy;
  readonly capacity_usd: number | null;
  readonly suggested_weight: number | null;
  readonly reason: string | null;
}

/** Numbers of a cell among many that are looked at together. */
export interface ComparisonCell {
  readonly expectancy: Expectancy;
  /** The interval of the mean R that allows for the number of cells; `clears_bar`: it lies wholly beside 0. */
  readonly r_interval_adjusted: readonly [number, number] | null;
  readonly clears_bar: boolean;
}

export interface RegimeCell extends ComparisonCell {
  readonly path: 'maker' | 'maker_to_taker' | 'taker' | 'unknown';
  readonly band: 'improved' | 'low' | 'mid' | 'high' | 'none';
  /** Of all trades. */
  readonly share: number;
}

export interface HourCell extends ComparisonCell {
  /** 0..23, UTC. */
  readonly hour: number;
}

/** What the page asks for when a symbol is opened: `GET /api/explanation?symbol=…`. The same as `intel explain`. */
export interface Explanation {
  readonly symbol: string;
  readonly as_of: string;
  readonly window: string;
  readonly sections: readonly {
    readonly title: string;
    readonly statements: readonly {
      readonly name: string;
      readonly value: string;
      readonly formula: string;
    }[];
    readonly remarks: readonly string[];
  }[];
}

/** What a report carries in its one file: the page, and the explanation of each symbol that has one. */
export interface ReportModel {
  readonly page: PageModel;
  readonly explanations: readonly Explanation[];
}
