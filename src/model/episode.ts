import type { Close, PositionSide } from './event';

/** What is odd about an episode, and how its costs were taken. */
export type EpisodeFlag =
  | 'truncated'
  | 'no_sizes'
  /** The closing rows carry the fees of both legs: no opening fee is added. */
  | 'fees_both_legs'
  /** The closing order has no fill row of its own to hold its fees against: no opening fee is added. */
  | 'fees_as_written';

/** An attempt that a position was opened or closed by. */
export interface AttemptLink {
  readonly attemptId: string | undefined;
  readonly intentId: string | undefined;
}

/** One position, opened and closed again, in whole or (while it is open) in part. USD throughout. */
export interface Episode {
  readonly symbol: string;
  readonly positionSide: PositionSide;
  /** The order id of its first leg; no two episodes of one symbol and ts share an id. */
  readonly id: string;
  /** Its closes, in order. */
  readonly legs: readonly Close[];
  /** The time of the close that ended it; while it is open, of its latest close. */
  readonly ts: number;
  /** The time of its latest close, which may have closed no more than dust. */
  readonly lastTs: number;
  /** The first fill of its oldest entry; undefined where that is not known. */
  readonly entryTs: number | undefined;
  readonly open: boolean;
  readonly flags: readonly EpisodeFlag[];
  readonly realizedUsd: number;
  readonly closeFeesUsd: number;
  /** The fees of the opening fills, by the quantity that was matched … */
  readonly openFeesUsd: number;
  /** … and an estimate for the quantity that was not. */
  readonly openFeesEstimatedUsd: number;
  /** Positive when paid. */
  readonly fundingUsd: number;
  /** Costs that a leg does not state; they count as 0. */
  readonly missingCosts: readonly ('fees' | 'funding')[];
  /** Closed quantity. */
  readonly quantity: number;
  /** The largest size it had before a close. */
  readonly largestBefore: number;
  /** The share of the quantity whose entry is not known, 0 to 1. */
  readonly entryUnknown: number;
  readonly entryNotionalUsd: number | undefined;
  readonly entryPrice: number | undefined;
  readonly exitPrice: number | undefined;
  /** The P&L by the prices of the matched fills; undefined where one of them is not known. */
  readonly recomputedUsd: number | undefined;
  /** The risk that the writer recorded for the whole position. */
  readonly recordedRiskUsd: number | undefined;
  /** The attempts that opened it and those that closed it, each in the order in which their router row is looked for. */
  readonly entryAttempts: readonly AttemptLink[];
  readonly exitAttempts: readonly AttemptLink[];
  /** Of the first leg that names one. */
  readonly strategy: string | undefined;
  readonly direction: 'long' | 'short' | undefined;
}
