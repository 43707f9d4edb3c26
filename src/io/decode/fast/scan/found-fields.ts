/** Where the fields of one row lie, and what they hold. Used over and over. */
export class FoundFields {
  bytes: Buffer = Buffer.alloc(0);

  /**
   * Room for so many fields, each at its number: what each holds (kinds.ts), where it starts, and the index after its last
   * byte, in which quotes of a text have no part. `allowed`: a bit for each schema that allows them all.
   */
  constructor(
    readonly kinds: Uint8Array,
    readonly starts: Int32Array,
    readonly ends: Int32Array,
    private readonly allowed: Uint8Array,
  ) {}

  /** Whether each field of the row that was scanned holds what this schema allows. */
  isAllowed(schema: number): boolean {
    return ((this.allowed[0] ?? 0) & schema) !== 0;
  }
}
