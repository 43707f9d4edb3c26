import type { NamesInEvents } from '../../../../pipelines/replay/names-in-events';
import { labelStepProblem } from '../../../io/config/label-step-problem';
import { caseVariants, unknownNames, type UnknownName } from '../../../io/config/unknown-names';
import type { Desk } from '../../../model/fund/desk';
import type { CheckReport } from './check-schema';

// Of each finding: who writes an id in the place of a name writes more than anybody reads.
const MOST_LISTED = 100;

/** What the logs name that the configs do not, and names that may be one. */
export type NameFindings = CheckReport['names'];

export const NO_FINDINGS: NameFindings = {
  known_symbols: { have: 0, of: 0 },
  known_strategies: { have: 0, of: 0 },
  unknown_symbols: [],
  unknown_strategies: [],
  unlisted: { symbols: 0, strategies: 0, case_variants: 0 },
  case_variants: [],
  label_step: null,
};

/** Compares the names of the logs with those of the configs. Where no config names strategies none is unknown. */
export function nameFindings(names: NamesInEvents, desk: Desk): NameFindings {
  const registered = (desk.strategies ?? []).map(({ strategy }) => strategy);
  const strategies = new Set([...registered, ...desk.stopsPct.keys()]);
  const unknownSymbols = unknownNames(names.symbols, new Set(desk.listings.keys()), MOST_LISTED);
  const used = strategies.size === 0 ? new Set<string>() : names.strategies;
  const unknownStrategies = unknownNames(used, strategies, MOST_LISTED);
  const variants = caseVariants([...names.strategies, ...strategies]);
  return {
    known_symbols: knownOf(names.symbols, unknownSymbols),
    known_strategies: knownOf(used, unknownStrategies),
    unknown_symbols: unknownSymbols.listed.map(withNull),
    unknown_strategies: unknownStrategies.listed.map(withNull),
    unlisted: {
      symbols: unknownSymbols.more,
      strategies: unknownStrategies.more,
      case_variants: Math.max(0, variants.length - MOST_LISTED),
    },
    case_variants: variants.slice(0, MOST_LISTED).map((group) => group.slice(0, MOST_LISTED)),
    label_step: (names.carryLabels ? labelStepProblem(desk.autotune) : undefined) ?? null,
  };
}

function knownOf(
  names: ReadonlySet<string>,
  { listed, more }: ReturnType<typeof unknownNames>,
): NameFindings['known_symbols'] {
  return { have: names.size - listed.length - more, of: names.size };
}

function withNull({ name, meant }: UnknownName): NameFindings['unknown_symbols'][number] {
  return { name, meant: meant ?? null };
}
