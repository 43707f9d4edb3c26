import { reasonWords } from '../../src/model/fund/reason-words';
import type { PhiTerms, WeightTerms } from '../allocate/weights/allocation-terms';
import { earnedWords } from '../allocate/words/binding-words';
import { percentText } from '../allocate/words/digits';
import { orderWords } from '../allocate/words/order-words';
import { known, statement, type Section, type Statement } from './section';
import type { AllocationFile, AllocationRow } from '../allocate/allocation-file';

/** The weight and the caps, each with the sum or product that gives it. */
export function explainAllocation(row: AllocationRow, file: AllocationFile): readonly Section[] {
  const { phi, weight } = row.explanation;
  return [
    {
      title: `Weight ${percentText(row.suggested_weight)}`,
      statements: [...phiStatements(phi), ...weightStatements(row, weight)],
      remarks: [
        `Because: ${reasonWords(row.reason)} (${row.reason}).`,
        `What would change it: ${remedyOf(row)}.`,
        ...row.rationale,
      ],
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
        : `linear, unless excluded (${phi.binding}); edge ${known(phi.edge)}, in USD ${known(phi.edge_usd)}, against ${phi.edge_min}`,
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
    statement(
      'by_budget',
      weight.by_budget,
      weight.reserved
        ? 'none: the minimum order is set aside for it'
        : `⌊raw × (budget ${weight.budget} − set aside ${weight.reserved_total}) / Σ raw of the others ${weight.total_raw}⌋`,
    ),
    ...minimumStatements(weight),
    statement('weight', weight.weight, weightFormula(weight)),
    statement('size_usd', row.suggested_size_usd, `weight × equity ${known(weight.equity_usd)}`),
  ];
}

function minimumStatements(weight: WeightTerms): readonly Statement[] {
  if (weight.min_weight === null) return [];
  const right =
    weight.rank === null
      ? 'it may not be raised to it'
      : `number ${weight.rank} of those it may be raised for, the first ⌊${weight.reservable} / min_weight⌋ = ${known(weight.rights)} are`;
  const least = `⌈minimum order ${known(weight.min_notional_usd)} / equity ${known(weight.equity_usd)}⌉`;
  return [statement('min_weight', weight.min_weight, `${least}; ${right}`)];
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
    statements.push(
      statement(
        'max_nav_pct',
        max_nav.value,
        `max(⌊min(⌊cap ${max_nav.cap} × g ${max_nav.g}⌋, ceiling ${max_nav.ceiling}) × k′ ${max_nav.k}⌋, weight ${max_nav.weight}, ${max_nav.floor}): ${max_nav.binding}`,
      ),
    );
  }
  if (max_trade_nav !== null) {
    statements.push(
      statement(
        'max_trade_nav_pct',
        max_trade_nav.value,
        `min(max(⌊⌊current ${max_trade_nav.current} × g ${max_trade_nav.g}⌋ × k′ ${max_trade_nav.k}⌋, min(weight ${max_trade_nav.weight}, current)), max_nav_pct ${known(max_trade_nav.max_nav)}): ${max_trade_nav.binding}`,
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
  return (orderWords(weight) ?? earnedWords(phi, weight)).remedy(phi, weight);
}
