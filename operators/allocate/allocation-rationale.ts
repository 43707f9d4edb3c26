import type { AllocationTerms, PhiTerms, WeightTerms } from './allocation-terms';
import type { AccountView } from '../account/measure-account';

/** Why a symbol gets the weight and the caps it gets, in lines for a person. */
export function symbolRationale(
  terms: AllocationTerms,
  account: AccountView,
  capSource: string | null,
): readonly string[] {
  return [
    phiLine(terms.phi),
    ...qualityLine(terms.phi),
    weightLine(terms.weight),
    ...capLines(terms, capSource),
    modeLine(account),
  ];
}

/** The same for a strategy. */
export function strategyRationale(
  terms: Pick<AllocationTerms, 'phi' | 'weight'>,
  account: AccountView,
): readonly string[] {
  return [phiLine(terms.phi), weightLine(terms.weight), modeLine(account)];
}

function phiLine(phi: PhiTerms): string {
  const score = phi.score === null ? 'unknown' : digits(phi.score, 3);
  const sample = `${phi.known_r} trades with a known R`;
  switch (phi.binding) {
    case 'disabled':
      return 'No weight: disabled in the configuration.';
    case 'not_in_universe':
      return 'No weight: traded, but not in the universe.';
    case 'not_in_registry':
      return 'No weight: traded, but not in the strategy registry.';
    case 'no_score':
      return 'No weight: it has no score.';
    case 'edge_below_min':
      return `No weight: edge ${digits(phi.edge ?? 0, 3)} is below ${phi.edge_min}.`;
    case 'no_risk_basis':
      return `No weight: ${phi.count} trades, but only ${phi.known_r} with a known risk.`;
    case 'score_below_lo':
      return `No weight: score ${score} is not above ${phi.lo}.`;
    case 'probe_floor':
      return `Probe: ${sample} of ${phi.trusted_trades} needed; it gets the least share, ${percent(phi.before_quality)} of its cap.`;
    case 'probe_ramp':
      return `Probe: score ${score} asks for ${percent(phi.linear)} of its cap, ${sample} of ${phi.trusted_trades} needed allow ${percent(phi.before_quality)}.`;
    case 'score':
    case 'score_above_hi':
      return `Score ${score} earns ${percent(phi.before_quality)} of its cap (${sample}).`;
  }
}

function qualityLine(phi: PhiTerms): readonly string[] {
  if (phi.quality_factor === 1 || phi.before_quality === 0) return [];
  return [`Router quality ${phi.quality ?? 'unknown'} leaves ${percent(phi.quality_factor)} of that.`];
}

function weightLine(weight: WeightTerms): string {
  if (weight.binding === 'no_cap') return 'Weight 0: no limit is configured for it anywhere.';
  if (weight.weight === null) return 'Weight unknown: the account’s equity is unknown.';
  const earned = `${percent(weight.base ?? 0)} of NAV × ${percent(weight.phi)} = ${percent(weight.raw)}`;
  if (weight.raw === 0) return 'Weight 0.';
  if (weight.binding === 'budget') {
    return `Weight ${percent(weight.weight)}: ${earned}, cut so that all candidates (${percent(weight.total_raw)}) fit the ${weight.mode} budget of ${percent(weight.budget)}.`;
  }
  return `Weight ${percent(weight.weight)}: ${earned}${weight.k < 1 ? `, times ${weight.k} in ${weight.mode} mode` : ''}.`;
}

function capLines({ max_nav, max_concurrent }: AllocationTerms, source: string | null): readonly string[] {
  const lines: string[] = [];
  if (max_nav !== null) {
    const held = max_nav.binding === 'ceiling' ? `, held at the ceiling of ${percent(max_nav.ceiling)}` : '';
    lines.push(
      `Cap ${percent(max_nav.cap)} (${source ?? 'unknown'}) → ${percent(max_nav.value)}: growth ${max_nav.g}, mode ${max_nav.k}${held}.`,
    );
  }
  if (max_concurrent !== null && max_concurrent.value !== max_concurrent.current) {
    lines.push(`Concurrent positions ${max_concurrent.current} → ${max_concurrent.value}.`);
  }
  return lines;
}

function modeLine(account: AccountView): string {
  const drawdown = account.drawdown_pct === null ? 'unknown' : `${digits(account.drawdown_pct, 2)} %`;
  const why = account.reasons.length > 0 ? ` (${account.reasons.join(', ')})` : '';
  return `Risk mode ${account.risk_mode}: drawdown ${drawdown}${why}.`;
}

function percent(share: number): string {
  return `${digits(share * 100, 2)} %`;
}

function digits(value: number, places: number): string {
  return String(Number(value.toFixed(places)));
}
