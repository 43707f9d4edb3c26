import type { PhiTerms, WeightTerms } from '../allocate/allocation-terms';
import type { Section, Statement } from './section';
import type { AllocationFile, AllocationRow } from '../allocate/allocation-file';

/** The weight and the caps, each with the sum or product that gives it. */
export function explainAllocation(row: AllocationRow, file: AllocationFile): readonly Section[] {
  const { phi, weight } = row.explanation;
  return [
    {
      title: `Weight ${row.suggested_weight}`,
      statements: [...phiStatements(phi), ...weightStatements(row, weight)],
      remarks: [`Binding: ${row.reason}.`, ...whatWouldChange(row), ...row.rationale],
    },
    { title: 'Caps', statements: capStatements(row), remarks: [`Mode ${file.global.risk_mode}.`] },
  ];
}

function phiStatements(phi: PhiTerms): readonly Statement[] {
  return [
    {
      name: 'linear',
      value: String(phi.linear),
      formula: `clamp((score ${known(phi.score)} − ${phi.lo})/(${phi.hi} − ${phi.lo}), 0, 1)`,
    },
    {
      name: 'before_quality',
      value: String(phi.before_quality),
      formula:
        phi.known_r < phi.trusted_trades
          ? `clamp(linear, ${phi.phi_min}, ${phi.phi_min} + (1 − ${phi.phi_min})·${phi.known_r}/${phi.trusted_trades}), unless excluded (${phi.binding})`
          : `linear, unless excluded (${phi.binding}); edge ${known(phi.edge)} against ${phi.edge_min}`,
    },
    {
      name: 'phi',
      value: String(phi.phi),
      formula: `before_quality × ${phi.quality_factor}${phi.quality === null ? '' : ` (router ${phi.quality})`}`,
    },
  ];
}

function weightStatements(row: AllocationRow, weight: WeightTerms): readonly Statement[] {
  return [
    {
      name: 'raw',
      value: String(weight.raw),
      formula: `⌊min(cap ${known(row.base_cap)}, ceiling ${known(row.ceiling)}) × phi ${weight.phi}⌋`,
    },
    { name: 'by_mode', value: String(weight.by_mode), formula: `⌊raw × k ${weight.k}⌋, ${weight.mode}` },
    {
      name: 'by_budget',
      value: String(weight.by_budget),
      formula: `⌊raw × budget ${weight.budget} / Σ raw ${weight.total_raw}⌋`,
    },
    { name: 'weight', value: known(weight.weight), formula: 'min(by_mode, by_budget)' },
  ];
}

function capStatements({ explanation }: AllocationRow): readonly Statement[] {
  const { max_nav, max_trade_nav, max_concurrent } = explanation;
  const statements: Statement[] = [];
  if (max_nav !== null) {
    statements.push({
      name: 'max_nav_pct',
      value: String(max_nav.value),
      formula: `max(⌊min(⌊cap ${max_nav.cap} × g ${max_nav.g}⌋, ceiling ${max_nav.ceiling}) × k′ ${max_nav.k}⌋, ${max_nav.floor}): ${max_nav.binding}`,
    });
  }
  if (max_trade_nav !== null) {
    statements.push({
      name: 'max_trade_nav_pct',
      value: String(max_trade_nav.value),
      formula: `min(⌊⌊current ${max_trade_nav.current} × g ${max_trade_nav.g}⌋ × k′ ${max_trade_nav.k}⌋, max_nav_pct ${known(max_trade_nav.max_nav)}): ${max_trade_nav.binding}`,
    });
  }
  if (max_concurrent !== null) {
    statements.push({
      name: 'max_concurrent_positions',
      value: String(max_concurrent.value),
      formula: `clamp(⌈${max_concurrent.current} × k′ ${max_concurrent.k} × min(1, 2·phi ${max_concurrent.phi})⌉, ${max_concurrent.least}, ${max_concurrent.current}): ${max_concurrent.binding}`,
    });
  }
  return statements;
}

// What would have to be otherwise for the weight to change.
function whatWouldChange({ explanation: { phi, weight } }: AllocationRow): readonly string[] {
  if (weight.binding === 'no_cap') {
    return ['What would change it: a limit for it in risk_limits.json or pairs_universe.json.'];
  }
  switch (phi.binding) {
    case 'disabled':
      return ['What would change it: enabling it in pairs_universe.json.'];
    case 'not_in_universe':
      return ['What would change it: listing it in pairs_universe.json.'];
    case 'not_in_registry':
      return ['What would change it: listing it in strategy_registry.json.'];
    case 'no_score':
      return ['What would change it: the state file that lacks the number.'];
    case 'edge_below_min':
      return [
        `What would change it: an edge of ${phi.edge_min} (now ${known(phi.edge)}), from a better or longer record.`,
      ];
    case 'no_risk_basis':
      return [`What would change it: a known risk for ${phi.trusted_trades} trades (now ${phi.known_r}).`];
    case 'score_below_lo':
      return [`What would change it: a score above ${phi.lo} (now ${known(phi.score)}).`];
    case 'probe_floor':
    case 'probe_ramp':
      return [`What would change it: ${phi.trusted_trades - phi.known_r} more trades with a known R.`];
    case 'score':
    case 'score_above_hi':
      return [...scoreChanges(phi, weight)];
  }
}

function scoreChanges(phi: PhiTerms, weight: WeightTerms): readonly string[] {
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
  if (changes.length === 0) changes.push('a higher cap or ceiling; it has earned all of its cap');
  return [`What would change it: ${changes.join('; ')}.`];
}

function known(value: number | null): string {
  return value === null ? '–' : String(value);
}
