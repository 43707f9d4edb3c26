const ROWS = 1024;

/**
 * Rows of float64 numbers in contiguous blocks. As fields of an object each number would be a heap object of its own. A
 * block is freed when no row of it is in use.
 */
export class Float64Rows {
  /** Where the row that was last begun lies, from the index `at` on. */
  block: Float64Array = new Float64Array(0);
  at = 0;

  constructor(private readonly width: number) {}

  /** Begins a row. */
  begin(): void {
    this.at += this.width;
    if (this.at < this.block.length) return;
    this.block = new Float64Array(ROWS * this.width);
    this.at = 0;
  }
}

/** An object that keeps its numbers in a row. NaN stands for an unknown one. */
export abstract class NumberRow {
  private readonly block: Float64Array;
  private readonly at: number;

  /** Begins a row. */
  constructor(rows: Float64Rows) {
    rows.begin();
    this.block = rows.block;
    this.at = rows.at;
  }

  protected store(column: number, value: number | undefined): void {
    this.block[this.at + column] = value ?? NaN;
  }

  protected number(column: number): number {
    return this.block[this.at + column] ?? NaN;
  }

  protected numberOrNone(column: number): number | undefined {
    const value = this.number(column);
    return Number.isNaN(value) ? undefined : value;
  }
}
