import type { RowLines } from '../row-lines';
import { BLOCK_ROWS, column, Flags, Numbers } from './columns';
import type { RowHead } from './row-head';
import { row } from './scanned';
import { Texts } from './texts';

/** The column of numbers that every block has. */
export const TS = 0;

/** Rows of one kind, column by column: here what rows of every kind have. */
export abstract class RowBlock {
  readonly numbers: Numbers;
  readonly flags = new Flags();
  readonly symbols = column<string>();
  readonly attempts = new Texts();
  private count = 0;

  /** `numbers`: how many a row has, its ts included. */
  constructor(
    readonly lines: RowLines,
    numbers: number,
  ) {
    this.numbers = new Numbers(numbers);
  }

  get isFull(): boolean {
    return this.count === BLOCK_ROWS;
  }

  /** Takes the row that was just scanned, and says which one of the block it is. `offset`: where its line begins. */
  add(head: RowHead, start: number, end: number, offset: number): number {
    const n = this.count++;
    this.numbers.set(n, TS, head.ts);
    this.symbols[n] = head.symbol;
    this.attempts.set(n, row, head.attempt);
    this.lines.hold(n, row.bytes, start, end, offset);
    this.take(n, head);
    return n;
  }

  /** Takes what rows of this kind have besides. */
  protected abstract take(n: number, head: RowHead): void;
}

/** A row of a block. */
export abstract class BlockRow<B extends RowBlock> {
  constructor(
    protected readonly block: B,
    protected readonly n: number,
  ) {}

  get ts(): number {
    return this.block.numbers.sure(this.n, TS);
  }

  get symbol(): string {
    return this.block.symbols[this.n] ?? '';
  }

  get line(): string {
    return this.block.lines.text(this.n);
  }
}
