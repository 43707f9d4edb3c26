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
