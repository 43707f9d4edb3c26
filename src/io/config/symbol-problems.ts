import { isObject, objectAt, own, symbolOf } from '../../model/values/json';
import { problemIn, type ConfigFile } from './config-file';
import type { ConfigProblem } from './schema/problem';

/** Warnings for symbols the universe lists twice: only the first row counts. */
export function universeProblems(universe: ConfigFile): readonly ConfigProblem[] {
  return repetitions(
    universeSymbols(universe).map(({ symbol, path }) => ({ symbol, path, at: 'value' })),
    universe,
  );
}

/** Warnings for `per_symbol` keys that name no symbol of the universe, or one that an earlier key names. */
export function perSymbolProblems(limits: ConfigFile, universe: ConfigFile): readonly ConfigProblem[] {
  const rows = objectAt(isObject(limits.value) ? limits.value : {}, 'per_symbol');
  const named = Object.keys(rows).map((key) => {
    return { key, symbol: symbolOf(key), path: ['per_symbol', key], at: 'key' as const };
  });
  const listed = new Set(universeSymbols(universe).map(({ symbol }) => symbol));
  const message = 'is not a symbol of the universe; these limits apply to no symbol';
  const strangers =
    universe.state === 'usable' ? named.filter(({ symbol }) => !listed.has(symbol ?? '')) : [];
  return [
    ...strangers.map(({ path, at }) => problemIn(limits, path, { at, message, severity: 'warning' })),
    ...repetitions(named, limits),
  ];
}

interface NamedSymbol {
  readonly symbol: string | undefined;
  readonly path: readonly string[];
  readonly at: 'key' | 'value';
}

function universeSymbols(
  universe: ConfigFile,
): readonly { readonly symbol: string; readonly path: readonly string[] }[] {
  const rows = isObject(universe.value) ? own(universe.value, 'universe') : undefined;
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [];
  return list.flatMap((row, i) => {
    const symbol = isObject(row) ? symbolOf(own(row, 'symbol')) : undefined;
    return symbol === undefined ? [] : [{ symbol, path: ['universe', String(i), 'symbol'] }];
  });
}

function repetitions(names: readonly NamedSymbol[], file: ConfigFile): readonly ConfigProblem[] {
  const seen = new Set<string>();
  return names.flatMap(({ symbol, path, at }) => {
    if (symbol === undefined) return [];
    if (!seen.has(symbol)) {
      seen.add(symbol);
      return [];
    }
    return [
      problemIn(file, path, {
        at,
        message: `repeats ${symbol}; only its first row counts`,
        severity: 'warning',
      }),
    ];
  });
}
