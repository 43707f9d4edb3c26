import type { RowLines } from '../../lines/row-lines';
import type { RowBlock, RowParts } from './columns/row-block';

/** Rows of one kind that another thread made blocks of, in their order. */
export class TransferredRows<Parts extends RowParts, Block extends RowBlock, Row> {
  private block: Block | undefined;
  private blocks = 0;
  private rows = 0;

  constructor(
    private readonly parts: readonly Parts[],
    private readonly blockOf: (lines: RowLines, parts: Parts) => Block,
    private readonly rowOf: (block: Block, n: number) => Row,
  ) {}

  /** The next row. `store` is to hold its line. */
  next(lines: (rows: number) => RowLines, store: (lines: RowLines, n: number) => void): Row {
    if (this.block === undefined || this.rows === this.block.count) {
      const parts = this.parts[this.blocks++];
      if (parts === undefined) throw new Error('a row that was found is in no block');
      this.block = this.blockOf(lines(parts.count), parts);
      this.rows = 0;
    }
    const n = this.rows++;
    store(this.block.lines, n);
    return this.rowOf(this.block, n);
  }
}
