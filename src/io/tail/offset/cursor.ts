import type { Hash } from 'node:crypto';
import { digestOf, guardAfter, type Position } from './position';

const NOTHING = Buffer.alloc(0);

/** Passes through a segment's bytes chunk by chunk, and can tell at any byte where it stands. */
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

  /** The hash of all bytes passed. */
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

  /** Takes the next chunk, of which it has passed nothing yet. It may be used again after `leave`. */
  enter(chunk: Buffer): void {
    this.chunk = chunk;
  }

  /** Passes on to a byte of the chunk, or to its end. */
  moveTo(offset: number): void {
    const until = offset - this.begins;
    this.hasher.update(this.chunk.subarray(this.passed, until));
    this.passed = until;
  }

  /** Passes what remains of the chunk. */
  leave(): void {
    const { end } = this;
    this.moveTo(end);
    this.guard = guardAfter(this.guard, this.chunk);
    this.begins = end;
    this.chunk = NOTHING;
    this.passed = 0;
  }
}
