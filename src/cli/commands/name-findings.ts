import type { NamesInEvents } from '../../../pipelines/replay/names-in-events';
import { labelStepProblem } from '../../io/config/label-step-problem';
import { caseVariants, unknownNames, type UnknownName } from '../../io/config/unknown-names';
import type { Desk } from '../../model/fund/desk';

// Of each finding: who writes an id in the place of a name writes more than anybody reads.
const MOST_LISTED = 100;

/** What the logs name that the configs do not, and names that may be one. */
export interface NameFindings {
  readonly unknown_symbols: readonly UnknownName[];
  readonly unknown_strategies: readonly UnknownName[];
  /** How many more there are than are listed. */
  readonly unlisted: {
    readonly symbols: number;
    readonly strategies: number;
    readonly case_variants: number;
  };
  /** Strategies of logs and configs that differ only in case: they count apart. */
  readonly case_variants: readonly (readonly string[])[];
  readonly label_step: string | null;
}

export const NO_FINDINGS: NameFindings = {
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
    unknown_symbols: unknownSymbols.listed,
    unknown_strategies: unknownStrategies.listed,
    unlisted: {
      symbols: unknownSymbols.more,
      strategies: unknownStrategies.more,
      case_variants: Math.max(0, variants.length - MOST_LISTED),
    },
    case_variants: variants.slice(0, MOST_LISTED).map((group) => group.slice(0, MOST_LISTED)),
    label_step: (names.carryLabels ? labelStepProblem(desk.autotune) : undefined) ?? null,
  };
}

/** The findings, a line each. */
export function nameLines(findings: NameFindings): readonly string[] {
  const unknown =
    (what: string, where: string) =>
    ({ name, meant }: UnknownName): string =>
      `${what} ${JSON.stringify(name)} is in the logs and not in ${where}${meant === undefined ? '' : ` (did you mean ${JSON.stringify(meant)}?)`}`;
  return [
    ...findings.unknown_symbols.map(unknown('symbol', 'pairs_universe.json')),
    ...moreLine(findings.unlisted.symbols, 'symbols are in the logs and not in pairs_universe.json'),
    ...findings.unknown_strategies.map(unknown('strategy', 'strategy_registry.json or strategy_config.json')),
    ...moreLine(findings.unlisted.strategies, 'strategies are in the logs and not in the configs'),
    ...findings.case_variants.map(
      (group) =>
        `strategies ${group.map((name) => JSON.stringify(name)).join(', ')} differ only in case; each counts as a strategy of its own`,
    ),
    ...moreLine(findings.unlisted.case_variants, 'strategies are written in more than one case'),
    ...(findings.label_step === null ? [] : [findings.label_step]),
  ];
}

function moreLine(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} more ${what}`];
}
