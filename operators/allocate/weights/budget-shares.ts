import { floorMulDiv, MICRO, NANO, toMicro, toNano } from '../../../src/model/math/fixed';
import type { Budget } from './budget';
import type { Contender } from './contender';

/** The minimum order in 1e-6; 0 where there is none. */
export function leastOf({ min_weight }: Budget): number {
  return toMicro(min_weight ?? 0);
}

/** ⌊base·phi⌋ in 1e-6, of a base in 1e-9. */
export function rawWeight(base: number, phi: number): number {
  return floorMulDiv(base, phi, NANO);
}

/** Whether a cap, null for none, holds a weight in 1e-6. */
export function holdsWeight(units: number, cap: number | null): boolean {
  return cap === null || units * (NANO / MICRO) <= toNano(cap);
}

/** The budget shared by raw weights, in columns by contender; weights in 1e-6. */
export class BudgetShares {
  /** ⌊base·phi⌋, to be set before `share`. */
  readonly raws: Float64Array;
  readonly byMode: Float64Array;
  readonly byBudget: Float64Array;
  /** ⌊base·k⌋: the most that the minimum order may raise a weight to. */
  readonly rooms: Float64Array;
  readonly weights: Float64Array;
  readonly isTradable: Uint8Array;
  readonly isReserved: Uint8Array;
  /** How many have the minimum order set aside, and what the others ask for. */
  reserved = 0;
  total = 0;
  least = 0;
  private left = 0;
  private readonly isRanked: Uint8Array;
  private k = 0;
  private budget = 0;

  constructor(private readonly count: number) {
    this.raws = new Float64Array(count);
    this.byMode = new Float64Array(count);
    this.byBudget = new Float64Array(count);
    this.rooms = new Float64Array(count);
    this.weights = new Float64Array(count);
    this.isTradable = new Uint8Array(count);
    this.isReserved = new Uint8Array(count);
    this.isRanked = new Uint8Array(count);
  }

  /** What the budget means for these contenders. */
  readBudget(
    contenders: readonly Pick<Contender, 'base' | 'tradeCap'>[],
    ranks: readonly (number | null)[],
    budget: Budget,
  ): void {
    this.least = leastOf(budget);
    this.k = toMicro(budget.k);
    this.budget = toMicro(budget.budget);
    const { rights } = budget;
    // By index: an iterator makes objects, and this is done for each trade and setting.
    for (let i = 0; i < this.count; i++) {
      const { base = null, tradeCap = null } = contenders[i] ?? {};
      const rank = ranks[i] ?? Infinity;
      this.isRanked[i] = rank <= (rights ?? 0) ? 1 : 0;
      this.isTradable[i] = holdsWeight(this.least, tradeCap) ? 1 : 0;
      this.rooms[i] = base === null ? 0 : floorMulDiv(toNano(base), this.k, NANO);
    }
  }

  /** Shares it among all of them. */
  share(): void {
    this.part();
    for (let i = 0; i < this.count; i++) this.give(i);
  }

  /** The weight of one of them alone, as `share` gives it. */
  weightOf(i: number): number {
    this.part();
    return this.give(i);
  }

  private give(i: number): number {
    const { raws, byMode, byBudget, rooms, weights, isTradable, isReserved, least } = this;
    const isHeld = isReserved[i] === 1;
    const share = isHeld ? 0 : portion(raws[i] ?? 0, this.left, this.total);
    const most = floorMulDiv(raws[i] ?? 0, this.k, MICRO);
    const own = Math.min(most, share);
    const weight = isHeld
      ? least <= (rooms[i] ?? 0)
        ? least
        : 0
      : isTradable[i] === 1 && own >= least
        ? own
        : 0;
    byMode[i] = most;
    byBudget[i] = share;
    weights[i] = weight;
    return weight;
  }

  // Sets the minimum aside for those with the right to it whose own weight is less; each that joins them may leave another too
  // little. Without a minimum nobody's is less.
  private part(): void {
    const { count, raws, isRanked, isReserved, least, k } = this;
    isReserved.fill(0);
    this.reserved = 0;
    this.readLeft();
    if (least === 0) return;
    for (let i = 0; i < count; i++) {
      const raw = raws[i] ?? 0;
      if (isRanked[i] === 1 && raw > 0 && floorMulDiv(raw, k, MICRO) < least) this.reserveFor(i);
    }
    for (let known = -1; known < this.reserved;) {
      known = this.reserved;
      this.readLeft();
      for (let i = 0; i < count; i++) {
        const raw = raws[i] ?? 0;
        if (isRanked[i] === 0 || raw === 0 || isReserved[i] === 1) continue;
        if (portion(raw, this.left, this.total) < least) this.reserveFor(i);
      }
    }
  }

  private reserveFor(i: number): void {
    this.isReserved[i] = 1;
    this.reserved++;
  }

  // What is left of the budget, and the raw weights that share it.
  private readLeft(): void {
    const { count, raws, isReserved } = this;
    this.total = 0;
    for (let i = 0; i < count; i++) if (isReserved[i] === 0) this.total += raws[i] ?? 0;
    this.left = Math.max(0, this.budget - this.least * this.reserved);
  }
}

function portion(raw: number, budget: number, total: number): number {
  return total === 0 ? 0 : floorMulDiv(raw, budget, total);
}
