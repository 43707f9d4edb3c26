/** How many rows a block holds. What a block holds goes when the last of its rows is let go. */
export const BLOCK_ROWS = 1024;

/** Numbers of the rows of a block, `width` a row. What the writer did not say is NaN here: no row can say that. */
export class Numbers {
  private readonly all: Float64Array;

  constructor(private readonly width: number) {
    this.all = new Float64Array(BLOCK_ROWS * width);
  }

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
}

/** Flags of the rows of a block, up to eight a row: yes, no, or not said. */
export class Flags {
  private readonly all = new Uint16Array(BLOCK_ROWS);

  set(n: number, column: number, flag: boolean | undefined): void {
    if (flag !== undefined) this.all[n] = (this.all[n] ?? 0) | ((flag ? 3 : 2) << (2 * column));
  }

  get(n: number, column: number): boolean | undefined {
    const bits = ((this.all[n] ?? 0) >> (2 * column)) & 3;
    return bits === 0 ? undefined : bits === 3;
  }
}

/** A column of anything else. */
export function column<T>(): (T | undefined)[] {
  return new Array<T | undefined>(BLOCK_ROWS).fill(undefined);
}
