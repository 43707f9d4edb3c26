import type { RiskMode } from '../../src/model/fund/risk-mode';

/** Every term of a policy suggestion: recomputing from these gives the proposed numbers exactly (`recompute…`). */
export interface PolicyExplanation {
  readonly risk_mode: RiskMode;
  readonly bias: BiasTerms;
  readonly offset: OffsetTerms;
  readonly maker_first: MakerFirstTerms;
  readonly expected_cost_bps: { readonly current: number | null; readonly proposed: number | null };
}

type BiasBinding = 'too_few_rows' | 'no_clear_advantage' | 'makers_do_not_fill' | 'step' | 'bound' | 'frozen';

export interface BiasTerms {
  readonly current: number;
  readonly maker_rows: number;
  readonly taker_rows: number;
  /** C_M and C_T: expected cost of starting as maker, as taker, in bps. */
  readonly maker_cost_bps: number | null;
  readonly taker_cost_bps: number | null;
  /** A = C_T − C_M. */
  readonly advantage_bps: number | null;
  readonly standard_error_bps: number | null;
  readonly threshold_bps: number | null;
  readonly step: number;
  /** Share of the step taken: min(1, |A|/full step). */
  readonly step_share: number;
  readonly low: number;
  readonly high: number;
  readonly proposed: number;
  readonly binding: BiasBinding;
}

type OffsetBinding = 'too_few_rows' | 'fill_rate_near_target' | 'defensive' | 'step' | 'bound' | 'frozen';

export interface OffsetTerms {
  readonly current: number;
  readonly rows: number;
  readonly filled: number;
  readonly fill_rate: number;
  readonly target: number;
  readonly gap: number;
  readonly standard_error: number;
  readonly step: number;
  readonly step_share: number;
  readonly low: number;
  readonly high: number;
  readonly proposed: number;
  readonly binding: OffsetBinding;
}

type MakerFirstBinding =
  | 'too_few_rows'
  | 'quality_allows_no_change'
  | 'cost_says_opposite'
  | 'defensive_cost'
  | 'quality_broken'
  | 'quality_good';

export interface MakerFirstTerms {
  readonly current: boolean;
  readonly slippage_rows: number;
  readonly proposed: boolean;
  readonly binding: MakerFirstBinding;
}
