import type { Close } from '../../../src/model/event';

/** The rows of closes of which something was found. */
export interface Findings {
  /** They tell what another row tells. */
  readonly duplicates: Close[];
  /** Corrections and parts: rows of one identity that do not say the same. */
  readonly conflicting: Close[];
  /** They may repeat or undo another close: both count. */
  readonly possibleDuplicates: Close[];
  readonly withoutPnl: Close[];
}

export function noFindings(): Findings {
  return { duplicates: [], conflicting: [], possibleDuplicates: [], withoutPnl: [] };
}

/** The findings with after < ts ≤ until. */
export function findingsBetween(findings: Findings, after: number, until: number): Findings {
  if (isNothing(findings)) return findings;
  const isWithin = ({ ts }: Close): boolean => ts > after && ts <= until;
  return {
    duplicates: findings.duplicates.filter(isWithin),
    conflicting: findings.conflicting.filter(isWithin),
    possibleDuplicates: findings.possibleDuplicates.filter(isWithin),
    withoutPnl: findings.withoutPnl.filter(isWithin),
  };
}

function isNothing({ duplicates, conflicting, possibleDuplicates, withoutPnl }: Findings): boolean {
  return duplicates.length + conflicting.length + possibleDuplicates.length + withoutPnl.length === 0;
}
