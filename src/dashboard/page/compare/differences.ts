import { byCodeUnits } from '../../../model/values/json';
import type { PageModel } from '../../model/page-model';
import type { SymbolRow } from '../../model/symbol-row';
import { formatSigned, words } from '../parts/format';

/** A symbol at two moments, and what of its numbers led to the change. */
export interface SymbolDifference {
  readonly symbol: string;
  readonly before: SymbolRow | undefined;
  readonly after: SymbolRow | undefined;
  readonly weightChange: number;
  readonly scoreChange: number;
  /** What moved the score and the weight, the most first; empty where nothing did. */
  readonly why: readonly string[];
}

/** The symbols of two moments that differ, by how far their weights moved, then their scores. */
export function differencesOf(before: PageModel, after: PageModel): readonly SymbolDifference[] {
  const [was, is] = [bySymbol(before), bySymbol(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].sort(byCodeUnits);
  return names
    .map((symbol) => differenceOf(symbol, was.get(symbol), is.get(symbol)))
    .filter(isChange)
    .sort(
      (a, b) =>
        Math.abs(b.weightChange) - Math.abs(a.weightChange) ||
        Math.abs(b.scoreChange) - Math.abs(a.scoreChange),
    );
}

function bySymbol({ symbols }: PageModel): ReadonlyMap<string, SymbolRow> {
  return new Map(symbols.map((row) => [row.symbol, row]));
}

function differenceOf(
  symbol: string,
  before: SymbolRow | undefined,
  after: SymbolRow | undefined,
): SymbolDifference {
  return {
    symbol,
    before,
    after,
    weightChange: (after?.allocation?.suggested_weight ?? 0) - (before?.allocation?.suggested_weight ?? 0),
    scoreChange: (after?.score?.score ?? 0) - (before?.score?.score ?? 0),
    why: [...partWords(before, after), ...tradeWords(before, after), ...routerWords(before, after)],
  };
}

function isChange({ before, after, weightChange, scoreChange }: SymbolDifference): boolean {
  return (
    Math.abs(weightChange) >= LEAST_WEIGHT ||
    Math.abs(scoreChange) >= LEAST_SCORE ||
    before?.allocation?.reason !== after?.allocation?.reason
  );
}

// Half of what the table shows.
const LEAST_WEIGHT = 0.00005;
const LEAST_SCORE = 0.0005;
const MOST_PARTS = 2;

function partWords(before: SymbolRow | undefined, after: SymbolRow | undefined): readonly string[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  if (was.size === 0 || is.size === 0) return [];
  return [...is]
    .map(([name, value]) => ({ name, change: value - (was.get(name) ?? 0) }))
    .filter(({ change }) => Math.abs(change) >= LEAST_SCORE)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_PARTS)
    .map(({ name, change }) => `${words(name)} ${formatSigned(change, 3)} of the score`);
}

function partsOf(row: SymbolRow | undefined): ReadonlyMap<string, number> {
  return new Map(Object.entries(row?.score?.contributions ?? {}));
}

function tradeWords(before: SymbolRow | undefined, after: SymbolRow | undefined): readonly string[] {
  const [was, is] = [before?.expectancy, after?.expectancy];
  if (was == null || is == null || was.avg_r === null || is.avg_r === null) return [];
  const change = is.avg_r - was.avg_r;
  return Math.abs(change) < 0.005 ? [] : [`R a trade ${formatSigned(change, 2)}`];
}

function routerWords(before: SymbolRow | undefined, after: SymbolRow | undefined): readonly string[] {
  const [was, is] = [before?.router?.quality, after?.router?.quality];
  return was === undefined || is === undefined || was === is ? [] : [`router ${was} → ${is}`];
}
