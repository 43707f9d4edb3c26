/** What was read, for the summary. */
export interface Tally {
  /** Non-blank lines. */
  rows: number;
  blank: number;
  quarantined: number;
  /** Of the quarantined, rows later than the moment of reading allows. */
  future: number;
  /** Rows that held NaN or Infinity. */
  nonfinite: number;
  /** Last lines without a newline that were whole all the same. */
  unterminated: number;
  bytes: number;
}

export function emptyTally(): Tally {
  return { rows: 0, blank: 0, quarantined: 0, future: 0, nonfinite: 0, unterminated: 0, bytes: 0 };
}
