import type { PhiTerms, WeightTerms } from '../allocate/allocation-terms';
import { BINDING_WORDS } from '../allocate/binding-words';
import { known, statement, type Section, type Statement } from './section';
import type { AllocationFile, AllocationRow } from '../allocate/allocation-file';

/** The weight and the caps, each with the sum or product that gives it. */
export function explainAllocation(row: AllocationRow, file: AllocationFile): readonly Section[] {
  const { phi, weight } = row.explanation;
  return [
    {
      title: `Weight ${row.suggested_weight}`,
      statements: [...phiStatements(phi), ...weightStatements(row, weight)],
      remarks: [`Binding: ${row.reason}.`, `What would change it: ${remedyOf(row)}.`, ...row.rationale],
    },
    { title: 'Caps', statements: capStatements(row), remarks: [`Mode ${file.global.risk_mode}.`] },
  ];
}

function phiStatements(phi: PhiTerms): readonly Statement[] {
  return [
    statement(
      'linear',
      phi.linear,
      `clamp((score ${known(phi.score)} − ${phi.lo})/(${phi.hi} − ${phi.lo}), 0, 1)`,
    ),
    statement(
      'before_quality',
      phi.before_quality,
      phi.known_r < phi.trusted_trades
        ? `clamp(linear, ${phi.phi_min}, ${phi.phi_min} + (1 − ${phi.phi_min})·${phi.known_r}/${phi.trusted_trades}), unless excluded (${phi.binding})`
        : `linear, unless excluded (${phi.binding}); edge ${known(phi.edge)} against ${phi.edge_min}`,
    ),
    statement(
      'phi',
      phi.phi,
      `before_quality × ${phi.quality_factor}${phi.quality === null ? '' : ` (router ${phi.quality})`}`,
    ),
  ];
}

function weightStatements(row: AllocationRow, weight: WeightTerms): readonly Statement[] {
  return [
    statement(
      'raw',
      weight.raw,
      `⌊min(cap ${known(row.base_cap)}, ceiling ${known(row.ceiling)}) × phi ${weight.phi}⌋`,
    ),
    statement('by_mode', weight.by_mode, `⌊raw × k ${weight.k}⌋, ${weight.mode}`),
    statement('by_budget', weight.by_budget, `⌊raw × budget ${weight.budget} / Σ raw ${weight.total_raw}⌋`),
    statement('weight', weight.weight, 'min(by_mode, by_budget)'),
  ];
}

function capStatements({ explanation }: AllocationRow): readonly Statement[] {
  const { max_nav, max_trade_nav, max_concurrent } = explanation;
  const statements: Statement[] = [];
  if (max_nav !== null) {
    statements.push(
      statement(
        'max_nav_pct',
        max_nav.value,
        `max(⌊min(⌊cap ${max_nav.cap} × g ${max_nav.g}⌋, ceiling ${max_nav.ceiling}) × k′ ${max_nav.k}⌋, ${max_nav.floor}): ${max_nav.binding}`,
      ),
    );
  }
  if (max_trade_nav !== null) {
    statements.push(
      statement(
        'max_trade_nav_pct',
        max_trade_nav.value,
        `min(⌊⌊current ${max_trade_nav.current} × g ${max_trade_nav.g}⌋ × k′ ${max_trade_nav.k}⌋, max_nav_pct ${known(max_trade_nav.max_nav)}): ${max_trade_nav.binding}`,
      ),
    );
  }
  if (max_concurrent !== null) {
    statements.push(
      statement(
        'max_concurrent_positions',
        max_concurrent.value,
        `clamp(⌈${max_concurrent.current} × k′ ${max_concurrent.k} × min(1, 2·phi ${max_concurrent.phi})⌉, ${max_concurrent.least}, ${max_concurrent.current}): ${max_concurrent.binding}`,
      ),
    );
  }
  return statements;
}

function remedyOf({ explanation: { phi, weight } }: AllocationRow): string {
  const binding = weight.binding === 'no_cap' ? 'no_cap' : phi.binding;
  return BINDING_WORDS[binding].remedy(phi, weight);
}
