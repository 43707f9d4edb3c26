import { BLOCK_ROWS } from './columns';
import type { FoundFields } from './found-fields';
import * as KIND from './kinds';

const NONE = -1;

/** Texts of the rows of a block, as the bytes they were written in: as strings they would be most of the block. */
export class Texts {
  private readonly starts = new Int32Array(BLOCK_ROWS).fill(NONE);
  private readonly ends = new Int32Array(BLOCK_ROWS);
  private bytes = Buffer.allocUnsafe(BLOCK_ROWS * 16);
  private length = 0;
  private isAscii = true;

  /**
   * Takes a text of the scanned row, with its quotes if they are wanted, or a number as written; nothing of a field that
   * holds neither.
   */
  set(n: number, row: FoundFields, field: number, withQuotes = false): void {
    const kind = row.kinds[field] ?? KIND.ABSENT;
    if (kind !== KIND.ASCII && kind !== KIND.TEXT && kind !== KIND.NUMBER) return;
    if (kind === KIND.TEXT) this.isAscii = false;
    const quote = withQuotes && kind !== KIND.NUMBER ? 1 : 0;
    const start = (row.starts[field] ?? 0) - quote;
    const end = (row.ends[field] ?? 0) + quote;
    this.starts[n] = this.length;
    this.makeRoom(end - start);
    for (let i = start; i < end; i++) this.bytes[this.length++] = row.bytes[i] ?? 0;
    this.ends[n] = this.length;
  }

  get(n: number): string | undefined {
    const start = this.starts[n] ?? NONE;
    if (start === NONE) return undefined;
    return this.bytes.toString(this.isAscii ? 'latin1' : 'utf8', start, this.ends[n]);
  }

  private makeRoom(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const more = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + bytes));
    this.bytes.copy(more, 0, 0, this.length);
    this.bytes = more;
  }
}
