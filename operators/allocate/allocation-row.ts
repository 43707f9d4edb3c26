import type { CapSources } from '../../src/model/fund/caps';
import type { Desk } from '../../src/model/fund/desk';
import { concurrencyTerms, growth, navCapTerms, tradeCapTerms } from './weights/caps';
import { symbolRationale } from './words/allocation-rationale';
import type { PhiTerms, WeightTerms } from './weights/allocation-terms';
import { expectancyBlock } from './expectancy-block';
import { sizeUsd } from './size-usd';
import type { AccountView } from '../account/measure-account';
import type { PublishedRouter, PublishedNumbers } from './allocation-inputs';
import type { AllocationRow } from './allocation-file';

/** A symbol with what is known of it and what it has earned. */
export interface Candidate {
  readonly symbol: string;
  readonly caps: CapSources;
  readonly numbers: PublishedNumbers | undefined;
  readonly router: PublishedRouter | undefined;
  readonly phi: PhiTerms;
}

/** The row of a symbol: its weight, and the caps that leave room for it. */
export function allocationRow(
  { symbol, caps, numbers, router, phi }: Candidate,
  weight: WeightTerms,
  account: AccountView,
  desk: Desk,
): AllocationRow {
  const { settings } = desk;
  const cap = caps.maxNav;
  const ceiling = caps.ceiling?.value ?? cap?.value;
  const suggested = weight.weight ?? 0;
  const scale = { g: growth(phi, settings), weight: suggested, mode: account.risk_mode };
  const maxNav = cap === undefined ? null : navCapTerms(cap.value, ceiling ?? cap.value, scale, settings);
  const currentTrade = caps.maxTradeNav?.value;
  const maxTrade =
    currentTrade === undefined ? null : tradeCapTerms(currentTrade, maxNav?.value ?? null, scale, settings);
  const currentCount = caps.maxConcurrent?.value;
  const maxCount =
    currentCount === undefined ? null : concurrencyTerms(currentCount, phi.phi, account.risk_mode, settings);
  const explanation = { phi, weight, max_nav: maxNav, max_trade_nav: maxTrade, max_concurrent: maxCount };
  const held = account.weights;
  return {
    symbol,
    score: numbers?.score ?? null,
    expectancy: { ...expectancyBlock(numbers), regime: router?.regime ?? 'unknown' },
    router_policy: { current: router?.current ?? null, proposed: router?.proposed ?? null },
    caps: {
      current_max_nav_pct: cap?.value ?? null,
      current_max_trade_nav_pct: currentTrade ?? null,
      current_max_concurrent_positions: currentCount ?? null,
    },
    suggested_caps: {
      max_nav_pct: maxNav?.value ?? null,
      max_trade_nav_pct: maxTrade?.value ?? null,
      max_concurrent_positions: maxCount?.value ?? null,
    },
    base_cap: cap?.value ?? null,
    cap_source: cap?.source ?? null,
    ceiling: ceiling ?? null,
    current_weight: held !== null && Object.hasOwn(held, symbol) ? (held[symbol] ?? null) : null,
    suggested_weight: suggested,
    suggested_size_usd: sizeUsd(suggested, account.equity_usd),
    min_notional_usd: weight.min_notional_usd,
    reason: weight.binding,
    explanation,
    rationale: symbolRationale(explanation, account, cap?.source ?? null),
  };
}
