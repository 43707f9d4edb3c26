const ROWS = 1024;

/**
 * Rows of numbers, one behind the other in blocks: as fields of an object each number would be an object of its own, and
 * lie elsewhere. A block goes when the last that uses a row of it is let go.
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
