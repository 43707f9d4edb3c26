import type { Desk } from '../../src/model/fund/desk';
import { published, round9 } from '../../src/model/math/fixed';
import { shrunkCost } from './expected-cost';
import { moveWithin } from './move-within';
import type { BiasTerms } from './policy-terms';
import type { RouterStats, SideCost } from '../router/router-stats';

/** Where the taker bias might move, on the costs of both sides: towards the side that is clearly cheaper. */
export function biasTerms(
  current: number,
  evidence: RouterStats,
  pooled: RouterStats,
  desk: Desk,
): BiasTerms {
  const { autotune } = desk.settings;
  const { minBias: low, maxBias: high, maxBiasStep: step } = desk.autotune;
  const maker_cost_bps = shrunkCost(evidence.maker, pooled.maker, autotune.pseudo_rows);
  const taker_cost_bps = shrunkCost(evidence.taker, pooled.taker, autotune.pseudo_rows);
  const advantage =
    maker_cost_bps === null || taker_cost_bps === null ? null : round9(taker_cost_bps - maker_cost_bps);
  const error = standardError(evidence.maker, evidence.taker);
  const threshold = error === null ? null : round9(Math.max(autotune.z * error, autotune.min_advantage_bps));
  const { hits, rows } = evidence.unfilledMaker;
  const unfilled = rows === 0 ? null : round9(hits / rows);
  const terms = {
    current,
    maker_rows: evidence.maker.rows,
    taker_rows: evidence.taker.rows,
    maker_cost_bps,
    taker_cost_bps,
    advantage_bps: advantage,
    standard_error_bps: error,
    threshold_bps: threshold,
    unfilled_maker_share: unfilled,
    step,
    low,
    high,
  };
  const hold = (binding: BiasTerms['binding']): BiasTerms => ({
    ...terms,
    step_share: 0,
    proposed: current,
    binding,
  });
  const fewest = Math.min(evidence.maker.rows, evidence.taker.rows);
  if (fewest < autotune.min_side_rows || advantage === null || threshold === null)
    return hold('too_few_rows');
  if (Math.abs(advantage) <= threshold) return hold('no_clear_advantage');
  if (advantage > 0 && unfilled !== null && unfilled > autotune.max_unfilled_maker_share)
    return hold('makers_do_not_fill');
  if (step === 0) return hold('frozen');
  const step_share = round9(Math.min(1, Math.abs(advantage) / autotune.full_step_advantage_bps));
  const proposed = moveWithin(current, advantage > 0 ? -1 : 1, step, step_share, low, high);
  const whole = moveWithin(current, advantage > 0 ? -1 : 1, step, step_share, -Infinity, Infinity);
  return { ...terms, step_share, proposed, binding: proposed === whole ? 'step' : 'bound' };
}

function standardError(maker: SideCost, taker: SideCost): number | null {
  if (maker.variance === undefined || taker.variance === undefined) return null;
  return published(Math.sqrt(maker.variance / maker.rows + taker.variance / taker.rows));
}
