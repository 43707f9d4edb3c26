import { byPlace, type Delta, type Placed, type Timeline } from './timeline';

/**
 * A window over a timeline. It hears of each change of the timeline, and returns at each move what was added, changed
 * and expired since the move before. It holds no list of its items: they lie on the timeline between two places.
 */
export class TimelineWindow<T extends Placed> {
  /** The window holds the items after this place (undefined: from the start) … */
  private before: Placed | undefined;
  /** … up to and with this one. */
  private last: Placed | undefined;
  // How many items lay up to each at the last move: near there they lie still.
  private from = 0;
  private to = 0;
  // What changed between the two places since the last move.
  private readonly removed = new Set<T>();
  private readonly added = new Set<T>();

  constructor(private readonly timeline: Timeline<T>) {}

  /** The timeline has lost one item and gained another, or one of the two. */
  note(lost: T | undefined, gained: T | undefined): void {
    if (lost !== undefined && this.holds(lost) && !this.added.delete(lost)) this.removed.add(lost);
    if (gained !== undefined && this.holds(gained) && !this.removed.delete(gained)) this.added.add(gained);
  }

  /** Moves to the items with after < ts ≤ until, and of them to the last `most`. What is told is in order. */
  moveTo(after: number, until: number, most = Infinity): Delta<T> {
    const { timeline } = this;
    const knownFrom = timeline.countTo(this.before, this.from);
    const knownTo = timeline.countTo(this.last, this.to);
    const to = timeline.countUntil(until, knownTo);
    const from = Math.max(timeline.countUntil(after, knownFrom), to - most);
    this.from = from;
    this.to = to;
    this.before = timeline.nth(from - 1);
    this.last = timeline.nth(to - 1);
    const left = [
      ...timeline.slice(knownFrom, Math.min(knownTo, from)),
      ...timeline.slice(Math.max(knownFrom, to), knownTo),
    ];
    const entered = [
      ...timeline.slice(from, Math.min(to, knownFrom)),
      ...timeline.slice(Math.max(from, knownTo), to),
    ];
    // What came and left between two moves was never in the window.
    const expired = left.filter((item) => !this.added.delete(item));
    return { removed: merged(this.removed, expired), added: merged(this.added, entered) };
  }

  /** What it holds since the last move, in order. */
  items(): readonly T[] {
    const { timeline } = this;
    return timeline.slice(timeline.countTo(this.before, this.from), timeline.countTo(this.last, this.to));
  }

  private holds(item: T): boolean {
    return this.last !== undefined && byPlace(item, this.last) <= 0 && !this.isBefore(item);
  }

  private isBefore(item: T): boolean {
    return this.before !== undefined && byPlace(item, this.before) <= 0;
  }
}

// All of both, in order. The first is empty then.
function merged<T extends Placed>(noted: Set<T>, inOrder: T[]): readonly T[] {
  if (noted.size === 0) return inOrder;
  const all = [...noted, ...inOrder].sort(byPlace);
  noted.clear();
  return all;
}
