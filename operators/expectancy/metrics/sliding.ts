import type { Trade } from '../../../src/model/trade';
import type { Delta } from '../../core/delta';
import { foldRange, type Fold } from '../../core/fold';
import { indexIn, momentIn } from '../../core/timeline';
import { Growing } from './growing';
import type { Stretched } from './metric';

// So few are folded as fast as they are put together.
const FEW = 100;
// A view folds half a stretch again, or one; a state is about a kilobyte.
const SHORTEST = 8;
const LONGEST = 64;
const STRETCHES = 16;
// What comes late or changes is among the last so many, mostly.
const LATE = 64;
// With so many before the first stretch it is time to cut anew.
const LOOSE = 256;

/** The state of a fold over a stretch of so many trades, the first of them at `from`, and all stretches behind it. */
interface Suffix<State> {
  readonly from: number;
  readonly trades: number;
  readonly state: State;
}

/**
 * The state of a fold whose order matters, over trades that leave, come and change near both ends: two stacks. The front
 * is cut in stretches, each known together with those behind it: what is before the first stretch that nothing changed is
 * folded again. The back grows as trades come. When the front is used up all is cut anew; so a trade that nothing changes
 * is folded about twice.
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
  private back: Growing<State> | undefined;

  constructor(private readonly fold: Fold<Trade, State, unknown> & Stretched<State>) {}

  /** The trades are now these, in order, after these changes since the last call. The state is the caller's. */
  state(trades: readonly Trade[], delta: Delta<Trade>): State {
    const { held } = this;
    this.held = trades.length;
    const back = this.slide(trades, delta);
    if (back !== undefined) return this.joined(trades, back);
    // Most groups are small, and of many no second view is taken.
    if (Math.min(held, trades.length) > FEW) this.cut(trades);
    else this.front = [];
    return foldRange(this.fold, this.fold.init(), trades, 0, trades.length);
  }

  // The back as it is now; undefined where it is time to cut.
  private slide(trades: readonly Trade[], { removed, added }: Delta<Trade>): Growing<State> | undefined {
    const { front, back, edge } = this;
    if (front.length === 0) return undefined;
    const left = momentIn(removed, edge);
    const joined = momentIn(added, edge);
    const last = Math.max(removed[left - 1]?.ts ?? -Infinity, added[joined - 1]?.ts ?? -Infinity);
    for (let next = front.at(-1); next !== undefined && next.from <= last; next = front.at(-1)) {
      front.pop();
      this.loose += next.trades;
      this.whole -= next.trades;
    }
    this.loose += joined - left;
    if (front.length === 0 || this.loose > LOOSE) return undefined;
    const start = this.loose + this.whole;
    const changed = Math.min(placeIn(trades, removed[left]), placeIn(trades, added[joined])) - start;
    back?.follow(trades, start, changed);
    return back;
  }

  private joined(trades: readonly Trade[], back: Growing<State>): State {
    const { fold, front, loose } = this;
    let at = loose;
    let state = foldRange(fold, fold.init(), trades, 0, at);
    for (let i = front.length - 1; i >= 0; i--) {
      const next = front[i];
      if (next === undefined) break;
      if (fold.join(state, next.state)) {
        // It followed the front.
        fold.join(state, back.state);
        return state;
      }
      state = foldRange(fold, state, trades, at, at + next.trades);
      at += next.trades;
    }
    if (fold.join(state, back.state)) return state;
    // What left matters all through the front. It is cut anew where this costs little beside what was spared so far.
    if (at < trades.length / 2) this.cut(trades);
    return foldRange(fold, state, trades, at, trades.length);
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
        before = state;
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
    const back = new Growing(fold, before);
    back.follow(trades, start, 0);
    this.back = back;
  }
}

// The end for none.
function placeIn(trades: readonly Trade[], trade: Trade | undefined): number {
  return trade === undefined ? trades.length : indexIn(trades, trade);
}
