import { reasonWords } from '../../../src/model/fund/reason-words';
import type { AccountView } from '../../account/measure-account';
import type { AllocationTerms, PhiTerms, WeightTerms } from '../weights/allocation-terms';
import { earnedWords } from './binding-words';
import { digits, percentText } from './digits';
import { orderWords } from './order-words';

/** Why a symbol gets the weight and the caps it gets, in lines for a person. */
export function symbolRationale(
  terms: AllocationTerms,
  account: AccountView,
  capSource: string | null,
): readonly string[] {
  return [
    earnedLine(terms),
    ...disagreementLine(terms.phi),
    ...qualityLine(terms.phi),
    ...weightLine(terms),
    ...capLines(terms, capSource),
    modeLine(account),
  ];
}

/** The same for a strategy. */
export function strategyRationale(
  terms: Pick<AllocationTerms, 'phi' | 'weight'>,
  account: AccountView,
): readonly string[] {
  return [earnedLine(terms), ...disagreementLine(terms.phi), ...weightLine(terms), modeLine(account)];
}

type Earned = Pick<AllocationTerms, 'phi' | 'weight'>;

function earnedLine({ phi, weight }: Earned): string {
  return earnedWords(phi, weight).line(phi, weight);
}

// The same record at or above the least edge by one measure and below it by the other.
function disagreementLine({ edge, edge_usd, edge_min }: PhiTerms): readonly string[] {
  if (edge === null || edge_usd === null || edge >= edge_min === edge_usd >= edge_min) return [];
  return [`Money and R disagree: the edge is ${digits(edge, 3)} in R and ${digits(edge_usd, 3)} in USD.`];
}

function qualityLine(phi: PhiTerms): readonly string[] {
  if (phi.quality_factor === 1 || phi.before_quality === 0) return [];
  return [`Router quality ${phi.quality ?? 'unknown'} leaves ${percentText(phi.quality_factor)} of that.`];
}

function weightLine({ phi, weight }: Earned): readonly string[] {
  const order = orderWords(weight);
  if (order !== undefined) return [order.line(phi, weight)];
  // Nothing was earned: that line says all.
  if (weight.weight === null || weight.raw === 0) return [];
  const earned = `${percentText(weight.base ?? 0)} of NAV × ${percentText(weight.phi)} = ${percentText(weight.raw)}`;
  if (weight.binding === 'budget') {
    return [
      `Weight ${percentText(weight.weight)}: ${earned}, cut so that all candidates fit the ${weight.mode} budget of ${percentText(weight.budget)}${reservedOf(weight)}.`,
    ];
  }
  return [
    `Weight ${percentText(weight.weight)}: ${earned}${weight.k < 1 ? `, times ${weight.k} in ${weight.mode} mode` : ''}.`,
  ];
}

function reservedOf({ reserved_total }: WeightTerms): string {
  return reserved_total === 0
    ? ''
    : `, of which ${percentText(reserved_total)} is set aside for minimum orders`;
}

function capLines({ max_nav, max_concurrent }: AllocationTerms, source: string | null): readonly string[] {
  const lines: string[] = [];
  if (max_nav !== null) {
    const held =
      max_nav.binding === 'ceiling'
        ? `, held at the ceiling of ${percentText(max_nav.ceiling)}`
        : max_nav.binding === 'weight'
          ? ', held at the weight'
          : '';
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
  const why = account.reasons.length > 0 ? ` (${account.reasons.map(reasonWords).join(', ')})` : '';
  return `Risk mode ${account.risk_mode}: drawdown ${drawdown}${why}.`;
}
