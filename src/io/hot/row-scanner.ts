import { FIELD } from './fields';
import { KIND, type FoundFields } from './found-fields';
import { KnownKeys, type KnownKey } from './known-keys';
import { afterSequence } from './utf8';

const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const UPPER_E = 0x45;
const LOWER_E = 0x65;
const LOWER_U = 0x75;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const SPACE = 0x20;

const ESCAPABLE: ReadonlySet<number> = new Set(Buffer.from('"\\/bfnrt'));
const MAX_DEPTH = 16;
// A number of fewer bytes and without an exponent is finite.
const LONGEST_FINITE = 300;
const GIVEN_UP = -1;

// Of each byte: whether it is a text's, of ASCII and without an escape; whether it is a digit; what value it begins.
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= SPACE && byte < 0x80 && byte !== QUOTE && byte !== BACKSLASH),
);
const DIGIT = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte >= ZERO && byte < ZERO + 10));
const KIND_OF = new Uint8Array(256).fill(KIND.number);
KIND_OF[QUOTE] = KIND.ascii;
KIND_OF[OPEN_BRACE] = KIND.object;
KIND_OF[OPEN_BRACKET] = KIND.array;
KIND_OF[0x74] = KIND.true;
KIND_OF[0x66] = KIND.false;
KIND_OF[0x6e] = KIND.null;

/**
 * Walks a line of JSON, every byte of it, and notes where the fields lie that are read. What is at all unusual is given
 * up. A scan that succeeds has seen one object of strict JSON in valid UTF-8, no key twice among those that are read,
 * and no escape in a key or in a text that is read, and no exponent in a number that is.
 */
export class RowScanner {
  private bytes: Buffer = Buffer.alloc(0);
  // Of the text that was last walked over.
  private isAscii = true;
  private isEscaped = false;
  // Of the number that was last walked over.
  private hasExponent = false;

  private readonly keys = new KnownKeys();

  /** `fields` is told what is found. */
  constructor(private readonly fields: FoundFields) {}

  /** False: given up, and what was noted means nothing. What follows `end` must be nothing, or a newline. */
  scan(bytes: Buffer, start: number, end: number): boolean {
    this.bytes = bytes;
    this.fields.forget(bytes);
    return bytes[start] === OPEN_BRACE && this.afterObject(start, this.keys.start, 0) === end;
  }

  // Each of these takes the index of a value's first byte and gives the one after its last, or GIVEN_UP.

  private afterObject(open: number, before: KnownKey, depth: number): number {
    const { bytes } = this;
    let i = this.afterSpaces(open + 1);
    if (bytes[i] === CLOSE_BRACE) return i + 1;
    let last = before;
    for (;;) {
      if (bytes[i] !== QUOTE) return GIVEN_UP;
      const key = last.follower(bytes, i + 1) ?? this.newKey(last, i + 1);
      if (key === undefined) return GIVEN_UP;
      // Another row had fewer spaces there, perhaps.
      i = this.afterSpaces(i + 1 + key.bytes.length);
      i = key.field < 0 ? this.afterValue(i, key, depth) : this.afterField(i, key, depth);
      if (i === GIVEN_UP) return GIVEN_UP;
      i = this.afterSpaces(i);
      const next = bytes[i];
      if (next === CLOSE_BRACE) return i + 1;
      if (next !== COMMA) return GIVEN_UP;
      i = this.afterSpaces(i + 1);
      last = key;
    }
  }

  // The key that begins there, which did not come after `last` before.
  private newKey(last: KnownKey, start: number): KnownKey | undefined {
    const end = this.afterKey(start);
    if (end === GIVEN_UP) return undefined;
    const colon = this.afterSpaces(end);
    if (this.bytes[colon] !== COLON) return undefined;
    return this.keys.learn(last, this.bytes, start, end - 1, this.afterSpaces(colon + 1));
  }

  private afterField(i: number, key: KnownKey, depth: number): number {
    const { field } = key;
    // One that was there before, or the key that no row may have.
    if (this.fields.kinds[field] !== KIND.absent || field === FIELD.__proto__) return GIVEN_UP;
    const kind = KIND_OF[this.bytes[i] ?? 0] ?? KIND.number;
    const end = this.afterValue(i, key, depth);
    if (end === GIVEN_UP) return GIVEN_UP;
    if (kind !== KIND.ascii) {
      if (kind === KIND.number && !this.isSurelyFinite(i, end)) return GIVEN_UP;
      this.fields.note(field, kind, i, end);
    } else if (this.isEscaped) return GIVEN_UP;
    else this.fields.note(field, this.isAscii ? KIND.ascii : KIND.text, i + 1, end - 1);
    return end;
  }

  private isSurelyFinite(start: number, end: number): boolean {
    return !this.hasExponent && end - start < LONGEST_FINITE;
  }

  // The value of a key.
  private afterValue(i: number, key: KnownKey, depth: number): number {
    switch (this.bytes[i]) {
      case QUOTE:
        return this.afterText(i + 1);
      case OPEN_BRACE:
        return depth === MAX_DEPTH ? GIVEN_UP : this.afterObject(i, key.inside, depth + 1);
      case OPEN_BRACKET:
        return depth === MAX_DEPTH ? GIVEN_UP : this.afterArray(i, key.inside, depth + 1);
      case 0x74:
        return this.isWord(i, 0x72, 0x75, 0x65) ? i + 4 : GIVEN_UP;
      case 0x6e:
        return this.isWord(i, 0x75, 0x6c, 0x6c) ? i + 4 : GIVEN_UP;
      case 0x66:
        return this.isWord(i, 0x61, 0x6c, 0x73) && this.bytes[i + 4] === 0x65 ? i + 5 : GIVEN_UP;
      default:
        return this.afterNumber(i);
    }
  }

  private isWord(i: number, second: number, third: number, fourth: number): boolean {
    const { bytes } = this;
    return bytes[i + 1] === second && bytes[i + 2] === third && bytes[i + 3] === fourth;
  }

  private afterArray(open: number, items: KnownKey, depth: number): number {
    const { bytes } = this;
    let i = this.afterSpaces(open + 1);
    if (bytes[i] === CLOSE_BRACKET) return i + 1;
    for (;;) {
      i = this.afterValue(i, items, depth);
      if (i === GIVEN_UP) return GIVEN_UP;
      i = this.afterSpaces(i);
      const next = bytes[i];
      if (next === CLOSE_BRACKET) return i + 1;
      if (next !== COMMA) return GIVEN_UP;
      i = this.afterSpaces(i + 1);
    }
  }

  private afterSpaces(from: number): number {
    const { bytes } = this;
    let i = from;
    while (bytes[i] === SPACE) i++;
    return i;
  }

  // From the byte after the first quote. A key of other than plain ASCII is given up.
  private afterKey(from: number): number {
    const i = this.afterPlain(from);
    return this.bytes[i] === QUOTE ? i + 1 : GIVEN_UP;
  }

  private afterPlain(from: number): number {
    const { bytes } = this;
    let i = from;
    while (PLAIN[bytes[i] ?? 0] === 1) i++;
    return i;
  }

  private afterText(from: number): number {
    const { bytes } = this;
    this.isAscii = true;
    this.isEscaped = false;
    let i = from;
    for (;;) {
      i = this.afterPlain(i);
      const byte = bytes[i];
      if (byte === QUOTE) return i + 1;
      if (byte === undefined || byte < SPACE) return GIVEN_UP;
      if (byte === BACKSLASH) {
        this.isEscaped = true;
        i = this.afterEscape(i + 1);
      } else {
        this.isAscii = false;
        i = afterSequence(bytes, i);
      }
      if (i === GIVEN_UP) return GIVEN_UP;
    }
  }

  private afterEscape(i: number): number {
    const { bytes } = this;
    const byte = bytes[i];
    if (byte !== LOWER_U) return byte !== undefined && ESCAPABLE.has(byte) ? i + 1 : GIVEN_UP;
    for (let n = 1; n <= 4; n++) if (!isHexDigit(bytes[i + n])) return GIVEN_UP;
    return i + 5;
  }

  private afterNumber(from: number): number {
    const { bytes } = this;
    let i = bytes[from] === MINUS ? from + 1 : from;
    i = bytes[i] === ZERO ? i + 1 : this.afterDigits(i);
    if (i !== GIVEN_UP && bytes[i] === POINT) i = this.afterDigits(i + 1);
    if (i === GIVEN_UP) return GIVEN_UP;
    const mark = bytes[i];
    this.hasExponent = mark === UPPER_E || mark === LOWER_E;
    if (!this.hasExponent) return i;
    const sign = bytes[i + 1];
    return this.afterDigits(sign === PLUS || sign === MINUS ? i + 2 : i + 1);
  }

  // At least one.
  private afterDigits(from: number): number {
    const { bytes } = this;
    let i = from;
    while (DIGIT[bytes[i] ?? 0] === 1) i++;
    return i === from ? GIVEN_UP : i;
  }
}

function isHexDigit(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const lower = byte | 0x20;
  return DIGIT[byte] === 1 || (lower >= 0x61 && lower <= 0x66);
}
