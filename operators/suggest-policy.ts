import { clamp, floorMulDiv, fromNano, NANO, published, round9, toNano } from '../src/model/fixed';
import type { AutotuneBounds, Desk } from '../src/model/desk';
import { labelOfBias } from '../src/model/route';
import { rounded } from '../src/model/round';
import type { RiskMode } from '../src/model/risk-mode';
import type { Settings } from '../src/model/settings';
import { numbersOf, type Policy, type SymbolRouter } from './measure-router';
import type { BiasTerms, MakerFirstTerms, OffsetTerms } from './policy-explanation';
import { isCalm } from './router-class';
import type { RouterStats, SideCost } from './router-stats';
import { policyRationale } from './policy-rationale';
import type { PolicySuggestion } from './state-files';

/**
 * The router auto-tune suggestion of one symbol (SPEC 4.5): where its policy might move by at most one step, on
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

/** (1 − bias)·C_M + bias·C_T when makers go first, else C_T; null where a cost is unknown. */
export function expectedCost(
  policy: Pick<Policy, 'maker_first' | 'taker_bias'>,
  makerCost: number | null,
  takerCost: number | null,
): number | null {
  if (!policy.maker_first) return takerCost;
  if (makerCost === null || takerCost === null) return null;
  return round9((1 - policy.taker_bias) * makerCost + policy.taker_bias * takerCost);
}

/** `current` moved by `share` of `step`, in 1e-9, truncated towards it, never out of bounds nor further out. */
export function moveWithin(
  current: number,
  direction: -1 | 1,
  step: number,
  share: number,
  low: number,
  high: number,
): number {
  const from = toNano(current);
  const size = floorMulDiv(toNano(step), toNano(share), NANO);
  return fromNano(clamp(from + direction * size, Math.min(toNano(low), from), Math.max(toNano(high), from)));
}

function biasTerms(current: number, evidence: RouterStats, pooled: RouterStats, desk: Desk): BiasTerms {
  const { autotune } = desk.settings;
  const { minBias: low, maxBias: high, maxBiasStep: step } = desk.autotune;
  const maker_cost_bps = sideCost(evidence.maker, pooled.maker, autotune.pseudo_rows);
  const taker_cost_bps = sideCost(evidence.taker, pooled.taker, autotune.pseudo_rows);
  const advantage =
    maker_cost_bps === null || taker_cost_bps === null ? null : round9(taker_cost_bps - maker_cost_bps);
  const error = standardError(evidence.maker, evidence.taker);
  const threshold = error === null ? null : round9(Math.max(autotune.z * error, autotune.min_advantage_bps));
  const terms = {
    current,
    maker_rows: evidence.maker.rows,
    taker_rows: evidence.taker.rows,
    maker_cost_bps,
    taker_cost_bps,
    advantage_bps: advantage,
    standard_error_bps: error,
    threshold_bps: threshold,
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
  const { hits, rows } = evidence.unfilledMaker;
  if (advantage > 0 && rows > 0 && hits / rows > autotune.max_unfilled_maker_share)
    return hold('makers_do_not_fill');
  if (step === 0) return hold('frozen');
  const step_share = round9(Math.min(1, Math.abs(advantage) / autotune.full_step_advantage_bps));
  const proposed = moveWithin(current, advantage > 0 ? -1 : 1, step, step_share, low, high);
  const whole = moveWithin(current, advantage > 0 ? -1 : 1, step, step_share, -Infinity, Infinity);
  return { ...terms, step_share, proposed, binding: proposed === whole ? 'step' : 'bound' };
}

// (Σc + 10·ū)/(n + 10): a side's mean cost, shrunk towards all symbols' rows of that side.
function sideCost(own: SideCost, pooled: SideCost, pseudoRows: number): number | null {
  if (pooled.rows === 0) return null;
  return published((own.sum + (pseudoRows * pooled.sum) / pooled.rows) / (own.rows + pseudoRows));
}

function standardError(maker: SideCost, taker: SideCost): number | null {
  if (maker.variance === undefined || taker.variance === undefined) return null;
  return published(Math.sqrt(maker.variance / maker.rows + taker.variance / taker.rows));
}

function offsetTerms(current: number, evidence: RouterStats, riskMode: RiskMode, desk: Desk): OffsetTerms {
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

// Off when the router is broken, back on when it is good, unless the costs of both sides say the opposite.
function makerFirstTerms(
  router: SymbolRouter,
  bias: BiasTerms,
  settings: Settings,
  affordable: (makerFirst: boolean) => boolean,
): MakerFirstTerms {
  const { current_policy, evidence, quality } = router;
  const current = current_policy.maker_first;
  const terms = { current, slippage_rows: evidence.slippage.rows };
  const hold = (binding: MakerFirstTerms['binding']): MakerFirstTerms => ({
    ...terms,
    proposed: current,
    binding,
  });
  if (evidence.slippage.rows < settings.router.min_samples) return hold('too_few_rows');
  const off = current && quality === 'broken';
  const on = !current && isGoodWithoutMakers(router, settings);
  if (!off && !on) return hold('quality_allows_no_change');
  const bothSides = Math.min(bias.maker_rows, bias.taker_rows) >= settings.autotune.min_side_rows;
  const advantage = bothSides ? (bias.advantage_bps ?? 0) : 0;
  if (off ? advantage > 0 : advantage < 0) return hold('cost_says_opposite');
  if (!affordable(!current)) return hold('defensive_cost');
  return { ...terms, proposed: !current, binding: off ? 'quality_broken' : 'quality_good' };
}

// Good; with too few maker rows to judge the maker side, that side counts as met.
function isGoodWithoutMakers(router: SymbolRouter, settings: Settings): boolean {
  if (router.quality === 'good') return true;
  const judged = router.evidence.makerStarts >= settings.router.min_samples;
  return !judged && router.quality === 'ok' && isCalm(numbersOf(router.metrics, false), settings);
}

function outOfBounds(current: Policy, bounds: AutotuneBounds): readonly string[] {
  const outside: string[] = [];
  if (current.taker_bias < bounds.minBias || current.taker_bias > bounds.maxBias) outside.push('taker_bias');
  if (current.offset_bps < bounds.minOffsetBps || current.offset_bps > bounds.maxOffsetBps)
    outside.push('offset_bps');
  return outside;
}
