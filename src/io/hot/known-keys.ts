import { NESTED_KEYS, ROW_KEYS, type KeyTable } from './fields';

const NO_BYTES = new Uint8Array(0);
const NO_FIELD = -1;
// What no writer of logs needs, and a hostile one may have.
const MOST_FOLLOWERS = 8;
const MOST_KEYS = 4096;

/**
 * A key as it was written before at its place among the keys of a row, and those that came next. A writer has few orders
 * of keys: where its next row has the bytes of a follower, the key need not be looked up.
 */
export class KnownKey {
  private readonly followers: KnownKey[] = [];
  private held: KnownKey | undefined;

  /**
   * `bytes`: from the first of the key to the last before its value. `field`: its number, −1 for a key that is not read.
   * `keys`: those that are read of the object it lies in.
   */
  constructor(
    readonly bytes: Uint8Array,
    readonly field: number,
    readonly keys: KeyTable | undefined,
  ) {}

  /** The follower whose bytes lie there. */
  follower(row: Uint8Array, start: number): KnownKey | undefined {
    const { followers } = this;
    for (let n = 0; n < followers.length; n++) {
      const key = followers[n];
      if (key !== undefined && isAt(row, start, key.bytes)) return key;
    }
    return undefined;
  }

  /** Takes a key as a follower, if there is room for it. */
  follow(key: KnownKey): void {
    if (this.followers.length < MOST_FOLLOWERS) this.followers.push(key);
  }

  /** What lies before the first key of the object that is this key's value; for the items of an array, in place of a key. */
  get inside(): KnownKey {
    return (this.held ??= new KnownKey(NO_BYTES, NO_FIELD, NESTED_KEYS.get(this.field)));
  }
}

/** The keys of the rows so far. */
export class KnownKeys {
  private count = 0;

  /** What lies before the first key of a row. */
  start = rowStart();

  /** Learns the key that lies there after another one; `end` is the index of its closing quote, `value` that of its value. */
  learn(before: KnownKey, row: Uint8Array, start: number, end: number, value: number): KnownKey {
    if (this.count === MOST_KEYS) {
      this.count = 0;
      this.start = rowStart();
    }
    this.count++;
    const field = before.keys?.find(row, start, end) ?? NO_FIELD;
    // A copy: a chunk is read over.
    const key = new KnownKey(Uint8Array.from(row.subarray(start, value)), field, before.keys);
    before.follow(key);
    return key;
  }
}

function rowStart(): KnownKey {
  return new KnownKey(NO_BYTES, NO_FIELD, ROW_KEYS);
}

function isAt(row: Uint8Array, start: number, bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) if (row[start + i] !== bytes[i]) return false;
  return true;
}
