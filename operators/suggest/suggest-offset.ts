import type { Desk } from '../../src/model/fund/desk';
import { round9 } from '../../src/model/math/fixed';
import type { RiskMode } from '../../src/model/fund/risk-mode';
import { moveWithin } from './move-within';
import type { OffsetTerms } from './policy-terms';
import type { RouterStats } from '../router/router-stats';

/** Where the quote offset might move: closer when too few makers fill, away when they fill easily. */
export function offsetTerms(
  current: number,
  evidence: RouterStats,
  riskMode: RiskMode,
  desk: Desk,
): OffsetTerms {
  const { pseudo_rows: pseudo, fill_target: target, min_side_rows, z } = desk.settings.autotune;
  const { minOffsetBps: low, maxOffsetBps: high, maxOffsetStepBps: step } = desk.autotune;
  const { hits: filled, rows } = evidence.makerStartFill;
  const rate = (filled + target * pseudo) / (rows + pseudo);
  const gap = round9(rate - target);
  const error = round9(Math.sqrt((rate * (1 - rate)) / (rows + pseudo)));
  const terms = {
    current,
    rows,
    filled,
    fill_rate: round9(rate),
    target,
    gap,
    standard_error: error,
    step,
    low,
    high,
  };
  const hold = (binding: OffsetTerms['binding']): OffsetTerms => ({
    ...terms,
    step_share: 0,
    proposed: current,
    binding,
  });
  if (rows < min_side_rows) return hold('too_few_rows');
  if (Math.abs(gap) <= z * error) return hold('fill_rate_near_target');
  if (riskMode === 'defensive') return hold('defensive');
  if (step === 0) return hold('frozen');
  const step_share = round9(Math.min(1, gap > 0 ? gap / (1 - target) : -gap / target));
  const proposed = moveWithin(current, gap > 0 ? 1 : -1, step, step_share, low, high);
  const whole = moveWithin(current, gap > 0 ? 1 : -1, step, step_share, -Infinity, Infinity);
  return { ...terms, step_share, proposed, binding: proposed === whole ? 'step' : 'bound' };
}
