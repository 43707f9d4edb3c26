import type { AllocationSummary, Expectancy } from '../../model/symbol-row';

/** Symbols by what their trades have shown with 95 %: mean R above 0, below 0, or neither. */
export interface Evidence {
  readonly earning: readonly string[];
  readonly losing: readonly string[];
  readonly open: readonly string[];
}

interface Shown {
  readonly symbol: string;
  readonly expectancy: Pick<Expectancy, 'r_interval'> | null;
}

export function evidenceOf(symbols: readonly Shown[]): Evidence {
  const sideOf = (row: Shown): number => {
    const ends = row.expectancy?.r_interval ?? null;
    return ends === null ? 0 : ends[0] > 0 ? 1 : ends[1] < 0 ? -1 : 0;
  };
  const named = (side: number): readonly string[] =>
    symbols.filter((row) => sideOf(row) === side).map(({ symbol }) => symbol);
  return { earning: named(1), losing: named(-1), open: named(0) };
}

/** A suggested weight that is not the one now. `now` is null where the position is not known. */
export interface WeightMove {
  readonly symbol: string;
  readonly now: number | null;
  readonly next: number;
}

interface Weighed {
  readonly symbol: string;
  readonly allocation: Pick<AllocationSummary, 'current_weight' | 'suggested_weight'> | null;
}

/** The moves of weight, the largest first. */
export function weightMoves(symbols: readonly Weighed[]): readonly WeightMove[] {
  return symbols
    .flatMap(({ symbol, allocation }) =>
      allocation === null
        ? []
        : [{ symbol, now: allocation.current_weight, next: allocation.suggested_weight }],
    )
    .filter(({ now, next }) => Math.abs(next - (now ?? 0)) >= LEAST_MOVE)
    .sort((a, b) => Math.abs(b.next - (b.now ?? 0)) - Math.abs(a.next - (a.now ?? 0)));
}

// Half of what the page shows of a weight: a smaller move would read as none.
const LEAST_MOVE = 0.0005;
