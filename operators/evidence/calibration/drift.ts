import { normalQuantile } from '../statistics/normal';

/** A change of a symbol’s record: a flag only, it feeds nothing. */
export interface DriftChange {
  /** Time of the trade that made it plain. */
  readonly flagged_ts: number;
  /** Time of the trade from which the sum has grown: when the change began, as far as can be told. */
  readonly since_ts: number;
  readonly direction: 'up' | 'down';
}

/** The changes found in order, and how far the two sums stand now; at `DRIFT_LIMIT` a change is flagged. */
export interface Drift {
  readonly changes: readonly DriftChange[];
  readonly up: number;
  readonly down: number;
}

/** k: the part of each step that is not counted, in standard deviations; half of the shift that is to be found soonest. */
const ALLOWANCE = 0.5;
/**
 * h. With k = .5 a two-sided CUSUM of standard normal steps runs 465 steps in the mean before it flags a change that is not there (D.
 * C. Montgomery, "Introduction to Statistical Quality Control", table of the tabular CUSUM; the campaign of its spec simulates it).
 */
export const DRIFT_LIMIT = 5;

/**
 * A two-sided CUSUM (E. S. Page, 1954) on R of one symbol, trade by trade: `closes` in order, and R. R has no known mean and heavy
 * tails, so each step is the normal score of the rank of a trade among those since the last change (D. McDonald, 1990): without a
 * change these are independent of each other and of how R is distributed, and the run length is 465 for every symbol. After a flag the
 * record begins anew at the change.
 */
export function driftOf(closes: readonly number[], rs: readonly number[]): Drift {
  const changes: DriftChange[] = [];
  let record: number[] = [];
  let up = IDLE;
  let down = IDLE;
  rs.forEach((r, i) => {
    record.push(r);
    const score = normalQuantile(rankShare(record, r));
    up = stepped(up, score, i);
    down = stepped(down, -score, i);
    const over = up.sum >= DRIFT_LIMIT ? up : down.sum >= DRIFT_LIMIT ? down : undefined;
    if (over === undefined) return;
    changes.push({
      flagged_ts: closes[i] ?? 0,
      since_ts: closes[over.since] ?? 0,
      direction: over === up ? 'up' : 'down',
    });
    record = rs.slice(over.since, i + 1);
    up = IDLE;
    down = IDLE;
  });
  return { changes, up: up.sum, down: down.sum };
}

interface Side {
  readonly sum: number;
  /** Place of the trade with which the sum left 0. */
  readonly since: number;
}

const IDLE: Side = { sum: 0, since: 0 };

function stepped({ sum, since }: Side, score: number, at: number): Side {
  const next = Math.max(0, sum + score - ALLOWANCE);
  return { sum: next, since: sum > 0 ? since : at };
}

/** (rank − ½)/n of a value among n, equal ones sharing the mean of their ranks: above 0 and below 1. */
function rankShare(record: readonly number[], value: number): number {
  let below = 0;
  let equal = 0;
  for (const other of record) {
    if (other < value) below++;
    else if (other === value) equal++;
  }
  return (below + equal / 2) / record.length;
}
