import type { Trade } from '../../src/model/trade';
import type { Changes } from '../changes';
import type { Fold } from '../fold';
import { byPlace, indexIn } from '../timeline';
import type { Stretched } from './metric';

// So few are folded as fast as they are put together.
const FEW = 100;
// A view folds half a stretch again, or one; a state is about a kilobyte.
const SHORTEST = 8;
const LONGEST = 64;
const STRETCHES = 16;

/** A state of a fold over so many trades, or with so many more than the one before it. */
interface Known<State> {
  readonly trades: number;
  readonly state: State;
}

/**
 * The state of a fold whose order matters, over trades that leave at the front, and come and change near the end: two
 * stacks. The front is cut in stretches, each known together with those behind it: when trades leave, only the rest of the
 * first stretch is folded again. What comes is folded on at the back, of which the states on the way are kept: what
 * changes there is folded again from the one before it. When the front is used up, or changes, all is cut anew; so a trade
 * that nothing changes is folded about twice.
 */
export class Sliding<State> {
  private held = 0;
  private isCut = false;
  /** How many are left of the first stretch of the front. */
  private loose = 0;
  /** The stretches behind it, the last first. */
  private front: Known<State>[] = [];
  /** The trades behind those, folded up to here and there; the first is of none of them. */
  private back: Known<State>[] = [];

  constructor(private readonly fold: Fold<Trade, State, unknown> & Stretched<State>) {}

  /** The trades are now these, in order, after these changes since the last call. The state is the caller's. */
  state(trades: readonly Trade[], changes: Changes<Trade>): State {
    const { held } = this;
    this.held = trades.length;
    if (this.slide(trades, changes)) {
      const state = this.joined(trades);
      if (state !== undefined) return state;
    }
    // Most groups are small, and of many no second view is taken.
    if (Math.min(held, trades.length) > FEW) this.cut(trades);
    else this.forget();
    return this.folded(this.fold.init(), trades, 0, trades.length);
  }

  // False where what left or changed is not in front nor at the back.
  private slide(trades: readonly Trade[], { gone, come }: Changes<Trade>): boolean {
    const [first] = trades;
    if (!this.isCut || first === undefined) return false;
    const leaving = gone.findIndex((trade) => byPlace(trade, first) >= 0);
    const left = leaving < 0 ? gone.length : leaving;
    if (!this.leave(left)) return false;
    const changed = Math.min(...[come[0], gone[left]].map((trade) => placeIn(trades, trade)));
    const start = this.front.reduce((count, { trades: more }) => count + more, this.loose);
    if (changed < start) return false;
    while ((this.back.at(-1)?.trades ?? 0) > changed - start) this.back.pop();
    this.goOn(trades, start);
    return true;
  }

  // False where more leave than the front holds.
  private leave(gone: number): boolean {
    let left = gone;
    while (left > this.loose) {
      left -= this.loose;
      const next = this.front.pop();
      if (next === undefined) return false;
      this.loose = next.trades;
    }
    this.loose -= left;
    return true;
  }

  // Undefined where the back followed something else.
  private joined(trades: readonly Trade[]): State | undefined {
    const { fold, front, loose } = this;
    let at = loose;
    let state = this.folded(fold.init(), trades, 0, at);
    for (let i = front.length - 1; i >= 0; i--) {
      const next = front[i];
      if (next === undefined || fold.join(state, next.state)) break;
      state = this.folded(state, trades, at, at + next.trades);
      at += next.trades;
    }
    const back = this.back.at(-1);
    return back !== undefined && fold.join(state, back.state) ? state : undefined;
  }

  // Folds the back on: the last state itself, unless it is a stretch beyond the one before it and to be kept.
  private goOn(trades: readonly Trade[], start: number): void {
    const { back } = this;
    for (;;) {
      const last = back.at(-1);
      const more = trades.length - start - (last?.trades ?? 0);
      if (last === undefined || more <= 0) return;
      const room = (back.at(-2)?.trades ?? -LONGEST) + LONGEST - last.trades;
      if (room === 0) {
        back.push({ trades: last.trades, state: this.copied(last.state) });
        continue;
      }
      const end = last.trades + Math.min(more, room);
      const state = this.folded(last.state, trades, start + last.trades, start + end);
      back[back.length - 1] = { trades: end, state };
    }
  }

  private copied(state: State): State {
    const { fold, back } = this;
    const copy = back[0] === undefined ? fold.init() : fold.after(back[0].state);
    fold.join(copy, state);
    return copy;
  }

  private forget(): void {
    this.isCut = false;
    this.front = [];
    this.back = [];
  }

  private cut(trades: readonly Trade[]): void {
    const { fold } = this;
    const size = Math.min(Math.max(SHORTEST, trades.length / STRETCHES), LONGEST);
    const front: Known<State>[] = [];
    let before = fold.init();
    let state = fold.init();
    let start = 0;
    trades.forEach((trade, i) => {
      const isNewMoment = trade.ts !== trades[i - 1]?.ts;
      if (isNewMoment && i - start >= size) {
        front.push({ trades: i - start, state });
        before = fold.after(state);
        state = fold.after(state);
        start = i;
      }
      state = fold.step(state, trade);
    });
    this.isCut = true;
    this.loose = 0;
    this.front = front.reverse();
    let behind: State | undefined;
    for (const stretch of front) {
      if (behind !== undefined) fold.join(stretch.state, behind);
      behind = stretch.state;
    }
    this.back = [{ trades: 0, state: before }];
    this.goOn(trades, start);
  }

  private folded(from: State, trades: readonly Trade[], start: number, end: number): State {
    let state = from;
    for (let i = start; i < end; i++) {
      const trade = trades[i];
      if (trade !== undefined) state = this.fold.step(state, trade);
    }
    return state;
  }
}

// The end for none.
function placeIn(trades: readonly Trade[], trade: Trade | undefined): number {
  return trade === undefined ? trades.length : indexIn(trades, trade);
}
