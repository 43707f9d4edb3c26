import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root';
import { fieldOf } from './fields';
import { FoundFields } from './found-fields';

/** Where the build leaves what it makes of wasm/. */
export const SCANNER_FILE = join(packageRoot(), 'dist', 'row-scanner.wasm');

// What lies behind the text must not be taken for it.
const MARGIN = 16;
const MOST_FIELDS = 64;

/**
 * Walks a line of JSON, every byte of it, and notes where the fields lie that are read. What is at all unusual is given
 * up. A scan that succeeds has seen one object of strict JSON in valid UTF-8, no key twice among those that are read,
 * and no escape in a key or in a text that is read, and no exponent in a number that is. The walk itself is in wasm/.
 */
export class RowScanner {
  /** What the last scan found. */
  readonly row: FoundFields;
  private readonly walk: Walk;
  private readonly memory: Uint8Array;
  private readonly text: number;
  private bytes: Buffer = Buffer.alloc(0);
  private base = 0;
  private from = 0;
  private to = 0;

  constructor() {
    const module = new WebAssembly.Module(readFileSync(SCANNER_FILE));
    const keys = { fieldOf: (holder = 0, start = 0, end = 0) => fieldOf(holder, this.memory, start, end) };
    const given = new WebAssembly.Instance(module, { keys }).exports;
    const { memory, scan } = given;
    if (!(memory instanceof WebAssembly.Memory) || !isWalk(scan))
      throw new Error(`${SCANNER_FILE} has another form`);
    const { buffer } = memory;
    const place = (name: string): number => {
      const found = given[name];
      if (!(found instanceof WebAssembly.Global)) throw new Error(`${SCANNER_FILE} has no ${name}`);
      return Number(found.value);
    };
    this.memory = new Uint8Array(buffer);
    this.text = place('text');
    this.walk = scan;
    this.row = new FoundFields({
      kinds: new Uint8Array(buffer, place('kinds'), MOST_FIELDS),
      starts: new Int32Array(buffer, place('starts'), MOST_FIELDS),
      ends: new Int32Array(buffer, place('ends'), MOST_FIELDS),
      found: new Uint8Array(buffer, place('found'), MOST_FIELDS),
      count: new Int32Array(buffer, place('count'), 1),
    });
  }

  /** Takes a copy of the bytes from `from` to `to`, where the next rows lie; more than there is room for it does not take. */
  take(bytes: Buffer, from: number, to: number): void {
    const { memory, text } = this;
    const hasRoom = to - from <= memory.length - text - MARGIN;
    this.bytes = bytes;
    this.base = text - from;
    this.from = from;
    this.to = hasRoom ? to : from;
    if (!hasRoom) return;
    memory.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), text);
    memory.fill(0, this.base + to, this.base + to + MARGIN);
  }

  /** Scans a row of the bytes taken. False: given up, and what was noted means nothing. */
  scan(start: number, end: number): boolean {
    this.row.bytes = this.bytes;
    return start >= this.from && end <= this.to && this.walk(this.base, start, end) !== 0;
  }
}

type Walk = (base: number, start: number, end: number) => number;

function isWalk(found: unknown): found is Walk {
  return typeof found === 'function';
}
