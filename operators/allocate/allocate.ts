import type { CapSources } from '../../src/model/fund/caps';
import type { Desk, Listing } from '../../src/model/fund/desk';
import { fromMicro, MICRO, toMicro } from '../../src/model/math/fixed';
import { byCodeUnits } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import { allocateStrategies } from './allocate-strategies';
import { concurrencyTerms, growth, navCapTerms, tradeCapTerms } from './caps';
import { symbolRationale } from './allocation-rationale';
import type { Exclusion, PhiTerms } from './allocation-terms';
import { phiTerms, rawWeight, weightTerms } from './weights';
import { expectancyBlock } from './expectancy-block';
import type { AccountView } from '../account/measure-account';
import type { AllocationInputs, PublishedRouter, PublishedNumbers } from './allocation-inputs';
import type { AllocationFile, AllocationRow } from './allocation-file';

/**
 * The feedback allocator: for each symbol a share of NAV and its caps, from what it has earned and how
 * surely. Reads what the other three files say and nothing else, so that the same files give the same bytes.
 */
export function allocate(inputs: AllocationInputs, account: AccountView, desk: Desk): AllocationFile {
  const mode = account.risk_mode;
  const rows = symbolRows(inputs, account, desk);
  const total = rows.reduce((sum, row) => sum + toMicro(row.suggested_weight), 0);
  return rounded({
    ...inputs.header,
    global: {
      current_equity_usd: account.equity_usd,
      current_drawdown_pct: account.drawdown_pct,
      risk_mode: mode,
      reasons: account.reasons,
      total_weight: fromMicro(total),
      cash_weight: fromMicro(MICRO - total),
      budget: desk.settings.allocator.modes[mode].budget,
    },
    symbols: rows,
    strategies: allocateStrategies(inputs.strategies, account, desk),
    metadata: { ...inputs.metadata, config_digest: desk.digest },
  });
}

interface Candidate {
  readonly symbol: string;
  readonly caps: CapSources;
  readonly numbers: PublishedNumbers | undefined;
  readonly router: PublishedRouter | undefined;
  readonly phi: PhiTerms;
  /** min(cap, ceiling); null without a cap. */
  readonly base: number | null;
}

function symbolRows(inputs: AllocationInputs, account: AccountView, desk: Desk): readonly AllocationRow[] {
  const traded = [...inputs.symbols].filter(([, numbers]) => numbers.count > 0).map(([symbol]) => symbol);
  const symbols = [...new Set([...desk.listings.keys(), ...traded])].sort(byCodeUnits);
  const candidates = symbols.map((symbol): Candidate => {
    const listing = desk.listings.get(symbol);
    const numbers = inputs.symbols.get(symbol);
    const router = inputs.routers.get(symbol);
    const phi = phiTerms(numbers, router?.quality ?? 'unknown', exclusionOf(listing), desk.settings);
    const caps = listing?.caps ?? desk.unlistedCaps(symbol);
    return { symbol, caps, numbers, router, phi, base: baseOf(caps) };
  });
  const totalRaw = candidates.reduce((sum, { base, phi }) => sum + rawWeight(base, phi.phi), 0);
  return candidates
    .map((candidate) => allocationRow(candidate, totalRaw, account, desk))
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || byCodeUnits(a.symbol, b.symbol));
}

function exclusionOf(listing: Listing | undefined): Exclusion | undefined {
  if (listing === undefined) return 'not_in_universe';
  return listing.enabled ? undefined : 'disabled';
}

function baseOf({ maxNav, ceiling }: CapSources): number | null {
  return maxNav === undefined ? null : Math.min(maxNav.value, ceiling?.value ?? maxNav.value);
}

function allocationRow(
  candidate: Candidate,
  totalRaw: number,
  account: AccountView,
  desk: Desk,
): AllocationRow {
  const { symbol, caps, numbers, router, phi, base } = candidate;
  const mode = account.risk_mode;
  const { settings } = desk;
  const cap = caps.maxNav;
  const ceiling = caps.ceiling?.value ?? cap?.value;
  const g = growth(phi, settings);
  const weight = weightTerms(base, phi, totalRaw, mode, settings);
  const maxNav = cap === undefined ? null : navCapTerms(cap.value, ceiling ?? cap.value, g, mode, settings);
  const currentTrade = caps.maxTradeNav?.value;
  const maxTrade =
    currentTrade === undefined ? null : tradeCapTerms(currentTrade, g, maxNav?.value ?? null, mode, settings);
  const currentCount = caps.maxConcurrent?.value;
  const maxCount =
    currentCount === undefined ? null : concurrencyTerms(currentCount, phi.phi, mode, settings);
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
    suggested_weight: weight.weight ?? 0,
    reason: weight.binding,
    explanation,
    rationale: symbolRationale(explanation, account, cap?.source ?? null),
  };
}
