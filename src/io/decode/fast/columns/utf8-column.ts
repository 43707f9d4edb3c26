import { BLOCK_ROWS } from './columns';
import type { RowValues } from '../scan/row-values';
import * as KIND from '../scan/kinds';

const NONE = -1;

/** What texts are made of: where each starts and ends in the bytes; −1 for none. */
export interface Utf8Parts {
  readonly starts: Int32Array<ArrayBuffer>;
  readonly ends: Int32Array<ArrayBuffer>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isAscii: boolean;
}

/** A column of texts, kept as the bytes they were written in: as strings they would be most of the block. */
export class Utf8Column {
  private readonly starts: Int32Array<ArrayBuffer>;
  private readonly ends: Int32Array<ArrayBuffer>;
  private bytes: Buffer<ArrayBuffer>;
  private length = 0;
  private isAscii: boolean;

  constructor(parts?: Utf8Parts) {
    this.starts = parts?.starts ?? new Int32Array(BLOCK_ROWS).fill(NONE);
    this.ends = parts?.ends ?? new Int32Array(BLOCK_ROWS);
    this.bytes = Buffer.from(parts?.bytes.buffer ?? new ArrayBuffer(0));
    this.isAscii = parts?.isAscii ?? true;
  }

  /** Takes a text of the scanned row, or a number as written; nothing of a field that holds neither. */
  set(n: number, row: RowValues, field: number): void {
    const kind = row.kinds[field] ?? KIND.ABSENT;
    if (kind !== KIND.ASCII && kind !== KIND.TEXT && kind !== KIND.NUMBER) return;
    if (kind === KIND.TEXT) this.isAscii = false;
    const start = row.starts[field] ?? 0;
    const end = row.ends[field] ?? 0;
    this.starts[n] = this.length;
    this.makeRoom(end - start);
    for (let i = start; i < end; i++) this.bytes[this.length++] = row.bytes[i] ?? 0;
    this.ends[n] = this.length;
  }

  /** Takes a text of ASCII alone. */
  setAscii(n: number, text: string | undefined): void {
    if (text === undefined) return;
    this.starts[n] = this.length;
    this.makeRoom(text.length);
    this.length += this.bytes.write(text, this.length, 'latin1');
    this.ends[n] = this.length;
  }

  get(n: number): string | undefined {
    const start = this.starts[n] ?? NONE;
    if (start === NONE) return undefined;
    return this.bytes.toString(this.isAscii ? 'latin1' : 'utf8', start, this.ends[n]);
  }

  /** Those of the first rows, to be handed on. */
  first(rows: number): Utf8Parts {
    return {
      starts: this.starts.slice(0, rows),
      ends: this.ends.slice(0, rows),
      bytes: new Uint8Array(this.bytes.subarray(0, this.length)),
      isAscii: this.isAscii,
    };
  }

  private makeRoom(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const room = Math.max(BLOCK_ROWS * 16, this.bytes.length * 2, this.length + bytes);
    const more = Buffer.from(new ArrayBuffer(room));
    this.bytes.copy(more, 0, 0, this.length);
    this.bytes = more;
  }
}
