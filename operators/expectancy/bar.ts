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

/** A group's numbers with the bar of so many comparisons. `basis` is not rounded. */
export function withBar<View extends Reasoned>(view: View, basis: BarBasis, cells: number): View & Bar {
  return { ...view, ...barOf(basis, view.reasons, cells) };
}

/** A group as measured, whose bar moves with the number of groups. The view is its own, to add to. */
export class BarredGroup<View extends Reasoned> {
  private readonly reasons: Reasoned['reasons'];
  private cells = NaN;
  private barred: (View & Bar) | undefined;

  constructor(
    private readonly view: View,
    private readonly basis: BarBasis,
  ) {
    this.reasons = view.reasons;
  }

  /** The same object again for the same number of cells. */
  among(cells: number): View & Bar {
    if (this.barred !== undefined && cells === this.cells) return this.barred;
    const bar = barOf(this.basis, this.reasons, cells);
    // Most are asked for one number of cells: they need no copy.
    this.barred = this.barred === undefined ? Object.assign(this.view, bar) : { ...this.view, ...bar };
    this.cells = cells;
    return this.barred;
  }
}

/**
 * Bonferroni: among `cells` intervals at this level, all hold at once with 95 % (O. J. Dunn, "Multiple comparisons among
 * means", 1961).
 */
function barOf(basis: BarBasis, reasons: Reasoned['reasons'], cells: number): Bar & Reasoned {
  const { avg_r, std_r, n_eff, r_interval } = basis;
  const isKnown = avg_r !== null && std_r !== null && n_eff !== null && r_interval !== null;
  const bar = isKnown ? studentInterval(avg_r, std_r, n_eff, 1 - 0.05 / cells) : null;
  if (bar?.every(Number.isFinite) === true)
    return { r_interval_adjusted: rounded(bar), clears_bar: bar[0] > 0 || bar[1] < 0, reasons };
  const why = reasons['r_interval'] ?? (bar === null ? 'fewer_than_two' : 'too_large');
  return { r_interval_adjusted: null, clears_bar: false, reasons: { ...reasons, r_interval_adjusted: why } };
}
