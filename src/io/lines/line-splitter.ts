import { squeezeNuls } from './squeeze-nuls';

/** A line of a byte stream: its bytes without the newline, and its offset. */
export interface Line {
  /**
   * Undefined for a line over the limit, of which only the head is kept. Runs of NUL do not count towards the limit: of
   * a line that they alone take over it, each run is one NUL here.
   */
  readonly bytes: Buffer | undefined;
  readonly head: Buffer;
  readonly offset: number;
  /** Length in bytes in the stream, without the newline. */
  readonly length: number;
  /** False for a last line without a newline. */
  readonly ended: boolean;
}

/** Whole lines inside a chunk, newlines included. Read them before the chunk is reused. */
export class LinesInChunk {
  /** The lines span `start` to `end` of the chunk; `offset` is the stream offset of the first. */
  constructor(
    readonly chunk: Buffer,
    readonly start: number,
    readonly end: number,
    readonly offset: number,
    readonly maxLineBytes: number,
  ) {}

  /** The line from `start` to its newline at `end`. */
  line(start: number, end: number): Line {
    const offset = this.offset + start - this.start;
    const length = end - start;
    if (length <= this.maxLineBytes) return new LineInChunk(this.chunk, start, length, offset);
    return lineOf(this.chunk.subarray(start, end), offset, this.maxLineBytes);
  }

  /** All of them. */
  *[Symbol.iterator](): Generator<Line> {
    for (let start = this.start; start < this.end;) {
      const end = this.chunk.indexOf(NEWLINE, start);
      yield this.line(start, end);
      start = end + 1;
    }
  }
}

// A whole line inside a chunk, not copied.
class LineInChunk implements Line {
  readonly ended = true;

  constructor(
    private readonly chunk: Buffer,
    private readonly start: number,
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

/** The lines that end in a chunk: the one carried over from before, if any, and the whole ones inside it. */
export interface EndedLines {
  readonly cut: Line | undefined;
  readonly whole: LinesInChunk;
}

const HEAD_BYTES = 4096;
const NEWLINE = 0x0a;

/** A line that lies there as a whole, ended by a newline. */
export function lineOf(bytes: Buffer, offset: number, maxLineBytes: number): Line {
  const { length } = bytes;
  const held = length <= maxLineBytes ? bytes : squeezeNuls(bytes, false);
  return { ...heldOf(held, held.length <= maxLineBytes), offset, length, ended: true };
}

function heldOf(bytes: Buffer, isWhole: boolean): Pick<Line, 'bytes' | 'head'> {
  if (isWhole) return { bytes, head: bytes };
  return { bytes: undefined, head: Buffer.from(bytes.subarray(0, HEAD_BYTES)) };
}

/**
 * Splits chunks into lines at byte 0x0A only, with exact offsets. A line over `maxLineBytes` is not held in memory: it
 * comes out as its head and its length. A line may share the chunk's memory: read it before the chunk is reused.
 */
export class LineSplitter {
  // Of the line that the last chunk ends in: what is held of it, and its length in the stream.
  private tail: Buffer[] = [];
  private tailBytes = 0;
  // Of a line over the limit: its length with each run of NUL as one.
  private squeezedBytes: number | undefined;
  private endsInNul = false;

  /** `offset`: the stream offset of the first chunk. */
  constructor(
    private readonly maxLineBytes: number,
    private offset = 0,
  ) {}

  /** The lines that end in this chunk. */
  push(chunk: Buffer): readonly Line[] {
    const { cut, whole } = this.enter(chunk);
    return cut === undefined ? [...whole] : [cut, ...whole];
  }

  /** The same, with the whole lines inside the chunk as one span. */
  enter(chunk: Buffer): EndedLines {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    const start = end === 0 || this.tailBytes === 0 ? 0 : chunk.indexOf(NEWLINE) + 1;
    const cut = start === 0 ? undefined : this.cut(chunk.subarray(0, start - 1), true);
    const whole = new LinesInChunk(chunk, start, end, this.offset, this.maxLineBytes);
    this.offset += end - start;
    this.buffer(chunk.subarray(end));
    return { cut, whole };
  }

  /** What follows the last newline, if anything. */
  rest(): Line | undefined {
    return this.tailBytes === 0 ? undefined : this.cut(Buffer.alloc(0), false);
  }

  private cut(end: Buffer, ended: boolean): Line {
    this.buffer(end);
    const { offset, tailBytes: length } = this;
    const kept = Buffer.concat(this.tail);
    const isWhole = (this.squeezedBytes ?? length) <= this.maxLineBytes;
    this.offset += length + (ended ? 1 : 0);
    this.tail = [];
    this.tailBytes = 0;
    this.squeezedBytes = undefined;
    return { ...heldOf(kept, isWhole), offset, length, ended };
  }

  private buffer(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.tailBytes += bytes.length;
    if (this.tailBytes <= this.maxLineBytes) {
      this.tail.push(Buffer.from(bytes));
      return;
    }
    if (this.squeezedBytes === undefined) {
      const held = Buffer.concat(this.tail);
      this.tail = [];
      this.squeezedBytes = 0;
      this.endsInNul = false;
      this.hold(held);
    }
    this.hold(bytes);
  }

  // Over the limit only the head is kept; the rest is counted and dropped.
  private hold(bytes: Buffer): void {
    const squeezed = squeezeNuls(bytes, this.endsInNul);
    const before = this.squeezedBytes ?? 0;
    if (before <= Math.max(this.maxLineBytes, HEAD_BYTES) && squeezed.length > 0)
      this.tail.push(Buffer.from(squeezed));
    this.squeezedBytes = before + squeezed.length;
    this.endsInNul = bytes.at(-1) === 0;
  }
}
