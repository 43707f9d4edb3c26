import { memoizeByRef } from '../../core/memoize-by-ref';
import { contributionsOf } from '../value/contributions';
import { meanOf } from '../value/identity';
import type { Caveats, ValueUnit } from '../value/sentence';
import { unitTrades, type UnitTrades } from '../value/unit-trades';
import { valueInference } from '../value/value-inference';
import { verdictOf, type Verdict } from '../value/verdict';
import type { AdvisedTrade } from '../walk/advised-trade';
import { DAY } from '../../../src/model/values/time';
import { valueIn } from './policy-report';

/** The trades of a verdict. */
export interface Judged {
  readonly trades: readonly AdvisedTrade[];
  /** The same trades with the advice that the logs give, where what was published is judged. */
  readonly computed?: readonly AdvisedTrade[] | undefined;
  /** Only a span of the history was asked for. */
  readonly isPart?: boolean | undefined;
}

/**
 * What speaks against praise for the weights: that all skill comes from one symbol, whose luck nobody can tell from an edge, and
 * that the advice which the logs give for the same trades earns no such verdict.
 */
export function caveatsOn(
  unit: ValueUnit,
  verdict: Verdict,
  { trades, computed, isPart = false }: Judged,
): Caveats {
  const { total, selection } = verdict;
  const again = computed === undefined ? verdict : verdictOn(weighted(unit, computed));
  return {
    restsOn: selection === 'skill' ? restsOn(unit, trades) : undefined,
    isUnconfirmed:
      (total === 'helped' && again.total !== 'helped') ||
      (selection === 'skill' && again.selection !== 'skill'),
    isPart,
  };
}

// Of several symbols the one with the most of the choosing, if the others show no skill without it.
function restsOn(unit: ValueUnit, trades: readonly AdvisedTrade[]): string | undefined {
  const { multiples, values, symbols } = weighted(unit, trades);
  const [most, next] = Object.entries(contributionsOf(multiples, values, symbols)).sort(
    ([, a], [, b]) => b.selection - a.selection,
  );
  if (most === undefined || next === undefined) return undefined;
  const [symbol] = most;
  const others = trades.filter(({ trade }) => trade.symbol !== symbol);
  return verdictOn(weighted(unit, others)).selection === 'skill' ? undefined : symbol;
}

function verdictOn(trades: UnitTrades): Verdict {
  const { multiples, values, days } = trades;
  return verdictOf(
    {
      n: values.length,
      active_days: days.active,
      mean_m: values.length === 0 ? null : meanOf(multiples),
      inference: valueInference(trades),
    },
    0,
  );
}

/** The trades of a unit by the weights. */
export function weighted(unit: ValueUnit, trades: readonly AdvisedTrade[]): UnitTrades {
  return WEIGHTED[unit](trades);
}

const weightedIn = (unit: ValueUnit): ((trades: readonly AdvisedTrade[]) => UnitTrades) =>
  memoizeByRef((trades) =>
    unitTrades({
      multiples: trades.map(({ multiples: { weights = 0 } }) => weights),
      values: trades.map((trade) => valueIn(unit, trade)),
      symbols: trades.map(({ trade }) => trade.symbol),
      days: trades.map(({ trade }) => Math.floor(trade.ts / DAY)),
    }),
  );

const WEIGHTED = { usd: weightedIn('usd'), r: weightedIn('r'), bps: weightedIn('bps') };
