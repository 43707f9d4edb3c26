import { FIELD_COUNT } from './fields';

/** What a field holds. */
export const KIND = {
  absent: 0,
  null: 1,
  true: 2,
  false: 3,
  number: 4,
  /** A text of ASCII alone. */
  ascii: 5,
  text: 6,
  object: 7,
  array: 8,
} as const;

/** Where the fields of one row lie, and what they hold. Used over and over. */
export class FoundFields {
  readonly kinds = new Uint8Array(FIELD_COUNT);
  readonly starts = new Int32Array(FIELD_COUNT);
  /** The index after the field's last byte; quotes have no part in a text. */
  readonly ends = new Int32Array(FIELD_COUNT);
  /** The fields that are there, in the order of their ends, and how many they are. */
  readonly found = new Uint8Array(FIELD_COUNT);
  count = 0;
  bytes: Buffer = Buffer.alloc(0);

  /** Starts with a row of these bytes. */
  forget(bytes: Buffer): void {
    this.bytes = bytes;
    for (let n = 0; n < this.count; n++) this.kinds[this.found[n] ?? 0] = KIND.absent;
    this.count = 0;
  }

  note(field: number, kind: number, start: number, end: number): void {
    this.found[this.count++] = field;
    this.kinds[field] = kind;
    this.starts[field] = start;
    this.ends[field] = end;
  }

  /** Writes what was found to `words`, three for each field, and says where they end. */
  tell(words: Int32Array, from: number): number {
    let at = from;
    for (let n = 0; n < this.count; n++) {
      const field = this.found[n] ?? 0;
      words[at++] = (field << 8) | (this.kinds[field] ?? 0);
      words[at++] = this.starts[field] ?? 0;
      words[at++] = this.ends[field] ?? 0;
    }
    return at;
  }

  /** Takes over what another scan of these bytes told of `count` fields, and says where it ends. */
  adopt(bytes: Buffer, words: Int32Array, from: number, count: number): number {
    this.forget(bytes);
    let at = from;
    while (this.count < count) {
      const word = words[at++] ?? 0;
      this.note(word >> 8, word & 0xff, words[at++] ?? 0, words[at++] ?? 0);
    }
    return at;
  }
}
