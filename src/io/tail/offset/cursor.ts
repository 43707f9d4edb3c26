import type { Hash } from 'node:crypto';
import { digestOf, guardAfter, type Position } from './position';

const NOTHING = Buffer.alloc(0);

/** Moves through a segment's bytes chunk by chunk; gives the position at any byte. */
export class Cursor {
  private readonly hasher: Hash;
  private guard: Buffer;
  private begins: number;
  private chunk: Buffer = NOTHING;
  private passed = 0;

  constructor(from: Position) {
    this.hasher = from.hasher.copy();
    this.guard = from.guard;
    this.begins = from.offset;
  }

  /** The byte after the chunk. */
  get end(): number {
    return this.begins + this.chunk.length;
  }

  /** The hash of all bytes before it. */
  get hash(): string {
    return digestOf(this.hasher);
  }

  get position(): Position {
    return {
      offset: this.begins + this.passed,
      hasher: this.hasher.copy(),
      guard: guardAfter(this.guard, this.chunk.subarray(0, this.passed)),
    };
  }

  /** Enters the next chunk, at its first byte. The chunk may be reused after `leave`. */
  enter(chunk: Buffer): void {
    this.chunk = chunk;
  }

  /** Moves to a byte of the chunk, or to its end. */
  moveTo(offset: number): void {
    const until = offset - this.begins;
    this.hasher.update(this.chunk.subarray(this.passed, until));
    this.passed = until;
  }

  /** Moves past what remains of the chunk. */
  leave(): void {
    const { end } = this;
    this.moveTo(end);
    this.guard = guardAfter(this.guard, this.chunk);
    this.begins = end;
    this.chunk = NOTHING;
    this.passed = 0;
  }
}
