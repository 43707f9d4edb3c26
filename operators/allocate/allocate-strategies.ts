import type { Desk, StrategyListing } from '../../src/model/fund/desk';
import { exactNano, fromNano, NANO } from '../../src/model/math/fixed';
import { byCodeUnits } from '../../src/model/values/json';
import { concurrencyTerms } from './weights/caps';
import { strategyRationale } from './words/allocation-rationale';
import type { StrategyAllocation } from './allocation-file';
import type { Exclusion, PhiTerms, WeightTerms } from './weights/allocation-terms';
import { isKnownEquity, withoutMinimum, type Budget } from './weights/budget';
import { phiTerms } from './weights/phi';
import { sizeUsd } from './size-usd';
import { shareBudget } from './weights/share-budget';
import { expectancyBlock } from './expectancy-block';
import type { AccountView } from '../account/measure-account';
import type { PublishedNumbers } from './allocation-inputs';

interface StrategyCandidate {
  readonly strategy: string;
  readonly listing: StrategyListing | undefined;
  readonly numbers: PublishedNumbers | undefined;
  readonly cap: number | null;
  readonly phi: PhiTerms;
}

/** The same rule over strategies: capped by capacity, budgeted among themselves, without a minimum order. */
export function allocateStrategies(
  numbersByName: ReadonlyMap<string, PublishedNumbers>,
  account: AccountView,
  desk: Desk,
  budget: Budget,
): readonly StrategyAllocation[] {
  if (desk.strategies === undefined) return [];
  const listings = new Map(desk.strategies.map((listing) => [listing.strategy, listing]));
  const traded = [...numbersByName].filter(([, numbers]) => numbers.count > 0).map(([strategy]) => strategy);
  const names = [...new Set([...listings.keys(), ...traded])].sort(byCodeUnits);
  const candidates = names.map((strategy): StrategyCandidate => {
    const listing = listings.get(strategy);
    const numbers = numbersByName.get(strategy);
    const phi = phiTerms(numbers, null, exclusionOf(listing), desk.settings);
    return { strategy, listing, numbers, cap: capacityShare(listing, account.equity_usd), phi };
  });
  const contenders = candidates.map(({ strategy, listing, cap, phi }) => {
    return { name: strategy, base: cap, tradeCap: null, isShut: listing?.maxConcurrent === 0, phi };
  });
  const weights = shareBudget(contenders, withoutMinimum(budget));
  return candidates
    .flatMap((candidate, i) => {
      const weight = weights[i];
      return weight === undefined ? [] : [strategyRow(candidate, weight, account, desk)];
    })
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || byCodeUnits(a.strategy, b.strategy));
}

function strategyRow(
  { strategy, listing, numbers, cap, phi }: StrategyCandidate,
  terms: WeightTerms,
  account: AccountView,
  desk: Desk,
): StrategyAllocation {
  // A capacity of an unknown equity is no share of it: the weight is not 0, it is unknown.
  const unknown = listing?.enabled === true && !isKnownEquity(account.equity_usd);
  const weight = unknown ? { ...terms, weight: null, binding: 'equity_unknown' as const } : terms;
  const current = listing?.maxConcurrent;
  const concurrent =
    current === undefined ? null : concurrencyTerms(current, phi.phi, account.risk_mode, desk.settings);
  const explanation = { phi, weight, max_concurrent: concurrent };
  return {
    strategy,
    score: numbers?.score ?? null,
    expectancy: expectancyBlock(numbers),
    capacity_usd: listing?.capacityUsd ?? null,
    base_cap: cap,
    suggested_weight: weight.weight,
    suggested_size_usd: sizeUsd(weight.weight, account.equity_usd),
    current_max_concurrent: current ?? null,
    suggested_max_concurrent: concurrent?.value ?? null,
    reason: weight.binding,
    explanation,
    rationale: strategyRationale(explanation, account),
  };
}

function exclusionOf(listing: StrategyListing | undefined): Exclusion | undefined {
  if (listing === undefined) return 'not_in_registry';
  return listing.enabled ? undefined : 'disabled';
}

/** min(1, capacity/equity), floored to 1e-9; null where either is unknown. */
function capacityShare(listing: StrategyListing | undefined, equityUsd: number | null): number | null {
  if (listing?.capacityUsd === undefined || !isKnownEquity(equityUsd)) return null;
  const share = (exactNano(listing.capacityUsd) * BigInt(NANO)) / exactNano(equityUsd);
  return fromNano(Math.min(NANO, Number(share)));
}
