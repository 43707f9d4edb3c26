import type { Desk, StrategyListing } from '../../src/model/fund/desk';
import { exactNano, fromNano, NANO } from '../../src/model/math/fixed';
import { byCodeUnits } from '../../src/model/values/json';
import { concurrencyTerms } from './caps';
import { strategyRationale } from './allocation-rationale';
import type { StrategyAllocation } from './allocation-file';
import type { Exclusion } from './allocation-terms';
import { phiTerms, rawWeight, weightTerms } from './weights';
import { expectancyBlock } from './expectancy-block';
import type { AccountView } from '../account/measure-account';
import type { PublishedNumbers } from './allocation-inputs';

/** The same rule over strategies: capped by capacity, budgeted among themselves. */
export function allocateStrategies(
  numbersByName: ReadonlyMap<string, PublishedNumbers>,
  account: AccountView,
  desk: Desk,
): readonly StrategyAllocation[] {
  if (desk.strategies === undefined) return [];
  const { settings } = desk;
  const mode = account.risk_mode;
  const listings = new Map(desk.strategies.map((listing) => [listing.strategy, listing]));
  const traded = [...numbersByName].filter(([, numbers]) => numbers.count > 0).map(([strategy]) => strategy);
  const names = [...new Set([...listings.keys(), ...traded])].sort(byCodeUnits);
  const candidates = names.map((strategy) => {
    const listing = listings.get(strategy);
    const numbers = numbersByName.get(strategy);
    const cap = capacityShare(listing, account.equity_usd);
    const phi = phiTerms(numbers, null, exclusionOf(listing), settings);
    return { strategy, listing, numbers, cap, phi };
  });
  const totalRaw = candidates.reduce((sum, { cap, phi }) => sum + rawWeight(cap, phi.phi), 0);
  return candidates
    .map(({ strategy, listing, numbers, cap, phi }): StrategyAllocation => {
      const terms = weightTerms(cap, phi, totalRaw, mode, settings);
      // A capacity of an unknown equity is no share of it: the weight is not 0, it is unknown.
      const unknown = listing?.enabled === true && !isKnown(account.equity_usd);
      const weight = unknown ? { ...terms, weight: null, binding: 'equity_unknown' as const } : terms;
      const current = listing?.maxConcurrent;
      const concurrent = current === undefined ? null : concurrencyTerms(current, phi.phi, mode, settings);
      const explanation = { phi, weight, max_concurrent: concurrent };
      return {
        strategy,
        score: numbers?.score ?? null,
        expectancy: expectancyBlock(numbers),
        capacity_usd: listing?.capacityUsd ?? null,
        base_cap: cap,
        suggested_weight: weight.weight,
        current_max_concurrent: current ?? null,
        suggested_max_concurrent: concurrent?.value ?? null,
        reason: weight.binding,
        explanation,
        rationale: strategyRationale(explanation, account),
      };
    })
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || byCodeUnits(a.strategy, b.strategy));
}

function exclusionOf(listing: StrategyListing | undefined): Exclusion | undefined {
  if (listing === undefined) return 'not_in_registry';
  return listing.enabled ? undefined : 'disabled';
}

function isKnown(equityUsd: number | null): equityUsd is number {
  return equityUsd !== null && equityUsd > 0;
}

/** min(1, capacity/equity), floored to 1e-9; null where either is unknown. */
function capacityShare(listing: StrategyListing | undefined, equityUsd: number | null): number | null {
  if (listing?.capacityUsd === undefined || !isKnown(equityUsd)) return null;
  const share = (exactNano(listing.capacityUsd) * BigInt(NANO)) / exactNano(equityUsd);
  return fromNano(Math.min(NANO, Number(share)));
}
