import { studentInterval, type Interval } from '../../src/model/math/interval';
import { rounded } from '../../src/model/math/round';
import type { Reason } from './metrics/metric';

/** What an interval of mean R follows from. */
export interface BarBasis {
  readonly avg_r: number | null;
  readonly std_r: number | null;
  readonly n_eff: number | null;
  readonly r_interval: Interval | null;
}

/** Of a group among others: the interval that allows for how many they are, and whether it lies on one side of 0. */
export interface Bar {
  readonly r_interval_adjusted: Interval | null;
  readonly clears_bar: boolean;
}

export type Reasoned = { readonly reasons: Readonly<Record<string, Reason>> };

/**
 * A group's numbers with the bar of so many comparisons. Bonferroni: among `cells` intervals at this level, all hold at
 * once with 95 % (O. J. Dunn, "Multiple comparisons among means", 1961). `basis` is not rounded.
 */
export function withBar<View extends Reasoned>(view: View, basis: BarBasis, cells: number): View & Bar {
  const bar = adjustedInterval(basis, cells);
  if (bar?.every(Number.isFinite) === true)
    return { ...view, r_interval_adjusted: rounded(bar), clears_bar: bar[0] > 0 || bar[1] < 0 };
  const why = view.reasons['r_interval'] ?? (bar === null ? 'fewer_than_two' : 'too_large');
  const reasons = { ...view.reasons, r_interval_adjusted: why };
  return { ...view, r_interval_adjusted: null, clears_bar: false, reasons };
}

function adjustedInterval({ avg_r, std_r, n_eff, r_interval }: BarBasis, cells: number): Interval | null {
  if (avg_r === null || std_r === null || n_eff === null || r_interval === null) return null;
  return studentInterval(avg_r, std_r, n_eff, 1 - 0.05 / cells);
}

/** A group as measured, whose bar moves with the number of groups. */
export class BarredGroup<View extends Reasoned> {
  private cells = NaN;
  private barred: (View & Bar) | undefined;

  constructor(
    private readonly view: View,
    private readonly basis: BarBasis,
  ) {}

  /** The same object again for the same number of cells. */
  among(cells: number): View & Bar {
    if (this.barred === undefined || cells !== this.cells) {
      this.cells = cells;
      this.barred = withBar(this.view, this.basis, cells);
    }
    return this.barred;
  }
}
