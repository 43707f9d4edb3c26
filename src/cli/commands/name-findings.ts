import type { NamesInEvents } from '../../../pipelines/replay/names-in-events';
import { labelStepProblem } from '../../io/config/label-step-problem';
import { caseVariants, unknownNames, type UnknownName } from '../../io/config/unknown-names';
import type { Desk } from '../../model/fund/desk';

/** What the logs name that the configs do not, and names that may be one. */
export interface NameFindings {
  readonly unknown_symbols: readonly UnknownName[];
  readonly unknown_strategies: readonly UnknownName[];
  /** Strategies of logs and configs that differ only in case: they count apart. */
  readonly case_variants: readonly (readonly string[])[];
  readonly label_step: string | null;
}

export const NO_FINDINGS: NameFindings = {
  unknown_symbols: [],
  unknown_strategies: [],
  case_variants: [],
  label_step: null,
};

/** Compares the names of the logs with those of the configs. Where no config names strategies none is unknown. */
export function nameFindings(names: NamesInEvents, desk: Desk): NameFindings {
  const registered = (desk.strategies ?? []).map(({ strategy }) => strategy);
  const strategies = new Set([...registered, ...desk.stopsPct.keys()]);
  return {
    unknown_symbols: unknownNames(names.symbols, new Set(desk.listings.keys())),
    unknown_strategies: strategies.size === 0 ? [] : unknownNames(names.strategies, strategies),
    case_variants: caseVariants([...names.strategies, ...strategies]),
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
    ...findings.unknown_strategies.map(unknown('strategy', 'strategy_registry.json or strategy_config.json')),
    ...findings.case_variants.map(
      (group) =>
        `strategies ${group.map((name) => JSON.stringify(name)).join(', ')} differ only in case; each counts as a strategy of its own`,
    ),
    ...(findings.label_step === null ? [] : [findings.label_step]),
  ];
}
