import type { Close } from '../../../src/model/event';

/** What was found among the rows of closes: the times of the closes concerned, or the rows. */
export interface Findings {
  /** Rows that tell what another one tells. */
  readonly duplicates: number[];
  /** Corrections and parts: rows of one identity that do not say the same. */
  readonly conflicting: Close[];
  /** Closes that may repeat or undo another: both count. */
  readonly possibleDuplicates: number[];
  readonly withoutPnl: number[];
}

export function noFindings(): Findings {
  return { duplicates: [], conflicting: [], possibleDuplicates: [], withoutPnl: [] };
}

/** The findings with after < ts ≤ until. */
export function findingsBetween(findings: Findings, after: number, until: number): Findings {
  const isWithin = (ts: number): boolean => ts > after && ts <= until;
  return {
    duplicates: findings.duplicates.filter(isWithin),
    conflicting: findings.conflicting.filter(({ ts }) => isWithin(ts)),
    possibleDuplicates: findings.possibleDuplicates.filter(isWithin),
    withoutPnl: findings.withoutPnl.filter(isWithin),
  };
}
