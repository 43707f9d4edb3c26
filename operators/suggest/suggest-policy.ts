import type { AutotuneBounds, Desk } from '../../src/model/fund/desk';
import { labelOfBias } from '../../src/model/route';
import { rounded } from '../../src/model/math/round';
import type { RiskMode } from '../../src/model/fund/risk-mode';
import type { Policy } from '../router/current-policy';
import { expectedCost } from './expected-cost';
import { policyRationale } from './policy-rationale';
import type { RouterStats } from '../router/router-stats';
import type { PolicySuggestion } from './suggestions-file';
import { biasTerms } from './suggest-bias';
import { makerFirstTerms } from './suggest-maker-first';
import { offsetTerms } from './suggest-offset';
import type { SymbolRouter } from '../router/symbol-router';

/**
 * The router auto-tune suggestion of one symbol: where its policy might move by at most one step, on
 * the evidence of its own rows. No evidence, no move. Advice only.
 */
export function suggestPolicy(
  symbol: string,
  router: SymbolRouter,
  pooled: RouterStats,
  riskMode: RiskMode,
  desk: Desk,
): PolicySuggestion {
  const { current_policy: current, evidence } = router;
  const bias = biasTerms(current.taker_bias, evidence, pooled, desk);
  const offset = offsetTerms(current.offset_bps, evidence, riskMode, desk);
  const moved = {
    taker_bias: bias.proposed,
    bias_label: labelOfBias(bias.proposed),
    offset_bps: offset.proposed,
  };
  const costOf = (policy: Pick<Policy, 'maker_first' | 'taker_bias'>): number | null =>
    expectedCost(policy, bias.maker_cost_bps, bias.taker_cost_bps);
  const maker = makerFirstTerms(router, bias, desk.settings, (makerFirst) => {
    if (riskMode !== 'defensive') return true;
    const before = costOf(current);
    const after = costOf({ ...moved, maker_first: makerFirst });
    return before !== null && after !== null && after <= before;
  });
  const proposed = { maker_first: maker.proposed, ...moved };
  const explanation = {
    risk_mode: riskMode,
    bias,
    offset,
    maker_first: maker,
    expected_cost_bps: { current: costOf(current), proposed: costOf(proposed) },
  };
  const { quality, regime, metrics } = router;
  return rounded({
    symbol,
    regime,
    quality,
    metrics,
    current_policy: current,
    proposed_policy: proposed,
    out_of_bounds: outOfBounds(current, desk.autotune),
    explanation,
    rationale: policyRationale(current, proposed, explanation, quality),
  });
}

function outOfBounds(current: Policy, bounds: AutotuneBounds): readonly string[] {
  const outside: string[] = [];
  if (current.taker_bias < bounds.minBias || current.taker_bias > bounds.maxBias) outside.push('taker_bias');
  if (current.offset_bps < bounds.minOffsetBps || current.offset_bps > bounds.maxOffsetBps)
    outside.push('offset_bps');
  return outside;
}
