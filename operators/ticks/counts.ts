/** What happened to events on their way in; reported at each tick, not published in the state files. */
export interface Counts {
  /** Older than their source's watermark. */
  readonly late: number;
  /** Rows told before: the same bytes again, or a close that another row tells as well. */
  readonly duplicates: number;
  /** Rows of one identity that do not say the same: corrections and parts of a close, other lines of a router row. */
  readonly conflicts: number;
  /** Symbol and time of the first two closes among them. */
  readonly conflictPlaces: readonly string[];
  /** Closes without a P&L: no trade can be made of them. */
  readonly withoutPnl: number;
  /** Closes that look like another one told again, or undo one, though nothing links them: all count. */
  readonly possibleDuplicates: number;
  /** Positions whose P&L was recomputed from their fills and is the recorded one. */
  readonly verified: number;
  /** Positions whose P&L by their fills is another than the recorded one. */
  readonly differing: number;
}

/** The counts before anything happened. */
export const NOTHING_COUNTED: Counts = Object.freeze({
  late: 0,
  duplicates: 0,
  conflicts: 0,
  conflictPlaces: [],
  withoutPnl: 0,
  possibleDuplicates: 0,
  verified: 0,
  differing: 0,
});
