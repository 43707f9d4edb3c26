import type { Fingerprint } from '../../../../model/values/digest';

/** How many rows a block holds. What a block holds goes when the last of its rows is let go. */
export const BLOCK_ROWS = 1024;

/** Numbers of the rows of a block, `width` a row. What the writer did not say is NaN here: no row can say that. */
export class Float64Columns {
  constructor(
    private readonly width: number,
    private readonly all = new Float64Array(BLOCK_ROWS * width),
  ) {}

  set(n: number, column: number, value: number | undefined): void {
    this.all[n * this.width + column] = value ?? NaN;
  }

  get(n: number, column: number): number | undefined {
    const value = this.all[n * this.width + column];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  /** Of a column that every row has. */
  sure(n: number, column: number): number {
    return this.all[n * this.width + column] ?? NaN;
  }

  /** Those of the first rows, to be handed on. */
  first(rows: number): Float64Array<ArrayBuffer> {
    return this.all.slice(0, rows * this.width);
  }
}

/** Flags of the rows of a block, up to eight a row: yes, no, or not said. */
export class FlagColumns {
  constructor(private readonly all = new Uint16Array(BLOCK_ROWS)) {}

  set(n: number, column: number, flag: boolean | undefined): void {
    if (flag !== undefined) this.all[n] = (this.all[n] ?? 0) | ((flag ? 3 : 2) << (2 * column));
  }

  get(n: number, column: number): boolean | undefined {
    const bits = ((this.all[n] ?? 0) >> (2 * column)) & 3;
    return bits === 0 ? undefined : bits === 3;
  }

  first(rows: number): Uint16Array<ArrayBuffer> {
    return this.all.slice(0, rows);
  }
}

/** Fingerprints of the rows of a block. */
export class HashColumn {
  constructor(private readonly all = new Uint32Array(BLOCK_ROWS * 2)) {}

  set(n: number, [high, low]: Fingerprint): void {
    this.all[n * 2] = high;
    this.all[n * 2 + 1] = low;
  }

  get(n: number): Fingerprint {
    return [this.all[n * 2] ?? 0, this.all[n * 2 + 1] ?? 0];
  }

  first(rows: number): Uint32Array<ArrayBuffer> {
    return this.all.slice(0, rows * 2);
  }
}

/** What a column of few different values is made of: of each row which one it has, counted from 1; 0 for none. */
export interface DictionaryParts<T> {
  readonly which: Uint16Array<ArrayBuffer>;
  readonly values: readonly T[];
}

/**
 * A column of which the rows of a block have few different values, such as symbols. Of parts that another thread made,
 * `own` gives for each value the one that this thread knows it by.
 */
export class DictionaryColumn<T> {
  private readonly numbers = new Map<T, number>();
  private readonly which: Uint16Array<ArrayBuffer>;
  private readonly values: T[];

  constructor(parts: DictionaryParts<T> | undefined, own: (value: T) => T) {
    this.which = parts?.which ?? new Uint16Array(BLOCK_ROWS);
    this.values = parts?.values.map(own) ?? [];
  }

  set(n: number, value: T | undefined): void {
    if (value === undefined) return;
    let number = this.numbers.get(value);
    if (number === undefined) this.numbers.set(value, (number = this.values.push(value)));
    this.which[n] = number;
  }

  get(n: number): T | undefined {
    return this.values[(this.which[n] ?? 0) - 1];
  }

  first(rows: number): DictionaryParts<T> {
    return { which: this.which.slice(0, rows), values: this.values };
  }
}
