import type { NameFindings } from '../report/name-findings';
import { shareLine } from './share-lines';

const MOST_LINES = 10;

/** Which names the configs know, and those that they do not: the first few by name. */
export function nameLines(findings: NameFindings): readonly string[] {
  const { known_symbols, known_strategies, unlisted, case_variants, label_step } = findings;
  const known = (label: string, { have, of }: NameFindings['known_symbols']): readonly string[] =>
    of === 0 ? [] : [shareLine(label, have, of)];
  return [
    ...known('symbols that the configs know', known_symbols),
    ...few(
      findings.unknown_symbols.map(unknown('symbol', 'pairs_universe.json')),
      unlisted.symbols,
      'symbols are in the logs and not in pairs_universe.json',
    ),
    ...followed(
      known_symbols,
      'a symbol that is not in pairs_universe.json gets no weight (not_in_universe)',
    ),
    ...known('strategies that the configs know', known_strategies),
    ...few(
      findings.unknown_strategies.map(unknown('strategy', 'strategy_registry.json or strategy_config.json')),
      unlisted.strategies,
      'strategies are in the logs and not in the configs',
    ),
    ...followed(
      known_strategies,
      'a strategy that no config knows has no stop to give a risk, and no weight',
    ),
    ...few(
      case_variants.map(
        (group) =>
          `strategies ${group.map((name) => JSON.stringify(name)).join(', ')} differ only in case; each counts as a strategy of its own`,
      ),
      unlisted.case_variants,
      'strategies are written in more than one case',
    ),
    ...(label_step === null ? [] : [`  warning: ${label_step}`]),
  ];
}

function unknown(what: string, where: string) {
  return ({ name, meant }: NameFindings['unknown_symbols'][number]): string =>
    `${what} ${JSON.stringify(name)} is in the logs and not in ${where}${meant === null ? '' : ` (did you mean ${JSON.stringify(meant)}?)`}`;
}

function few(lines: readonly string[], unlisted: number, what: string): readonly string[] {
  const more = lines.length - MOST_LINES + unlisted;
  return [
    ...lines.slice(0, MOST_LINES).map((line) => `  warning: ${line}`),
    ...(more > 0 ? [`  and ${more} more ${what}`] : []),
  ];
}

function followed({ have, of }: NameFindings['known_symbols'], consequence: string): readonly string[] {
  return have === of ? [] : [`      ${consequence}`];
}
