import { exactSum } from '../../model/math/exact-sum';
import { published, round9 } from '../../model/math/fixed';
import { finite, own, type JsonObject } from '../../model/values/json';
import { curveColumns, curvePoints, mergedPoints } from './curve-columns';
import { childrenAt, countAt } from '../model/json-fields';
import type { FundTotal } from '../model/page-model';
import { documentOf, type StateDocuments } from '../model/state-documents';
import type { Costs, SymbolRow, WindowSummary } from '../model/symbol-row';

const MOST_POINTS = 500;

/** The fund over the primary window: sums over its symbols. Null without an expectancy file. */
export function fundTotal(state: StateDocuments, rows: readonly SymbolRow[]): FundTotal | null {
  const expectancy = documentOf(state, 'expectancy');
  if (expectancy === undefined) return null;
  const groups = childrenAt(expectancy, 'symbols').map(([, group]) => group);
  return {
    costs: costsOf(groups, rows),
    known_r: counted(groups, 'known_r'),
    avg_r: meanR(groups),
    curve: curveColumns(mergedPoints(groups.map(curvePoints)), MOST_POINTS),
    by_window: childrenAt(expectancy, 'windows').map(([window, view]) =>
      summaryOf(
        window,
        childrenAt(view, 'symbols').map(([, group]) => group),
      ),
    ),
  };
}

function summaryOf(window: string, groups: readonly JsonObject[]): WindowSummary {
  return {
    window,
    count: counted(groups, 'count'),
    avg_r: meanR(groups),
    net_pnl_usd: summed(groups, 'net_pnl_usd'),
  };
}

function costsOf(groups: readonly JsonObject[], rows: readonly SymbolRow[]): Costs {
  return {
    count: counted(groups, 'count'),
    gross_pnl_usd: summed(groups, 'gross_pnl_usd'),
    fees_usd: summed(groups, 'fees_usd'),
    estimated_fees: summed(groups, 'estimated_fees'),
    funding_usd: summed(groups, 'funding_usd'),
    net_pnl_usd: summed(groups, 'net_pnl_usd'),
    fee_flips: summed(groups, 'fee_flips'),
    mean_slippage_bps: overRows(rows, 'mean_slippage_bps'),
    mean_fee_bps: overRows(rows, 'mean_fee_bps'),
  };
}

// Mean over all router rows, as far as symbols say how many stand behind their own mean.
function overRows(rows: readonly SymbolRow[], field: 'mean_slippage_bps' | 'mean_fee_bps'): number | null {
  const known = rows.flatMap(({ router }) => {
    const mean = router?.[field] ?? null;
    return router === null || mean === null ? [] : [{ mean, count: router.sample_count }];
  });
  const count = known.reduce((sum, row) => sum + row.count, 0);
  return count === 0 ? null : published(exactSum(known.map((row) => row.mean * row.count)) / count);
}

function summed(groups: readonly JsonObject[], field: string): number | null {
  const values = groups.flatMap((group) => finite(own(group, field)) ?? []);
  return values.length === 0 ? null : published(exactSum(values));
}

function counted(groups: readonly JsonObject[], field: 'count' | 'known_r'): number {
  return groups.reduce((sum, group) => sum + countAt(group, field), 0);
}

function meanR(groups: readonly JsonObject[]): number | null {
  const count = counted(groups, 'known_r');
  const gain = summed(groups, 'gain_r');
  const loss = summed(groups, 'loss_r');
  return count === 0 || gain === null || loss === null ? null : round9((gain - loss) / count);
}
