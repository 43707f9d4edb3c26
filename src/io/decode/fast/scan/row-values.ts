import { parseMicros, parseTimestamp } from '../../../../model/values/time';
import { StringInterner } from './string-interner';
import { idListAt } from './id-list';
import { decimalAt, isIntegerAt } from './numbers';
import * as KIND from './kinds';

const COMMA = 0x2c;
const POINT = 0x2e;
const ZERO = 0x30;
const UPPER_T = 0x54;
// Where they stand in a time of ISO 8601.
const T_AT = 10;
const POINT_AT = 19;

/** The fields of the row that was just scanned: where they lie, and their values. A field of −1 is none. */
export class RowValues {
  /** What the row lies in. */
  bytes: Buffer = Buffer.alloc(0);
  private readonly names = new StringInterner();

  /**
   * Of each field, at its number: what it holds (kinds.ts), where it starts, and the index after its last byte, in which
   * quotes of a text have no part. `allowed`: a bit for each schema that allows what all of them hold. `isoTime` reads the
   * everyday form of a time where it lies; undefined for any other form.
   */
  constructor(
    readonly kinds: Uint8Array,
    readonly starts: Int32Array,
    readonly ends: Int32Array,
    private readonly allowed: Uint8Array,
    private readonly isoTime: (start: number, end: number) => number | undefined,
  ) {}

  /** Whether each field holds what this schema allows. */
  isAllowed(schema: number): boolean {
    return ((this.allowed[0] ?? 0) & schema) !== 0;
  }

  /** The first of two fields that is there and not null; −1 for none. */
  firstOf(one: number, other: number): number {
    if (!this.isNothing(one)) return one;
    return this.isNothing(other) ? -1 : other;
  }

  isNothing(field: number): boolean {
    const kind = this.kinds[field];
    return kind === undefined || kind === KIND.ABSENT || kind === KIND.NULL;
  }

  has(field: number, kind: number): boolean {
    return this.kinds[field] === kind;
  }

  number(field: number): number | undefined {
    if (this.kinds[field] !== KIND.NUMBER) return undefined;
    return decimalAt(this.bytes, this.start(field), this.end(field));
  }

  positive(field: number): number | undefined {
    const value = this.number(field);
    return value !== undefined && value > 0 ? value : undefined;
  }

  /** The size of a number that is not 0. */
  size(field: number): number | undefined {
    const value = this.number(field);
    return value === undefined || value === 0 ? undefined : Math.abs(value);
  }

  flag(field: number): boolean | undefined {
    const kind = this.kinds[field];
    return kind === KIND.TRUE ? true : kind === KIND.FALSE ? false : undefined;
  }

  /** A text of which a log holds few different ones, such as a symbol. */
  name(field: number): string | undefined {
    if (this.kinds[field] !== KIND.ASCII) return this.text(field);
    return this.names.intern(this.bytes, this.start(field), this.end(field));
  }

  text(field: number): string | undefined {
    const kind = this.kinds[field];
    if (kind !== KIND.ASCII && kind !== KIND.TEXT) return undefined;
    return this.bytes.toString(kind === KIND.ASCII ? 'latin1' : 'utf8', this.start(field), this.end(field));
  }

  /** Whether an id stands there: a text, or a number that the full decoder would write as it stands. */
  isId(field: number): boolean {
    const kind = this.kinds[field];
    return kind === KIND.NUMBER
      ? isIntegerAt(this.bytes, this.start(field), this.end(field))
      : kind === KIND.ASCII || kind === KIND.TEXT;
  }

  /** The ids of a list, sorted and joined; '' for none. Undefined for a list that the full decoder has to read. */
  idList(field: number): string | undefined {
    return idListAt(this.bytes, this.start(field), this.end(field));
  }

  /** Epoch ms, of the row that was just scanned; undefined for what tells no time. */
  time(field: number): number | undefined {
    if (this.kinds[field] === KIND.ASCII) {
      const ms = this.isoTime(this.start(field), this.end(field));
      if (ms !== undefined) return ms;
    }
    return parseTimestamp(this.number(field) ?? this.text(field));
  }

  /** The same in microseconds; `ms` is what `time` gave. */
  micros(field: number, ms: number): number {
    const { bytes } = this;
    const start = this.start(field);
    if (this.kinds[field] !== KIND.ASCII || bytes[start + T_AT] !== UPPER_T)
      return parseMicros(this.number(field) ?? this.text(field)) ?? ms * 1000;
    let micros = 0;
    const point = start + POINT_AT;
    if (point < this.end(field) && (bytes[point] === POINT || bytes[point] === COMMA))
      for (let i = point + 4, worth = 100; worth >= 1; i++, worth /= 10) {
        const digit = (bytes[i] ?? 0) - ZERO;
        if (digit < 0 || digit > 9) break;
        micros += digit * worth;
      }
    return ms * 1000 + micros;
  }

  private start(field: number): number {
    return this.starts[field] ?? 0;
  }

  private end(field: number): number {
    return this.ends[field] ?? 0;
  }
}
