import type { Trade } from '../../src/model/trade';
import type { Changes } from '../changes';
import type { Fold } from '../fold';
import { indexIn, momentIn } from '../timeline';
import type { Stretched } from './metric';

// So few are folded as fast as they are put together.
const FEW = 100;
// A view folds half a stretch again, or one; a state is about a kilobyte.
const SHORTEST = 8;
const LONGEST = 64;
const STRETCHES = 16;
// What comes late or changes is among the last so many, mostly.
const LATE = 64;
// Of the back its beginning and the last states are kept.
const PREFIXES = 4;
// With so many before the first stretch it is time to cut anew.
const LOOSE = 256;

/** The state of a fold over a stretch of so many trades, the first of them at `from`, and all stretches behind it. */
interface Suffix<State> {
  readonly from: number;
  readonly trades: number;
  readonly state: State;
}

/** The state of a fold over the first so many trades. */
interface Prefix<State> {
  readonly trades: number;
  readonly state: State;
}

/**
 * The state of a fold whose order matters, over trades that leave, come and change near both ends: two stacks. The front
 * is cut in stretches, each known together with those behind it: what is before the first stretch that nothing changed is
 * folded again. What comes is folded on at the back, of which states on the way are kept: what changes there is folded
 * again from the one before it. When the front is used up all is cut anew; so a trade that nothing changes is folded about
 * twice.
 */
export class Sliding<State> {
  private held = 0;
  /** So many trades are before the first whole stretch, and so many in whole ones. */
  private loose = 0;
  private whole = 0;
  /** The whole stretches of the front, the last first. */
  private front: Suffix<State>[] = [];
  /** Where the back begins. */
  private edge = 0;
  private back: Prefix<State>[] = [];

  constructor(private readonly fold: Fold<Trade, State, unknown> & Stretched<State>) {}

  /** The trades are now these, in order, after these changes since the last call. The state is the caller's. */
  state(trades: readonly Trade[], changes: Changes<Trade>): State {
    const { held } = this;
    this.held = trades.length;
    if (this.slide(trades, changes)) return this.joined(trades);
    // Most groups are small, and of many no second view is taken.
    if (Math.min(held, trades.length) > FEW) this.cut(trades);
    else this.front = [];
    return this.folded(this.fold.init(), trades, 0, trades.length);
  }

  // False where it is time to cut.
  private slide(trades: readonly Trade[], { gone, come }: Changes<Trade>): boolean {
    const { front, back, edge } = this;
    if (front.length === 0) return false;
    const left = momentIn(gone, edge);
    const joined = momentIn(come, edge);
    const last = Math.max(gone[left - 1]?.ts ?? -Infinity, come[joined - 1]?.ts ?? -Infinity);
    for (let next = front.at(-1); next !== undefined && next.from <= last; next = front.at(-1)) {
      front.pop();
      this.loose += next.trades;
      this.whole -= next.trades;
    }
    this.loose += joined - left;
    if (front.length === 0 || this.loose > LOOSE) return false;
    const start = this.loose + this.whole;
    const changed = Math.min(placeIn(trades, gone[left]), placeIn(trades, come[joined])) - start;
    while ((back.at(-1)?.trades ?? 0) > changed) back.pop();
    this.goOn(trades, start);
    return true;
  }

  private joined(trades: readonly Trade[]): State {
    const { fold, front, loose } = this;
    const back = this.back.at(-1)?.state ?? fold.init();
    let at = loose;
    let state = this.folded(fold.init(), trades, 0, at);
    for (let i = front.length - 1; i >= 0; i--) {
      const next = front[i];
      if (next === undefined) break;
      if (fold.join(state, next.state)) {
        // It followed the front.
        fold.join(state, back);
        return state;
      }
      state = this.folded(state, trades, at, at + next.trades);
      at += next.trades;
    }
    if (fold.join(state, back)) return state;
    // What left matters all through the front. It is cut anew where this costs little beside what was spared so far.
    if (at < trades.length / 2) this.cut(trades);
    return this.folded(state, trades, at, trades.length);
  }

  // Folds the back on: the last state itself, unless it is a stretch beyond the one before it and to be kept.
  private goOn(trades: readonly Trade[], start: number): void {
    const { back } = this;
    for (;;) {
      const last = back.at(-1);
      const more = trades.length - start - (last?.trades ?? 0);
      if (last === undefined || more <= 0) return;
      const room = (back.at(-2)?.trades ?? -LONGEST) + LONGEST - last.trades;
      if (room <= 0) {
        back.push({ trades: last.trades, state: this.copied(last.state) });
        if (back.length > PREFIXES) back.splice(1, 1);
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

  private cut(trades: readonly Trade[]): void {
    const { fold } = this;
    const size = Math.min(Math.max(SHORTEST, trades.length / STRETCHES), LONGEST);
    const front: Suffix<State>[] = [];
    let before = fold.init();
    let state = fold.init();
    let start = 0;
    let from = trades[0]?.ts ?? 0;
    for (let i = 0; i < trades.length - LATE; i++) {
      const trade = trades[i];
      if (trade === undefined) break;
      if (i - start >= size && trade.ts !== trades[i - 1]?.ts) {
        front.push({ from, trades: i - start, state });
        before = fold.after(state);
        state = fold.after(state);
        start = i;
        from = trade.ts;
      }
      state = fold.step(state, trade);
    }
    this.loose = 0;
    this.whole = start;
    this.front = front.reverse();
    let behind: State | undefined;
    for (const stretch of front) {
      if (behind !== undefined) fold.join(stretch.state, behind);
      behind = stretch.state;
    }
    this.edge = from;
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
