import { BLOCK_ROWS } from './columns';
import type { RowValues } from '../scan/row-values';
import * as KIND from '../scan/kinds';

/** What texts are made of: where each ends in the bytes, as a complement where there is none. */
export interface Utf8Parts {
  readonly ends: Int32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isAscii: boolean;
}

/**
 * A column of texts, kept as the bytes they were written in: as strings they would be most of the block. Rows are taken in
 * order, each of them, so that a text begins where that of the row before ended.
 */
export class Utf8Column {
  private readonly ends: Int32Array<ArrayBuffer>;
  private bytes: Buffer<ArrayBuffer>;
  private length = 0;
  private isAscii: boolean;

  constructor(parts?: Utf8Parts) {
    this.ends = parts?.ends ?? new Int32Array(BLOCK_ROWS).fill(~0);
    this.bytes = Buffer.from(parts?.bytes.buffer ?? new ArrayBuffer(0));
    this.isAscii = parts?.isAscii ?? true;
  }

  /** Takes a text of the scanned row, or a number as written; nothing of a field that holds neither. */
  set(n: number, row: RowValues, field: number): void {
    const kind = row.kinds[field] ?? KIND.ABSENT;
    if (kind !== KIND.ASCII && kind !== KIND.TEXT && kind !== KIND.NUMBER) {
      this.end(n, false);
      return;
    }
    if (kind === KIND.TEXT) this.isAscii = false;
    const start = row.starts[field] ?? 0;
    const end = row.ends[field] ?? 0;
    this.makeRoom(end - start);
    for (let i = start; i < end; i++) this.bytes[this.length++] = row.bytes[i] ?? 0;
    this.end(n, true);
  }

  /** Takes a text of ASCII alone. */
  setAscii(n: number, text: string | undefined): void {
    if (text !== undefined) {
      this.makeRoom(text.length);
      this.length += this.bytes.write(text, this.length, 'latin1');
    }
    this.end(n, text !== undefined);
  }

  get(n: number): string | undefined {
    const end = this.ends[n] ?? ~0;
    if (end < 0) return undefined;
    const before = n === 0 ? 0 : (this.ends[n - 1] ?? 0);
    return this.bytes.toString(this.isAscii ? 'latin1' : 'utf8', before < 0 ? ~before : before, end);
  }

  /** Those of the first rows, to be handed on. */
  first(rows: number): Utf8Parts {
    return {
      ends: this.ends.slice(0, rows),
      bytes: new Uint8Array(this.bytes.subarray(0, this.length)),
      isAscii: this.isAscii,
    };
  }

  // The row is taken, with a text or without. Nothing follows the last one of a block: room that is left goes.
  private end(n: number, hasText: boolean): void {
    this.ends[n] = hasText ? this.length : ~this.length;
    if (n + 1 === this.ends.length) this.resize(this.length);
  }

  private makeRoom(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    this.resize(Math.max(BLOCK_ROWS * 16, this.bytes.length * 2, this.length + bytes));
  }

  private resize(room: number): void {
    const resized = Buffer.from(new ArrayBuffer(room));
    this.bytes.copy(resized, 0, 0, this.length);
    this.bytes = resized;
  }
}
