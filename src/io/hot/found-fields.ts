import { ABSENT } from './kinds';

/** Where the fields of one row lie, and what they hold. Used over and over. */
export class FoundFields {
  bytes: Buffer = Buffer.alloc(0);

  /**
   * Room for so many fields, each at its number: what each holds (kinds.ts), where it starts, and the index after its last
   * byte, in which quotes of a text have no part. `found`: those that are there, in the order of their ends, `counted` of
   * them; `allowed`: a bit for each schema that allows them all.
   */
  constructor(
    readonly kinds: Uint8Array,
    readonly starts: Int32Array,
    readonly ends: Int32Array,
    readonly found: Uint8Array,
    private readonly counted: Int32Array,
    private readonly allowed: Uint8Array,
  ) {}

  /** How many fields are there. */
  get count(): number {
    return this.counted[0] ?? 0;
  }

  /** Whether each field of the row that was scanned holds what this schema allows. */
  isAllowed(schema: number): boolean {
    return ((this.allowed[0] ?? 0) & schema) !== 0;
  }

  /** Writes what was found to `words`, three for each field, and says where they end. */
  tell(words: Int32Array, from: number): number {
    const { count } = this;
    let at = from;
    for (let n = 0; n < count; n++) {
      const field = this.found[n] ?? 0;
      words[at++] = (field << 8) | (this.kinds[field] ?? 0);
      words[at++] = this.starts[field] ?? 0;
      words[at++] = this.ends[field] ?? 0;
    }
    return at;
  }

  /** Takes over what another scan of these bytes told of `count` fields, and says where it ends. */
  adopt(bytes: Buffer, words: Int32Array, from: number, count: number): number {
    this.bytes = bytes;
    this.kinds.fill(ABSENT);
    this.counted[0] = count;
    let at = from;
    for (let n = 0; n < count; n++) {
      const word = words[at++] ?? 0;
      const field = word >> 8;
      this.found[n] = field;
      this.kinds[field] = word & 0xff;
      this.starts[field] = words[at++] ?? 0;
      this.ends[field] = words[at++] ?? 0;
    }
    return at;
  }
}
