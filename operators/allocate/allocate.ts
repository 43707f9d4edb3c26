import type { Desk, Listing } from '../../src/model/fund/desk';
import { fromMicro, MICRO, toMicro } from '../../src/model/math/fixed';
import { byCodeUnits } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import { allocateStrategies } from './allocate-strategies';
import { allocationRow, type Candidate } from './allocation-row';
import type { Exclusion } from './weights/allocation-terms';
import { budgetOf, type Budget } from './weights/budget';
import { contenderOf } from './weights/contender';
import { phiTerms } from './weights/phi';
import { shareBudget } from './weights/share-budget';
import { validUntilTs, type Header } from '../core/header';
import type { AccountView } from '../account/measure-account';
import type { AllocationInputs } from './allocation-inputs';
import type { AllocationFile, AllocationRow } from './allocation-file';

/**
 * The feedback allocator: for each symbol a share of NAV and its caps, from what it has earned and how
 * surely. Reads what the other three files say and nothing else, so that the same files give the same bytes.
 */
export function allocate(inputs: AllocationInputs, account: AccountView, desk: Desk): AllocationFile {
  const budget = budgetOf(account, desk);
  const rows = symbolRows(inputs, account, desk, budget);
  const total = rows.reduce((sum, row) => sum + toMicro(row.suggested_weight), 0);
  return rounded({
    ...headerOf(inputs, desk),
    global: {
      current_equity_usd: account.equity_usd,
      current_drawdown_pct: account.drawdown_pct,
      risk_mode: account.risk_mode,
      reasons: account.reasons,
      total_weight: fromMicro(total),
      cash_weight: fromMicro(MICRO - total),
      budget: budget.budget,
      max_gross_exposure: budget.max_gross,
      min_notional_usd: budget.min_notional_usd,
      min_weight: budget.min_weight,
    },
    symbols: rows,
    strategies: allocateStrategies(inputs.strategies, account, desk, budget),
    metadata: { ...inputs.metadata, config_digest: desk.digest },
  });
}

function headerOf({ header }: AllocationInputs, { settings }: Desk): Header {
  const { window, lookback_days, ...stamp } = header;
  const valid_until_ts = validUntilTs(stamp.updated_ts, 'allocation', settings);
  return { ...stamp, valid_until_ts, window, lookback_days };
}

function symbolRows(
  inputs: AllocationInputs,
  account: AccountView,
  desk: Desk,
  budget: Budget,
): readonly AllocationRow[] {
  const traded = [...inputs.symbols].filter(([, numbers]) => numbers.count > 0).map(([symbol]) => symbol);
  const symbols = [...new Set([...desk.listings.keys(), ...traded])].sort(byCodeUnits);
  const candidates = symbols.map((symbol): Candidate => {
    const listing = desk.listings.get(symbol);
    const numbers = inputs.symbols.get(symbol);
    const router = inputs.routers.get(symbol);
    const phi = phiTerms(numbers, router?.quality ?? 'unknown', exclusionOf(listing), desk.settings);
    return { symbol, caps: listing?.caps ?? desk.unlistedCaps(symbol), numbers, router, phi };
  });
  const weights = shareBudget(
    candidates.map(({ symbol, caps, phi }) => contenderOf(symbol, caps, phi)),
    budget,
  );
  return candidates
    .flatMap((candidate, i) => {
      const weight = weights[i];
      return weight === undefined ? [] : [allocationRow(candidate, weight, account, desk)];
    })
    .sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || byCodeUnits(a.symbol, b.symbol));
}

function exclusionOf(listing: Listing | undefined): Exclusion | undefined {
  return listing === undefined ? 'not_in_universe' : listing.disabledBy;
}
