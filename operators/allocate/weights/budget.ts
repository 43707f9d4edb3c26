import type { AccountView } from '../../account/measure-account';
import { exactNano, fromMicro, MICRO, NANO, toMicro, toNano } from '../../../src/model/math/fixed';
import type { Desk } from '../../../src/model/fund/desk';
import type { WeightTerms } from './allocation-terms';

/** What all candidates have in common: the mode's factor, what they share, and the least that can be traded. */
export type Budget = Pick<
  WeightTerms,
  | 'mode'
  | 'k'
  | 'mode_budget'
  | 'max_gross'
  | 'budget'
  | 'equity_usd'
  | 'min_notional_usd'
  | 'min_weight'
  | 'reservable'
  | 'rights'
>;

/** The budget of the account's mode, held against the fund's minimum order. */
export function budgetOf(account: AccountView, desk: Desk): Budget {
  const { modes } = desk.settings.allocator;
  const { risk_mode: mode, equity_usd } = account;
  const gross = grossLimit(desk.maxGrossExposure);
  const budgetIn = (name: typeof mode): number => Math.min(modes[name].budget, gross ?? 1);
  const minNotional = desk.minNotionalUsd ?? null;
  const least = minNotional === null ? null : minWeight(minNotional, equity_usd);
  // Half of the normal budget, and never more than the defensive one: a right to the minimum holds in every mode.
  const half = Math.min(toMicro(budgetIn('normal')), 2 * toMicro(budgetIn('defensive')));
  const reservable = Math.floor(half / 2);
  return {
    mode,
    k: modes[mode].k,
    mode_budget: modes[mode].budget,
    max_gross: gross,
    budget: budgetIn(mode),
    equity_usd,
    min_notional_usd: minNotional,
    min_weight: least === null ? null : fromMicro(least),
    reservable: fromMicro(reservable),
    rights: least === null ? null : Math.floor(reservable / least),
  };
}

/** The same without a minimum order. */
export function withoutMinimum(budget: Budget): Budget {
  return { ...budget, min_notional_usd: null, min_weight: null, rights: null };
}

/** An equity that a share can be taken of. */
export function isKnownEquity(equityUsd: number | null): equityUsd is number {
  return equityUsd !== null && exactNano(equityUsd) > 0n;
}

// In 1e-6, as weights are, rounded down.
function grossLimit(share: number | undefined): number | null {
  return share === undefined ? null : fromMicro(Math.floor(toNano(share) / (NANO / MICRO)));
}

// Far above any weight, and still a number that can be published.
const MOST = 1e15;

/** ⌈min_notional/equity⌉ in 1e-6; null where equity is unknown. */
function minWeight(minNotionalUsd: number, equityUsd: number | null): number | null {
  if (!isKnownEquity(equityUsd)) return null;
  const equity = exactNano(equityUsd);
  const units = (exactNano(minNotionalUsd) * BigInt(MICRO) + equity - 1n) / equity;
  return Math.min(MOST, Number(units));
}
