/** A line of a byte stream: its bytes without the newline, and where it lies. */
export interface Line {
  /** Undefined for a line over the limit: only its head was kept. */
  readonly bytes: Buffer | undefined;
  readonly head: Buffer;
  readonly offset: number;
  /** Length in bytes without the newline. */
  readonly length: number;
  /** False for a last line that no newline ends. */
  readonly ended: boolean;
}

/** A whole line where it lies in a chunk, to be read before that is used again. A newline follows it there. */
export class LineInChunk implements Line {
  readonly ended = true;

  constructor(
    readonly chunk: Buffer,
    readonly start: number,
    readonly length: number,
    readonly offset: number,
  ) {}

  get bytes(): Buffer {
    return this.chunk.subarray(this.start, this.start + this.length);
  }

  get head(): Buffer {
    return this.bytes;
  }
}

const HEAD_BYTES = 4096;
const NEWLINE = 0x0a;

/**
 * Cuts chunks into lines at byte 0x0A only, with exact offsets. A line over `maxLineBytes` is passed over without
 * being held: it comes out as its head and its length. A line may lie in the chunk given: read it before that is
 * used again.
 */
export class LineSplitter {
  private tail: Buffer[] = [];
  private tailBytes = 0;
  private skipped = false;

  /** `offset` is the byte that the first chunk begins at. */
  constructor(
    private readonly maxLineBytes: number,
    private offset = 0,
  ) {}

  /** The lines that end in this chunk. */
  push(chunk: Buffer): readonly Line[] {
    const lines: Line[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const isHere = this.tailBytes === 0 && end - start <= this.maxLineBytes;
      lines.push(isHere ? this.inChunk(chunk, start, end) : this.cut(chunk.subarray(start, end), true));
      start = end + 1;
    }
    this.hold(chunk.subarray(start));
    return lines;
  }

  /** What follows the last newline, if anything. */
  rest(): Line | undefined {
    return this.tailBytes === 0 ? undefined : this.cut(Buffer.alloc(0), false);
  }

  private inChunk(chunk: Buffer, start: number, end: number): Line {
    const line = new LineInChunk(chunk, start, end - start, this.offset);
    this.offset += end - start + 1;
    return line;
  }

  private cut(end: Buffer, ended: boolean): Line {
    const length = this.tailBytes + end.length;
    const whole = length <= this.maxLineBytes;
    const kept = this.tail.length === 0 ? end : Buffer.concat(this.skipped ? this.tail : [...this.tail, end]);
    const line = {
      bytes: whole ? kept : undefined,
      head: whole ? kept : Buffer.from(kept.subarray(0, HEAD_BYTES)),
      offset: this.offset,
      length,
      ended,
    };
    this.offset += length + (ended ? 1 : 0);
    this.tail = [];
    this.tailBytes = 0;
    this.skipped = false;
    return line;
  }

  // Once over the limit only the head is of use: what follows is counted and let go.
  private hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    if (this.tailBytes <= Math.max(this.maxLineBytes, HEAD_BYTES)) this.tail.push(Buffer.from(bytes));
    else this.skipped = true;
    this.tailBytes += bytes.length;
  }
}
