import { holm } from '../statistics/holm';
import { roundedP } from '../../../src/model/math/round';
import { inferenceOf, twoSidedP } from '../statistics/inference';
import { placesByName } from '../../core/partition';
import { tradeDays } from '../statistics/trade-days';
import { contributionsOf, type Contribution } from './contributions';
import { meanOf } from './identity';
import type { UnitTrades } from './unit-trades';
import { isEnough } from './verdict';

/** What a symbol adds, and how sure it is that it adds anything. */
export interface SymbolContribution extends Contribution {
  /** Two-sided p of its gain a trade, from its own trades and days; null where they are too few for a verdict. */
  readonly p: number | null;
  /** The same after a look at every symbol that has a p (Holm). */
  readonly p_holm: number | null;
}

/** The contributions of symbols, by name. Of many symbols some gain by luck: `p_holm` says which would have to be believed. */
export function symbolContributions(trades: UnitTrades): Readonly<Record<string, SymbolContribution>> {
  const { multiples, values, symbols } = trades;
  const contributions = Object.entries(contributionsOf(multiples, values, symbols));
  const ps = new Map(
    [...placesByName(symbols)].flatMap(([symbol, places]) => chanceOf(symbol, places, trades)),
  );
  const adjusted = new Map(Object.entries(holm(Object.fromEntries(ps))));
  return Object.fromEntries(
    contributions.map(([symbol, part]) => {
      const p = ps.get(symbol);
      return [
        symbol,
        { ...part, p: p === undefined ? null : roundedP(p), p_holm: adjusted.get(symbol) ?? null },
      ];
    }),
  );
}

function chanceOf(
  symbol: string,
  places: readonly number[],
  { multiples, values, days }: UnitTrades,
): readonly (readonly [string, number])[] {
  const own = tradeDays(places.map((i) => days.places[i] ?? 0));
  if (!isEnough(places.length, own.active)) return [];
  const gains = places.map((i) => (multiples[i] ?? 0) * (values[i] ?? 0) - (values[i] ?? 0));
  const mean = meanOf(gains);
  const { t, df } = inferenceOf(
    mean,
    gains.map((gain) => gain - mean),
    own,
  );
  return t === null || df === null ? [] : [[symbol, twoSidedP(t, df)]];
}
