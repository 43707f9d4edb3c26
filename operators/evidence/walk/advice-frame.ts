import type { RiskMode } from '../../../src/model/fund/risk-mode';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';

/** What a symbol's advice was made of: its record in the primary window. */
export type AdviceRecord = Pick<
  AdviceMeasures,
  'count' | 'known_r' | 'avg_return' | 'avg_r' | 'std_r' | 'shrunk_r' | 'drawdown_aware_r' | 'edge'
>;

/** The part of a record that is kept with the advice. */
export function adviceRecord(record: AdviceRecord): AdviceRecord {
  const { count, known_r, avg_return, avg_r, std_r, shrunk_r, drawdown_aware_r, edge } = record;
  return { count, known_r, avg_return, avg_r, std_r, shrunk_r, drawdown_aware_r, edge };
}

/** What was advised for an enabled symbol with a cap. */
export interface SymbolAdvice {
  /** min(cap, ceiling): what a weight is a share of. Above 0. */
  readonly base: number;
  readonly weight: number;
  /** The suggested `max_nav_pct`. */
  readonly maxNav: number;
  /** What binds phi. */
  readonly reason: string;
  readonly score: number | null;
  readonly record: AdviceRecord;
}

/** The same, to be kept: that of a walk changes with its next moment. */
export function keptAdvice({ base, weight, maxNav, reason, score, record }: SymbolAdvice): SymbolAdvice {
  return { base, weight, maxNav, reason, score, record: adviceRecord(record) };
}

/** The advice in force at a moment, as far as sizes follow from it. */
export interface AdviceFrame {
  readonly asOf: number;
  readonly mode: RiskMode;
  /** Why the account has its mode. */
  readonly modeReasons: readonly string[];
  /** The mode's factor of weights. */
  readonly k: number;
  /** By symbol, in order of name. */
  readonly symbols: ReadonlyMap<string, SymbolAdvice>;
}
