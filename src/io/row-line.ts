import { readSync } from 'node:fs';
import { WorldError } from './failures';

/** The bytes of a row's line, one char a byte: kept, or read again when they are asked for. */
export interface RowLine {
  text(): string;
}

/** A line that is kept. */
class KeptLine implements RowLine {
  private readonly kept: string;

  constructor(bytes: Buffer, start: number, end: number) {
    this.kept = bytes.toString('latin1', start, end);
  }

  text(): string {
    return this.kept;
  }
}

export function keptLine(bytes: Buffer, start: number, end: number): RowLine {
  return new KeptLine(bytes, start, end);
}

/** An open file that lines can be read from again, as long as it is open. */
export interface OpenFile {
  readonly name: string;
  readonly fd: number;
}

/**
 * A line that lies in a file. Only a second row of the same identity asks for it: to hold every line of months for that
 * would be most of the memory there is.
 */
export class LineInFile implements RowLine {
  constructor(
    private readonly file: OpenFile,
    private readonly offset: number,
    private readonly length: number,
  ) {}

  text(): string {
    const { file, offset, length } = this;
    const bytes = Buffer.allocUnsafe(length);
    try {
      for (let read = 0; read < length;) {
        const count = readSync(file.fd, bytes, read, length - read, offset + read);
        if (count === 0) throw new Error(`it was cut short at byte ${offset + read} while it was being read`);
        read += count;
      }
    } catch (error) {
      throw new WorldError(file.name, 'read', error);
    }
    return bytes.toString('latin1');
  }
}
