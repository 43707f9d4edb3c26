import type { PhiTerms, WeightTerms } from '../allocate/allocation-terms';
import { BINDING_WORDS } from '../allocate/binding-words';
import type { Section, Statement } from './section';
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

function remedyOf({ explanation: { phi, weight } }: AllocationRow): string {
  const binding = weight.binding === 'no_cap' ? 'no_cap' : phi.binding;
  return BINDING_WORDS[binding].remedy(phi, weight);
}

function known(value: number | null): string {
  return value === null ? '–' : String(value);
}
