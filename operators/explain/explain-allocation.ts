import type { PhiTerms, WeightTerms } from '../allocate/weights/allocation-terms';
import { earnedWords } from '../allocate/words/binding-words';
import { orderWords } from '../allocate/words/order-words';
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
          : `linear, unless excluded (${phi.binding}); edge ${known(phi.edge)}, in USD ${known(phi.edge_usd)}, against ${phi.edge_min}`,
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
      formula: weight.reserved
        ? 'none: the minimum order is set aside for it'
        : `⌊raw × (budget ${weight.budget} − set aside ${weight.reserved_total}) / Σ raw of the others ${weight.total_raw}⌋`,
    },
    ...minimumStatements(weight),
    { name: 'weight', value: known(weight.weight), formula: weightFormula(weight) },
    {
      name: 'size_usd',
      value: known(row.suggested_size_usd),
      formula: `weight × equity ${known(weight.equity_usd)}`,
    },
  ];
}

function minimumStatements(weight: WeightTerms): readonly Statement[] {
  if (weight.min_weight === null) return [];
  const right =
    weight.rank === null
      ? 'it may not be raised to it'
      : `number ${weight.rank} of those it may be raised for, the first ⌊${weight.reservable} / min_weight⌋ = ${known(weight.rights)} are`;
  return [
    {
      name: 'min_weight',
      value: String(weight.min_weight),
      formula: `⌈minimum order ${known(weight.min_notional_usd)} / equity ${known(weight.equity_usd)}⌉; ${right}`,
    },
  ];
}

function weightFormula(weight: WeightTerms): string {
  if (weight.min_weight === null) return 'min(by_mode, by_budget)';
  return weight.reserved
    ? `min_weight where ⌊min(cap, ceiling) × k⌋ ${weight.room} holds it, else 0`
    : `min(by_mode, by_budget) where that is at least min_weight, and one order ${known(weight.trade_cap)} too, else 0`;
}

function capStatements({ explanation }: AllocationRow): readonly Statement[] {
  const { max_nav, max_trade_nav, max_concurrent } = explanation;
  const statements: Statement[] = [];
  if (max_nav !== null) {
    statements.push({
      name: 'max_nav_pct',
      value: String(max_nav.value),
      formula: `max(⌊min(⌊cap ${max_nav.cap} × g ${max_nav.g}⌋, ceiling ${max_nav.ceiling}) × k′ ${max_nav.k}⌋, weight ${max_nav.weight}, ${max_nav.floor}): ${max_nav.binding}`,
    });
  }
  if (max_trade_nav !== null) {
    statements.push({
      name: 'max_trade_nav_pct',
      value: String(max_trade_nav.value),
      formula: `min(max(⌊⌊current ${max_trade_nav.current} × g ${max_trade_nav.g}⌋ × k′ ${max_trade_nav.k}⌋, min(weight ${max_trade_nav.weight}, current)), max_nav_pct ${known(max_trade_nav.max_nav)}): ${max_trade_nav.binding}`,
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
  return (orderWords(weight) ?? earnedWords(phi, weight)).remedy(phi, weight);
}

function known(value: number | null): string {
  return value === null ? '–' : String(value);
}
