import type { PhiBinding, PhiTerms, WeightTerms } from '../weights/allocation-terms';
import { digits, percentText } from './digits';

/** What a binding means for a person. */
export interface BindingWords {
  /** Its line of the rationale. */
  readonly line: (phi: PhiTerms, weight: WeightTerms) => string;
  /** What would have to be otherwise for the weight to change. */
  readonly remedy: (phi: PhiTerms, weight: WeightTerms) => string;
}

type CapBinding = 'no_cap' | 'cap_is_zero';

/** The words of what a candidate has earned, or of why it can hold nothing at all. */
export function earnedWords(phi: PhiTerms, { binding }: Pick<WeightTerms, 'binding'>): BindingWords {
  return BINDING_WORDS[binding === 'no_cap' || binding === 'cap_is_zero' ? binding : phi.binding];
}

const PROBE_REMEDY: BindingWords['remedy'] = (phi) =>
  `${phi.trusted_trades - phi.known_r} more trades with a known R`;

const EARNED: BindingWords = {
  line: (phi) =>
    `Score ${scoreOf(phi)} earns ${percentText(phi.before_quality)} of its cap (${sampleOf(phi)}).`,
  remedy: scoreRemedy,
};

/** The words of what binds phi, or of the cap that is missing or 0. */
const BINDING_WORDS: Readonly<Record<PhiBinding | CapBinding, BindingWords>> = {
  no_cap: {
    line: () => 'Weight 0: no limit is configured for it anywhere.',
    remedy: () => 'a limit for it in risk_limits.json or pairs_universe.json',
  },
  cap_is_zero: {
    line: () => 'No weight: one of its caps is 0, so it may hold no position.',
    remedy: () => 'a cap above 0 in risk_limits.json or pairs_universe.json',
  },
  disabled: {
    line: () => 'No weight: disabled in the configuration.',
    remedy: () => 'enabling it in pairs_universe.json',
  },
  restricted: {
    line: () => 'No weight: restricted in the configuration.',
    remedy: () => 'taking it from restricted_symbols in risk_limits.json',
  },
  status: {
    line: () => 'No weight: its status in the universe is not one that trades.',
    remedy: () => 'a status of enabled, active, trading or live in pairs_universe.json',
  },
  not_in_universe: {
    line: () => 'No weight: traded, but not in the universe.',
    remedy: () => 'listing it in pairs_universe.json',
  },
  not_in_registry: {
    line: () => 'No weight: traded, but not in the strategy registry.',
    remedy: () => 'listing it in strategy_registry.json',
  },
  no_score: {
    line: () => 'No weight: it has no score.',
    remedy: () => 'the state file that lacks the number',
  },
  edge_below_min: {
    line: (phi) => `No weight: edge ${digits(phi.edge ?? 0, 3)} is below ${phi.edge_min}.`,
    remedy: (phi) => `an edge of ${phi.edge_min} (now ${rounded(phi.edge)}), from a better or longer record`,
  },
  usd_edge_below_min: {
    line: (phi) =>
      `No weight: edge in USD ${digits(phi.edge_usd ?? 0, 3)} is below ${phi.edge_min}; the large risks lost what the many small ones won.`,
    remedy: (phi) =>
      `an edge in USD of ${phi.edge_min} (now ${rounded(phi.edge_usd)}), from a better or longer record`,
  },
  usd_losing: {
    line: (phi) => `No weight: no risk is known of its ${phi.count} trades, and in USD they surely lose.`,
    remedy: (phi) => `a known risk for ${phi.trusted_trades} trades (now ${phi.known_r})`,
  },
  no_risk_basis: {
    line: (phi) => `No weight: ${phi.count} trades, but only ${phi.known_r} with a known risk.`,
    remedy: (phi) => `a known risk for ${phi.trusted_trades} trades (now ${phi.known_r})`,
  },
  score_below_lo: {
    line: (phi) => `No weight: score ${scoreOf(phi)} is not above ${phi.lo}.`,
    remedy: (phi) => `a score above ${phi.lo} (now ${rounded(phi.score)})`,
  },
  probe_floor: {
    line: (phi) =>
      `Probe: ${sampleOf(phi)} of ${phi.trusted_trades} needed; it gets the least share, ${percentText(phi.before_quality)} of its cap.`,
    remedy: PROBE_REMEDY,
  },
  probe_ramp: {
    line: (phi) =>
      `Probe: score ${scoreOf(phi)} asks for ${percentText(phi.linear)} of its cap, ${sampleOf(phi)} of ${phi.trusted_trades} needed allow ${percentText(phi.before_quality)}.`,
    remedy: PROBE_REMEDY,
  },
  score: EARNED,
  score_above_hi: EARNED,
};

function rounded(value: number | null): string {
  return value === null ? '–' : digits(value, 3);
}

function scoreOf({ score }: PhiTerms): string {
  return score === null ? 'unknown' : digits(score, 3);
}

function sampleOf({ known_r }: PhiTerms): string {
  return `${known_r} trades with a known R`;
}

function scoreRemedy(phi: PhiTerms, weight: WeightTerms): string {
  const changes: string[] = [];
  if (phi.binding === 'score' && phi.score !== null && weight.base !== null) {
    const each = (weight.base * 0.01 * phi.quality_factor) / (phi.hi - phi.lo);
    changes.push(
      `each 0.01 of score is worth ${each.toFixed(4)} of NAV before mode and budget, up to a score of ${phi.hi}`,
    );
  }
  if (phi.quality_factor < 1)
    changes.push(`a good router would lift it by ${(1 / phi.quality_factor).toFixed(2)} times`);
  if (weight.binding === 'budget') changes.push('less raw weight elsewhere: the budget binds');
  if (weight.k < 1) changes.push('a milder risk mode');
  return changes.length === 0 ? 'a higher cap or ceiling; it has earned all of its cap' : changes.join('; ');
}
