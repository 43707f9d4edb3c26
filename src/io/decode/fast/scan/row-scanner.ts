import { metricRowSchema, orderEventSchema } from '../../../../model/schemas/rows';
import { parseTimestamp } from '../../../../model/values/time';
import { NOTED } from '../../row/event-kind';
import { FIELD, fieldOf, permitsOf } from './fields';
import { RowValues } from './row-values';
import { newScanner } from './scanner-module';

const WORD_BYTES = 8;
const MOST_BYTES = 2 ** 31 - 1;
const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const DAY_BYTES = 10;

/**
 * What a scan comes to, by the number that it has for it in wasm/lines.ts: nothing more; a row; a line for the full
 * decoder.
 */
const SCAN_RESULTS = ['end', 'row', 'fallback'] as const;
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
  readonly row: RowValues;
  /** Where the line lies that `next` came to, its newline not included. */
  lineStart = 0;
  lineEnd = 0;
  /** How many rows `next` went over before that line; if there are any, the first ts of them and the latest. */
  timeOnlyRows = 0;
  /** How many rows of each kind of NOTED `next` went over. The one who asks sets it to 0. */
  readonly noted: Int32Array;
  firstTs = NaN;
  latestTs = NaN;
  private readonly walk: WebAssembly.Scanner;
  private readonly memory: Uint8Array;
  // What `next` leaves in the memory: where the line lies and the rows before it; their times.
  private readonly places: Int32Array;
  private readonly times: Float64Array;
  private readonly text: number;
  // What lies behind the text must not be taken for it.
  private readonly margin: number;
  private bytes: Buffer = Buffer.alloc(0);
  private base = 0;
  private from = 0;
  private to = 0;

  constructor() {
    const walk = newScanner({
      keys: { fieldOf: (holder = 0, start = 0, end = 0) => fieldOf(holder, this.memory, start, end) },
      time: { midnightOf: (start = 0) => midnightOf(this.memory, start) },
    });
    const memory = walk.memory.buffer;
    const place = (name: WebAssembly.Place): number => Number(walk[name].value);
    this.walk = walk;
    this.memory = new Uint8Array(memory);
    this.text = place('text');
    this.margin = place('STEP');
    const fields = place('MOST_FIELDS');
    this.row = new RowValues(
      new Uint8Array(memory, place('kinds'), fields),
      new Int32Array(memory, place('starts'), fields),
      new Int32Array(memory, place('ends'), fields),
      new Uint8Array(memory, place('allowed'), 1),
      (start, end) => this.time(start, end),
    );
    this.places = new Int32Array(memory, place('lineStart'), 3);
    this.times = new Float64Array(memory, place('firstTs'), 2);
    this.memory.set(permitsOf([orderEventSchema, metricRowSchema], this.margin), place('permits'));
    NOTED.forEach((name, n) => {
      this.memory.set([name.length, ...Buffer.from(name)], place('notedTypes') + n * place('TYPE_BYTES'));
    });
    this.noted = new Int32Array(memory, place('notedCounts'), NOTED.length);
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
    const { places, times } = this;
    this.row.bytes = this.bytes;
    const found = this.walk.next(this.base, start, this.to);
    this.lineStart = places[0] ?? 0;
    this.lineEnd = places[1] ?? 0;
    this.timeOnlyRows = places[2] ?? 0;
    this.firstTs = times[0] ?? NaN;
    this.latestTs = times[1] ?? NaN;
    return SCAN_RESULTS[found] ?? 'fallback';
  }

  /** Epoch ms of a time in the bytes taken, as Python's isoformat writes it in UTC; undefined for any other form. */
  time(start: number, end: number): number | undefined {
    const ms = this.walk.timeAt(this.base, start, end);
    return Number.isNaN(ms) ? undefined : ms;
  }
}

// NaN for what is no day.
function midnightOf(memory: Uint8Array, start: number): number {
  const day = Buffer.from(memory.buffer, memory.byteOffset + start, DAY_BYTES).toString('latin1');
  return (DAY.test(day) ? parseTimestamp(`${day}T00:00:00Z`) : undefined) ?? NaN;
}
