import type { RiskMode } from '../../src/model/fund/risk-mode';
import type { AllocationRow, StrategyAllocation } from './allocation-terms';
import type { Metadata, Header } from '../core/header';

/** `risk_allocation_suggestions_v6.json`. */
export interface AllocationFile extends Header {
  readonly global: {
    readonly current_equity_usd: number | null;
    readonly current_drawdown_pct: number | null;
    readonly risk_mode: RiskMode;
    readonly reasons: readonly string[];
    readonly total_weight: number;
    readonly cash_weight: number;
    readonly budget: number;
  };
  readonly symbols: readonly AllocationRow[];
  readonly strategies: readonly StrategyAllocation[];
  readonly metadata: Metadata;
}
