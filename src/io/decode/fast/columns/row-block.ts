import type { Fingerprint } from '../../../../model/values/digest';
import type { RowLines } from '../../../lines/row-lines';
import { memoByText } from '../scan/memo-by-text';
import {
  BLOCK_ROWS,
  FlagColumns,
  Float64Columns,
  HashColumn,
  DictionaryColumn,
  type DictionaryParts,
} from './columns';
import type { CurrentRow } from '../scan/current-row';
import { Utf8Column, type Utf8Parts } from './utf8-column';

/** The column of numbers that every block has. */
const TS = 0;

/** What a block is made of, as it goes from one thread to another. */
export interface RowParts {
  readonly count: number;
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly flags: Uint16Array<ArrayBuffer>;
  readonly prints: Uint32Array<ArrayBuffer>;
  readonly symbols: DictionaryParts<string>;
  readonly attempts: Utf8Parts;
}

// The name itself, or an equal one that was seen of late.
const internName = memoByText((name) => name ?? '');

/** Rows of one kind, column by column: here what rows of every kind have. */
export abstract class RowBlock {
  readonly numbers: Float64Columns;
  readonly flags: FlagColumns;
  readonly prints: HashColumn;
  readonly symbols: DictionaryColumn<string>;
  readonly attempts: Utf8Column;
  private taken = 0;

  /** `width`: how many numbers a row has, its ts included. With parts it is the block that another thread made. */
  constructor(
    readonly lines: RowLines,
    width: number,
    parts?: RowParts,
  ) {
    this.numbers = new Float64Columns(width, parts?.numbers);
    this.flags = new FlagColumns(parts?.flags);
    this.prints = new HashColumn(parts?.prints);
    this.symbols = namesOf(parts?.symbols);
    this.attempts = new Utf8Column(parts?.attempts);
    this.taken = parts?.count ?? 0;
  }

  /** How many rows it holds. */
  get count(): number {
    return this.taken;
  }

  get isFull(): boolean {
    return this.taken === BLOCK_ROWS;
  }

  /** Takes the row that was just scanned, and says which one of the block it is. `offset`: where its line begins. */
  add(row: CurrentRow, start: number, end: number, offset: number): number {
    const n = this.taken++;
    this.numbers.set(n, TS, row.ts);
    this.symbols.set(n, row.symbol);
    this.attempts.set(n, row.values, row.attempt);
    this.lines.store(n, row.values.bytes, start, end, offset);
    this.take(n, row);
    return n;
  }

  /** What rows of every kind have, of those that were taken. */
  get parts(): RowParts {
    const { count } = this;
    return {
      count,
      numbers: this.numbers.first(count),
      flags: this.flags.first(count),
      prints: this.prints.first(count),
      symbols: this.symbols.first(count),
      attempts: this.attempts.first(count),
    };
  }

  /** Takes what rows of this kind have besides. */
  protected abstract take(n: number, row: CurrentRow): void;
}

/** A row of a block. */
export abstract class BlockRow<B extends RowBlock> {
  constructor(
    readonly block: B,
    readonly n: number,
  ) {}

  get ts(): number {
    return this.block.numbers.sure(this.n, TS);
  }

  get symbol(): string {
    return this.block.symbols.get(this.n) ?? '';
  }

  get line(): string {
    return this.block.lines.text(this.n);
  }

  get print(): Fingerprint {
    return this.block.prints.get(this.n);
  }
}

/** A column of names: an empty one, or that of another thread. */
export function namesOf(parts: DictionaryParts<string> | undefined): DictionaryColumn<string> {
  return new DictionaryColumn(parts, internName);
}
