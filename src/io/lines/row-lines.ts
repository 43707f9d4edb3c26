import { WorldError } from '../files/failures';
import { readInPlace } from '../files/in-place';

/** The line of each row, one char a byte: stored, or read again from the file when asked for. */
export interface RowLines {
  /** Stores the line of row `n`, which begins at `offset` of its file. */
  store(n: number, bytes: Buffer, start: number, end: number, offset: number): void;
  text(n: number): string;
}

/** Lines stored in memory. */
export class StoredLines implements RowLines {
  private readonly lines: string[] = [];

  store(n: number, bytes: Buffer, start: number, end: number): void {
    this.lines[n] = bytes.toString('latin1', start, end);
  }

  text(n: number): string {
    return this.lines[n] ?? '';
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
