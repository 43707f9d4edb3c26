import { Cusum, type DriftDirection } from './cusum';
import { SequentialRanks } from './sequential-ranks';

// k: half of the move that is to be found soonest, 1 standard deviation (D. M. Hawkins and D. H. Olwell, "Cumulative Sum
// Charts", 1998).
const ALLOWANCE = 0.5;
// h: on average 465 trades pass before a change is flagged that is not there. Of normal numbers 5 gives that run (D. C.
// Montgomery, "Introduction to Statistical Quality Control"), of ranks, which have no tails, this (the Markov chain of D.
// Brook and D. A. Evans, 1972; the spec simulates it).
const LIMIT = 4.67;

/** A record that was one way until `since_ts` and another from then on; `flagged_ts`: when that was clear. Epoch ms. */
export interface DriftChange {
  readonly direction: DriftDirection;
  readonly since_ts: number;
  readonly flagged_ts: number;
}

/**
 * Watches R, trade by trade, for a change of its level. R is standardised by its rank among the trades since the watch
 * began: heavy tails and clipped gains change nothing about how often it flags without a change. After a flag it begins
 * anew with the next trade: a record of the very trades that flagged would soon flag back.
 */
export class DriftWatch {
  private latest: DriftChange | undefined;
  private ranks = new SequentialRanks();
  private cusum = new Cusum(ALLOWANCE, LIMIT);
  /** Of the trades since it began. */
  private closes: number[] = [];

  /** The last change. */
  get last(): DriftChange | undefined {
    return this.latest;
  }

  add(ts: number, r: number): void {
    this.closes.push(ts);
    const signal = this.cusum.add(this.ranks.add(r));
    if (signal === undefined) return;
    const since_ts = this.closes.at(-signal.length) ?? ts;
    this.latest = { direction: signal.direction, since_ts, flagged_ts: ts };
    this.ranks = new SequentialRanks();
    this.cusum = new Cusum(ALLOWANCE, LIMIT);
    this.closes = [];
  }
}
