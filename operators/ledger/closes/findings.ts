import type { Close } from '../../../src/model/event';

/** The rows of closes of which something was found. */
export interface Findings {
  /** They tell what another row tells. */
  readonly duplicates: readonly Close[];
  /** Corrections and parts: rows of one identity that do not say the same. */
  readonly conflicting: readonly Close[];
  /** They may repeat or undo another close: both count. */
  readonly possibleDuplicates: readonly Close[];
  readonly withoutPnl: readonly Close[];
}

/** Findings while a run adds to them. */
export type OpenFindings = { readonly [Kind in keyof Findings]: Close[] };

const NONE: readonly Close[] = [];
/** Of most stretches nothing is found: they share it. */
export const NOTHING_FOUND: Findings = {
  duplicates: NONE,
  conflicting: NONE,
  possibleDuplicates: NONE,
  withoutPnl: NONE,
};

export function noFindings(): OpenFindings {
  return { duplicates: [], conflicting: [], possibleDuplicates: [], withoutPnl: [] };
}

/** The findings with after < ts ≤ until, to be kept. */
export function findingsBetween(findings: Findings, after: number, until: number): Findings {
  if (isNothing(findings)) return NOTHING_FOUND;
  const within = (rows: readonly Close[]): readonly Close[] => {
    const some = rows.filter(({ ts }) => ts > after && ts <= until);
    // A list that grew has room for more; a copy has none.
    return some.length === 0 ? NONE : some.slice();
  };
  const found = {
    duplicates: within(findings.duplicates),
    conflicting: within(findings.conflicting),
    possibleDuplicates: within(findings.possibleDuplicates),
    withoutPnl: within(findings.withoutPnl),
  };
  return isNothing(found) ? NOTHING_FOUND : found;
}

function isNothing({ duplicates, conflicting, possibleDuplicates, withoutPnl }: Findings): boolean {
  return duplicates.length + conflicting.length + possibleDuplicates.length + withoutPnl.length === 0;
}
