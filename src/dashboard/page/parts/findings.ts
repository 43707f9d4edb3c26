/** Symbols by what their trades have shown with 95 %, all symbols at once: mean R above 0, below 0, or neither. */
export interface Evidence {
  readonly earning: readonly string[];
  readonly losing: readonly string[];
  readonly open: readonly string[];
}

interface Shown {
  readonly symbol: string;
  readonly r_interval_adjusted: readonly [number, number] | null;
}

export function evidenceOf(symbols: readonly Shown[]): Evidence {
  const sideOf = ({ r_interval_adjusted: ends }: Shown): number => {
    return ends === null ? 0 : ends[0] > 0 ? 1 : ends[1] < 0 ? -1 : 0;
  };
  const named = (side: number): readonly string[] =>
    symbols.filter((row) => sideOf(row) === side).map(({ symbol }) => symbol);
  return { earning: named(1), losing: named(-1), open: named(0) };
}
