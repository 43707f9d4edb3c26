import type { AccountView } from '../account/measure-account';
import type { AllocationTerms, PhiTerms } from './allocation-terms';
import { BINDING_WORDS } from './binding-words';
import { digits, percentText } from './digits';

/** Why a symbol gets the weight and the caps it gets, in lines for a person. */
export function symbolRationale(
  terms: AllocationTerms,
  account: AccountView,
  capSource: string | null,
): readonly string[] {
  return [
    phiLine(terms.phi),
    ...qualityLine(terms.phi),
    weightLine(terms),
    ...capLines(terms, capSource),
    modeLine(account),
  ];
}

/** The same for a strategy. */
export function strategyRationale(
  terms: Pick<AllocationTerms, 'phi' | 'weight'>,
  account: AccountView,
): readonly string[] {
  return [phiLine(terms.phi), weightLine(terms), modeLine(account)];
}

function phiLine(phi: PhiTerms): string {
  return BINDING_WORDS[phi.binding].line(phi);
}

function qualityLine(phi: PhiTerms): readonly string[] {
  if (phi.quality_factor === 1 || phi.before_quality === 0) return [];
  return [`Router quality ${phi.quality ?? 'unknown'} leaves ${percentText(phi.quality_factor)} of that.`];
}

function weightLine({ phi, weight }: Pick<AllocationTerms, 'phi' | 'weight'>): string {
  if (weight.binding === 'no_cap') return BINDING_WORDS.no_cap.line(phi);
  if (weight.weight === null) return 'Weight unknown: the account’s equity is unknown.';
  const earned = `${percentText(weight.base ?? 0)} of NAV × ${percentText(weight.phi)} = ${percentText(weight.raw)}`;
  if (weight.raw === 0) return 'Weight 0.';
  if (weight.binding === 'budget') {
    return `Weight ${percentText(weight.weight)}: ${earned}, cut so that all candidates (${percentText(weight.total_raw)}) fit the ${weight.mode} budget of ${percentText(weight.budget)}.`;
  }
  return `Weight ${percentText(weight.weight)}: ${earned}${weight.k < 1 ? `, times ${weight.k} in ${weight.mode} mode` : ''}.`;
}

function capLines({ max_nav, max_concurrent }: AllocationTerms, source: string | null): readonly string[] {
  const lines: string[] = [];
  if (max_nav !== null) {
    const held =
      max_nav.binding === 'ceiling' ? `, held at the ceiling of ${percentText(max_nav.ceiling)}` : '';
    lines.push(
      `Cap ${percentText(max_nav.cap)} (${source ?? 'unknown'}) → ${percentText(max_nav.value)}: growth ${max_nav.g}, mode ${max_nav.k}${held}.`,
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
