import { payoffOf } from '../market/payoff';
import { ReturnTruth, returnTruth } from './return-truth';
import { allRows, joinedRows, positionRate, RouterTruth, routerTruth } from './router-truth';
import { Shares } from '../market/shares';
import { STRATEGIES } from '../market/strategies';
import { SymbolProfile } from '../market/symbol-profile';

/** A symbol's router truth is of all its metric rows, a strategy's of the rows of the entries that filled. */
export interface Truth {
  readonly fund: ReturnTruth;
  readonly symbols: Readonly<Record<string, ReturnTruth & RouterTruth>>;
  readonly strategies: Readonly<Record<string, ReturnTruth & RouterTruth>>;
  readonly symbol_strategies: Readonly<Record<string, ReturnTruth>>;
}

/** Everything that is true of the histories of this cast, whatever the seed drew. */
export function truthOf(profiles: readonly SymbolProfile[], shares: Shares): Truth {
  const pairs = profiles.flatMap((profile) =>
    STRATEGIES.map((strategy) => ({
      symbol: profile.symbol,
      strategy: strategy.id,
      share: strategy.weight * positionRate(profile, shares),
      payoff: payoffOf(profile, strategy),
    })),
  );
  const joined = profiles.map((profile) => joinedRows(profile, shares));
  return {
    fund: returnTruth(pairs),
    symbols: Object.fromEntries(
      profiles.map((profile) => {
        const own = pairs.filter(({ symbol }) => symbol === profile.symbol);
        return [profile.symbol, { ...returnTruth(own), ...routerTruth([allRows(profile)]) }];
      }),
    ),
    strategies: Object.fromEntries(
      STRATEGIES.map(({ id }) => {
        const own = pairs.filter(({ strategy }) => strategy === id);
        return [id, { ...returnTruth(own), ...routerTruth(joined) }];
      }),
    ),
    symbol_strategies: Object.fromEntries(
      pairs.map((pair) => [`${pair.symbol}|${pair.strategy}`, returnTruth([pair])]),
    ),
  };
}
