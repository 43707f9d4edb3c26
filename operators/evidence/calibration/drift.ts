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

/** k: the part of each step that is not counted, in standard deviations: half of the shift that is to be found soonest. */
const ALLOWANCE = 0.5;
/**
 * h. A two-sided CUSUM with k = .5 runs 465 steps in the mean before it flags a change that is not there: with h = 5 for normal steps (D.
 * C. Montgomery, "Introduction to Statistical Quality Control", table of the tabular CUSUM), with this h for uniform ones (the Markov
 * chain of D. Brook and D. A. Evans, 1972; the spec simulates it).
 */
export const DRIFT_LIMIT = 4.67;

/**
 * A two-sided CUSUM (E. S. Page, 1954) on R of one symbol, trade by trade: `closes` in order, and R. R has no known mean and heavy
 * tails, so each step is the rank of a trade among those since the last change, in standard deviations (D. McDonald, 1990): without a
 * change these steps are independent, uniform, and the same however R is distributed, and so is the run length. Ties share their rank.
 * After a flag the record begins anew at the change.
 */
export function driftOf(closes: readonly number[], rs: readonly number[]): Drift {
  const changes: DriftChange[] = [];
  let record = new Ranks();
  let up = IDLE;
  let down = IDLE;
  rs.forEach((r, i) => {
    const step = record.add(r);
    up = stepped(up, step, i);
    down = stepped(down, -step, i);
    const over = up.sum >= DRIFT_LIMIT ? up : down.sum >= DRIFT_LIMIT ? down : undefined;
    if (over === undefined) return;
    changes.push({
      flagged_ts: closes[i] ?? 0,
      since_ts: closes[over.since] ?? 0,
      direction: over === up ? 'up' : 'down',
    });
    record = new Ranks();
    for (const known of rs.slice(over.since, i + 1)) record.add(known);
    up = IDLE;
    down = IDLE;
  });
  return { changes, up: up.sum, down: down.sum };
}

/** The values since the last change. */
class Ranks {
  private readonly counts = new Map<number, number>();
  private n = 0;
  /** Σ count³. */
  private cubes = 0;

  /** Adds a value; its rank among all so far as (rank − ½)/n, less the mean, in standard deviations; 0 while all are equal. */
  add(value: number): number {
    const count = (this.counts.get(value) ?? 0) + 1;
    this.counts.set(value, count);
    this.n++;
    this.cubes += count ** 3 - (count - 1) ** 3;
    let below = 0;
    for (const [other, times] of this.counts) if (other < value) below += times;
    const { n, cubes } = this;
    const variance = (1 - cubes / n ** 3) / 12;
    return variance > 0 ? ((below + count / 2) / n - 0.5) / Math.sqrt(variance) : 0;
  }
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
