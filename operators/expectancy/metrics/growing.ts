import type { Trade } from '../../../src/model/trade';
import { foldRange, type Fold } from '../../core/fold';

import type { Stretched } from './metric';

// States lie so many trades apart, and so many are kept.
const APART = 64;
const KEPT = 3;

/** The state of a fold over the first so many trades. */
interface Prefix<State> {
  readonly trades: number;
  readonly state: State;
}

/**
 * The state of a fold whose order matters, over trades that come at the end and change near it. States on the way are kept:
 * what changed is folded again from the one before it.
 */
export class Growing<State> {
  private readonly first: Prefix<State>;
  private readonly kept: Prefix<State>[] = [];
  private last: Prefix<State>;

  /** The first trade follows those of `before`. */
  constructor(
    private readonly fold: Fold<Trade, State, unknown> & Stretched<State>,
    before: State,
  ) {
    this.first = { trades: 0, state: fold.after(before) };
    this.last = { trades: 0, state: fold.after(before) };
  }

  /** The state over all of them; it is not the caller's. */
  get state(): State {
    return this.last.state;
  }

  /** The trades are now those from `start` on; the first `same` of them are what they were. */
  follow(trades: readonly Trade[], start: number, same: number): void {
    if (this.last.trades > same) this.goBack(same);
    while (start + this.last.trades < trades.length) {
      const next = (this.kept.at(-1)?.trades ?? 0) + APART;
      const end = Math.min(next, trades.length - start);
      const state = foldRange(this.fold, this.last.state, trades, start + this.last.trades, start + end);
      this.last = { trades: end, state };
      if (end === next) this.kept.push({ trades: end, state: this.copied(state) });
      if (this.kept.length > KEPT) this.kept.shift();
    }
  }

  private goBack(same: number): void {
    while ((this.kept.at(-1)?.trades ?? 0) > same) this.kept.pop();
    const { trades, state } = this.kept.at(-1) ?? this.first;
    this.last = { trades, state: this.copied(state) };
  }

  private copied(state: State): State {
    const copy = this.fold.after(this.first.state);
    this.fold.join(copy, state);
    return copy;
  }
}
