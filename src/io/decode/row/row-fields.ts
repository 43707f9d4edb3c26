import { isObject, own, type JsonObject } from '../../../model/values/json';
import { numeric } from '../../../model/values/numeric';
import { parseTimestamp } from '../../../model/values/time';
import { idText } from './identity';

/** How many values of one row were of a wrong type. */
export interface MistypedCount {
  mistyped: number;
}

/**
 * Reads the fields of a row. A value of a wrong type is missing, and counted; a text that is a number is a number. Of
 * several names the first with a usable value counts: 0, false and "" are values.
 */
export class RowFields {
  /** `exact` is the row with integer ids as written; `count` is shared with the objects inside. */
  constructor(
    private readonly row: JsonObject,
    private readonly exact: JsonObject = row,
    readonly count: MistypedCount = { mistyped: 0 },
  ) {}

  number(...names: readonly string[]): number | undefined {
    return this.first(names, numeric);
  }

  /** The first number that is above 0. */
  positive(...names: readonly string[]): number | undefined {
    return this.numbers(names).find((value) => value > 0);
  }

  /** The size of the first number that is not 0. */
  size(...names: readonly string[]): number | undefined {
    const value = this.numbers(names).find((number) => number !== 0);
    return value === undefined ? undefined : Math.abs(value);
  }

  text(...names: readonly string[]): string | undefined {
    return this.first(names, (value) => (typeof value === 'string' ? value : undefined));
  }

  /** A number, or a text that is none. */
  numberOrText(name: string): number | string | undefined {
    return this.first([name], (value) => numeric(value) ?? (typeof value === 'string' ? value : undefined));
  }

  flag(...names: readonly string[]): boolean | undefined {
    return this.first(names, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  /** An id as text, an integer as written. An empty one names nothing. */
  id(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const id = this.usable(own(this.row, name), (value) => idOf(value, own(this.exact, name)));
      if (id !== undefined) return id === '' ? undefined : id;
    }
    return undefined;
  }

  /** A list of ids. */
  ids(name: string): readonly string[] {
    const list = this.usable(own(this.row, name), listOf) ?? [];
    const exact = listOf(own(this.exact, name)) ?? [];
    return list.flatMap((value, n) => this.usable(value, () => idOf(value, exact[n])) ?? []);
  }

  /** Epoch ms. */
  time(...names: readonly string[]): number | undefined {
    return this.first(names, parseTimestamp);
  }

  /** The object under a name; an empty one where there is none. */
  object(name: string): RowFields {
    const found = this.first([name], (value) => (isObject(value) ? value : undefined));
    const exact = own(this.exact, name);
    return new RowFields(found ?? {}, isObject(exact) ? exact : found, this.count);
  }

  /** Whether an object stands under this name. */
  hasObject(name: string): boolean {
    return isObject(own(this.row, name));
  }

  private numbers(names: readonly string[]): readonly number[] {
    return names.flatMap((name) => this.number(name) ?? []);
  }

  private first<T>(names: readonly string[], read: (value: unknown) => T | undefined): T | undefined {
    for (const name of names) {
      const value = this.usable(own(this.row, name), read);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  private usable<T>(value: unknown, read: (value: unknown) => T | undefined): T | undefined {
    if (value === undefined || value === null) return undefined;
    const found = read(value);
    if (found === undefined) this.count.mistyped++;
    return found;
  }
}

// Where the value is a text or a number; an object is none, though it may look like an integer as written.
function idOf(value: unknown, exact: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? idText(exact) : undefined;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
