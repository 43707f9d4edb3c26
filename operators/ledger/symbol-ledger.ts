import type { Episode } from '../../src/model/episode';
import type { Close, Fill } from '../../src/model/event';
import type { Findings } from './closes/findings';
import { runLedger } from './run-ledger';

/** The positions of a symbol, in order of (ts, id), and what was found among the rows of its closes. */
export interface SymbolLedger extends FoundCounts {
  readonly episodes: readonly Episode[];
}

/** So many conflicting closes are shown. */
export const SHOWN_CONFLICTS = 2;

/** How much was found among the rows of closes. */
export interface FoundCounts {
  readonly duplicates: number;
  readonly conflicts: number;
  /** The first two of the rows that conflict with one before. */
  readonly conflicting: readonly Close[];
  readonly possibleDuplicates: number;
  readonly closeWithoutPnl: number;
}

/**
 * The positions that the closes and fills of one symbol tell of, in whatever order and how often these come. The rows are
 * those of the horizon at asOf; of a close that is written again, the later rows count from their own `ts` on.
 */
export function symbolLedger(
  closes: readonly Close[],
  fills: readonly Fill[],
  asOf = Infinity,
): SymbolLedger {
  const { episodes, findings } = runLedger(closes, fills, asOf);
  return { episodes, ...countsOf(findings) };
}

// How much of each kind was found.
function countsOf(findings: Findings): FoundCounts {
  return {
    duplicates: findings.duplicates.length,
    conflicts: findings.conflicting.length,
    conflicting: findings.conflicting.slice(0, SHOWN_CONFLICTS),
    possibleDuplicates: findings.possibleDuplicates.length,
    closeWithoutPnl: findings.withoutPnl.length,
  };
}
