import { ExactSum } from '../../src/model/math/exact-sum';
import { quantile } from '../../src/model/math/quantile';
import { SortedValues } from '../../src/model/math/sorted-values';
import { finite } from '../../src/model/values/json';

/** A row comes, or goes again as if it had never been there. */
export type By = 1 | -1;

/** A rate with what it was counted from. */
export interface HitCount {
  readonly hits: number;
  readonly rows: number;
}

/** How values lie; undefined without any. */
export interface Spread {
  readonly rows: number;
  readonly mean: number | undefined;
  readonly p50: number | undefined;
  readonly p95: number | undefined;
}

/** Counts rows that say yes or no. */
export class Share {
  private hits = 0;
  private rows = 0;

  /** A row that does not say has no part in it. */
  shift(hit: boolean | undefined, by: By): void {
    if (hit === undefined) return;
    this.rows += by;
    if (hit) this.hits += by;
  }

  tally(): HitCount {
    return { hits: this.hits, rows: this.rows };
  }
}

/** Numbers that rows carry; a row without one has no part. */
export class Values {
  private readonly sorted = new SortedValues();
  private readonly sum = new ExactSum();

  shift(value: number | undefined, by: By): void {
    if (value === undefined) return;
    this.sum.add(by * value);
    if (by > 0) this.sorted.add(value);
    else this.sorted.remove(value);
  }

  spread(): Spread {
    const values = this.sorted.values();
    return {
      rows: values.length,
      mean: values.length === 0 ? undefined : finite(this.sum.value() / values.length),
      p50: finite(quantile(values, 0.5)),
      p95: finite(quantile(values, 0.95)),
    };
  }
}
