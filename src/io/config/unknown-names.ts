import { byCodeUnits } from '../../model/values/json';
import { nearest } from './schema/nearest';

/** A name that the logs use and no config knows. */
export interface UnknownName {
  readonly name: string;
  /** The known name that is most like it; undefined where none is. */
  readonly meant: string | undefined;
}

/** The names that are not known, the first `most` of them each with the known one that is most like it, in order. */
export function unknownNames(
  used: ReadonlySet<string>,
  known: ReadonlySet<string>,
  most: number,
): { readonly listed: readonly UnknownName[]; readonly more: number } {
  const unknown = [...used].filter((name) => !known.has(name)).sort(byCodeUnits);
  const listed = unknown.slice(0, most).map((name) => ({ name, meant: likeness(name, [...known]) }));
  return { listed, more: unknown.length - listed.length };
}

// Exchanges add to a symbol (BTC/USDT:USDT, BTCUSDT_PERP): one that holds a known name means it, the longest first.
function likeness(name: string, known: readonly string[]): string | undefined {
  const bare = bareOf(name);
  const held = known
    .filter((other) => bareOf(other).length > 2 && bare.includes(bareOf(other)))
    .sort((a, b) => b.length - a.length || byCodeUnits(a, b));
  return held[0] ?? nearest(name, known);
}

function bareOf(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Names that differ only in case, each group in order. */
export function caseVariants(names: Iterable<string>): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const name of [...new Set(names)].sort(byCodeUnits)) {
    const key = name.toUpperCase();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
