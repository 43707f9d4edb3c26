import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { metricRowSchema, orderEventSchema } from '../../../../model/schemas/rows';
import { parseTimestamp } from '../../../../model/values/time';
import { ACK } from '../../row/event-kind';
import { packageRoot } from '../../../files/package-root';
import { FIELD, fieldOf } from '../layout/fields';
import { FoundFields } from './found-fields';
import { permitsOf } from '../layout/types';

// Where the build leaves what it makes of wasm/.
const SCANNER_FILE = join(packageRoot(), 'dist', 'row-scanner.wasm');

const WORD_BYTES = 8;
const MOST_BYTES = 2 ** 31 - 1;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DAY_BYTES = 10;

/**
 * What a scan comes to, by the number that it has for it in wasm/lines.ts: nothing more; a row; a line for the slow
 * decoder.
 */
export const SCAN_RESULTS = ['end', 'row', 'fallback'] as const;
export type ScanResult = (typeof SCAN_RESULTS)[number];

/** The schemas that a scan holds the kinds of fields against, each with its bit. */
export const SCHEMA = { orders: 1, metrics: 2 } as const;

/**
 * Walks a line of JSON, every byte of it, and notes where the fields lie that are read. What is at all unusual is given
 * up. A scan that succeeds has seen one object of strict JSON in valid UTF-8, no key twice among those that are read,
 * and no escape in a key or in a text that is read, and no exponent in a number that is. The walk itself is in wasm/.
 */
export class RowScanner {
  /** What the last scan found. */
  readonly row: FoundFields;
  /** The line that `next` came to, and the rows it went over before. */
  readonly line: FoundLine;
  private readonly walk: Walk;
  private readonly memory: Uint8Array;
  private readonly text: number;
  // What lies behind the text must not be taken for it.
  private readonly margin: number;
  private bytes: Buffer = Buffer.alloc(0);
  private base = 0;
  private from = 0;
  private to = 0;

  constructor() {
    const { memory, place, walk } = load({
      keys: { fieldOf: (holder = 0, start = 0, end = 0) => fieldOf(holder, this.memory, start, end) },
      time: { midnightOf: (start = 0) => midnightOf(this.memory, start) },
    });
    this.memory = new Uint8Array(memory);
    this.text = place('text');
    this.margin = place('STEP');
    this.walk = walk;
    const fields = place('MOST_FIELDS');
    this.row = new FoundFields(
      new Uint8Array(memory, place('kinds'), fields),
      new Int32Array(memory, place('starts'), fields),
      new Int32Array(memory, place('ends'), fields),
      new Uint8Array(memory, place('allowed'), 1),
    );
    this.line = new FoundLine(
      new Int32Array(memory, place('lineStart'), 3),
      new Float64Array(memory, place('firstTs'), 2),
    );
    this.memory.set(permitsOf([orderEventSchema, metricRowSchema], place('STEP')), place('permits'));
    this.memory.set([ACK.length, ...Buffer.from(ACK)], place('notedTypes'));
    walk.know(FIELD.event_type, FIELD.event, FIELD.ts);
  }

  /** Takes a copy of the bytes from `from` to `to`, where the next rows lie. False: there is no room, none was taken. */
  take(bytes: Buffer, from: number, to: number): boolean {
    const { memory, text, margin } = this;
    // What threads share is copied word by word only if it lies alike in both places, and else byte by byte.
    const lead = Math.min(from, (bytes.byteOffset + from) % WORD_BYTES);
    const hasRoom = to - from <= memory.length - text - margin - WORD_BYTES;
    this.bytes = bytes;
    this.base = text - (from - lead);
    this.from = from;
    this.to = hasRoom ? to : from;
    if (!hasRoom) return false;
    memory.set(lead === from && to === bytes.length ? bytes : bytes.subarray(from - lead, to), text);
    memory.fill(0, this.base + to, this.base + to + margin);
    return true;
  }

  /** Scans a row of the bytes taken. False: given up, and what was noted means nothing. */
  scan(start: number, end: number): boolean {
    this.row.bytes = this.bytes;
    return start >= this.from && end <= this.to && this.walk.scan(this.base, start, end) !== 0;
  }

  /** For `next`: a row after `latestTs` is not gone over, and a line of more bytes is odd. */
  expect(latestTs: number, maxLineBytes: number): void {
    this.walk.expect(latestTs, Math.min(maxLineBytes, MOST_BYTES));
  }

  /**
   * Goes on from `start` over rows of order events that make no event, and comes to the first line that is more: a row as
   * `scan` finds it, or one that it gives up. What was taken must end with a newline.
   */
  next(start: number): ScanResult {
    this.row.bytes = this.bytes;
    return SCAN_RESULTS[this.walk.next(this.base, start, this.to)] ?? 'fallback';
  }

  /** Epoch ms of a time in the bytes taken, as Python's isoformat writes it in UTC; undefined for any other form. */
  time(start: number, end: number): number | undefined {
    const ms = this.walk.timeAt(this.base, start, end);
    return Number.isNaN(ms) ? undefined : ms;
  }
}

/** A line, and how many noted rows came before it. */
export class FoundLine {
  constructor(
    private readonly places: Int32Array,
    private readonly times: Float64Array,
  ) {}

  get start(): number {
    return this.places[0] ?? 0;
  }

  /** The index of its newline. */
  get end(): number {
    return this.places[1] ?? 0;
  }

  get timeOnlyRows(): number {
    return this.places[2] ?? 0;
  }

  get firstTs(): number {
    return this.times[0] ?? NaN;
  }

  get latestTs(): number {
    return this.times[1] ?? NaN;
  }
}

type Call = (...args: number[]) => number;
type Walk = Readonly<Record<'scan' | 'next' | 'know' | 'expect' | 'timeAt', Call>>;

interface Loaded {
  readonly memory: ArrayBuffer;
  /** Where something lies in the memory. */
  readonly place: (name: string) => number;
  readonly walk: Walk;
}

let compiled: WebAssembly.Module | undefined;

function load(imports: Readonly<Record<string, Readonly<Record<string, Call>>>>): Loaded {
  compiled ??= new WebAssembly.Module(built());
  const given = new WebAssembly.Instance(compiled, imports).exports;
  const call = (name: string): Call => {
    const found = given[name];
    if (!isCall(found)) throw new Error(`${SCANNER_FILE} has no ${name}`);
    return found;
  };
  const place = (name: string): number => {
    const found = given[name];
    if (!(found instanceof WebAssembly.Global)) throw new Error(`${SCANNER_FILE} has no ${name}`);
    return Number(found.value);
  };
  const { memory } = given;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error(`${SCANNER_FILE} has no memory`);
  const walk = {
    scan: call('scan'),
    next: call('next'),
    know: call('know'),
    expect: call('expect'),
    timeAt: call('timeAt'),
  };
  return { memory: memory.buffer, place, walk };
}

function built(): Buffer {
  try {
    return readFileSync(SCANNER_FILE);
  } catch (error) {
    throw new Error(`${SCANNER_FILE} cannot be read; \`npm run build:scanner\` makes it`, { cause: error });
  }
}

function isCall(found: unknown): found is Call {
  return typeof found === 'function';
}

// NaN for what is no day.
function midnightOf(memory: Uint8Array, start: number): number {
  const day = Buffer.from(memory.buffer, memory.byteOffset + start, DAY_BYTES).toString('latin1');
  return (DAY.test(day) ? parseTimestamp(`${day}T00:00:00Z`) : undefined) ?? NaN;
}
