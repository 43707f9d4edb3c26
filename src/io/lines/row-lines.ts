import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { WorldError } from '../files/failures';
import { readInPlace } from '../files/in-place';

/** The line of each row, one char a byte: stored, or read again from the file when asked for. */
export interface RowLines {
  /** Stores the line of row `n`, which begins at `offset` of its file. */
  store(n: number, bytes: Buffer, start: number, end: number, offset: number): void;
  text(n: number): string;
}

const FIRST_BYTES = 16 * 1024;
const UNPACKED = 4;
const PACKING = { params: { [constants.BROTLI_PARAM_QUALITY]: 0 } };

/**
 * Lines stored in memory, one after another. Once there are `rows` of them they are packed to a sixth: lines are most of
 * what a row takes, and are seldom asked for.
 */
export class StoredLines implements RowLines {
  // The blocks that were last packed or asked for, as they are unpacked: a row is most often compared with one of late.
  private static readonly unpacked = new Map<StoredLines, Buffer<ArrayBuffer>>();
  // What the next block may be written to: to get so much memory anew takes longer than to fill it.
  private static spare: Buffer<ArrayBuffer> | undefined;
  private bytes = Buffer.alloc(0);
  private isPacked = false;
  // Where each begins, and the last one ends.
  private readonly starts: Int32Array;

  constructor(private readonly rows: number) {
    this.starts = new Int32Array(rows + 1);
  }

  store(n: number, bytes: Buffer, start: number, end: number): void {
    const from = this.starts[n] ?? 0;
    const until = from + end - start;
    if (until > this.bytes.length) this.grow(from, until);
    bytes.copy(this.bytes, from, start, end);
    this.starts[n + 1] = until;
    if (n + 1 < this.rows) return;
    const { bytes: unpacked } = this;
    this.bytes = brotliCompressSync(unpacked.subarray(0, until), PACKING);
    this.isPacked = true;
    this.hold(unpacked);
  }

  text(n: number): string {
    const bytes = this.isPacked ? this.unpack() : this.bytes;
    return bytes.toString('latin1', this.starts[n], this.starts[n + 1]);
  }

  private grow(length: number, least: number): void {
    const { spare } = StoredLines;
    const isRoom = spare !== undefined && spare.length >= least;
    if (isRoom) StoredLines.spare = undefined;
    const more = isRoom ? spare : Buffer.allocUnsafeSlow(Math.max(least, FIRST_BYTES, length * 4));
    this.bytes.copy(more, 0, 0, length);
    this.bytes = more;
  }

  private unpack(): Buffer {
    return this.hold(StoredLines.unpacked.get(this) ?? brotliDecompressSync(this.bytes));
  }

  private hold(bytes: Buffer<ArrayBuffer>): Buffer {
    const { unpacked } = StoredLines;
    unpacked.delete(this);
    unpacked.set(this, bytes);
    const [oldest] = unpacked;
    if (unpacked.size > UNPACKED && oldest !== undefined) {
      unpacked.delete(oldest[0]);
      StoredLines.spare = oldest[1];
    }
    return bytes;
  }
}

/** An open file from which lines can be read again while it stays open. */
export interface LineFile {
  readonly name: string;
  readonly fd: number;
}

/**
 * Lines that are read again from their file. Only a second row of the same identity asks for one; storing every line of
 * a long history for that would take most of the memory.
 */
export class LinesInFile implements RowLines {
  private readonly offsets: Float64Array;
  private readonly lengths: Int32Array;

  constructor(
    private readonly file: LineFile,
    rows: number,
  ) {
    this.offsets = new Float64Array(rows);
    this.lengths = new Int32Array(rows);
  }

  store(n: number, _: Buffer, start: number, end: number, offset: number): void {
    this.offsets[n] = offset;
    this.lengths[n] = end - start;
  }

  text(n: number): string {
    const { file } = this;
    const offset = this.offsets[n] ?? 0;
    const bytes = Buffer.allocUnsafe(this.lengths[n] ?? 0);
    try {
      const read = readInPlace(file, bytes, offset);
      if (read < bytes.length)
        throw new Error(`the file was cut short at byte ${offset + read} during the read`);
    } catch (error) {
      throw new WorldError(file.name, 'read', error);
    }
    return bytes.toString('latin1');
  }
}
