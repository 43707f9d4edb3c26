import type { StrategyRow } from '../../model/page-model';
import { nameCell, withCount } from '../parts/cells';
import {
  gainColumn,
  intervalColumn,
  meanColumn,
  numberColumn,
  reasonColumn,
  sampleColumn,
} from '../parts/columns';
import { DASH, formatHeld, formatNumber, formatPercent } from '../parts/format';
import { widthFor } from '../parts/interval-bar';
import { h, type Element } from '../parts/node';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

/** What each strategy earns, and the share it is given: another view of the same money. */
export function strategiesPanel(
  rows: readonly StrategyRow[],
  sort: Sort | undefined,
  full: boolean,
): Element {
  const width = widthFor(rows.map(({ expectancy }) => expectancy));
  return tablePanel(
    'Strategies',
    'The same trades by strategy. Weights are another view of the same money, not to be added to the symbols’.',
    {
      name: 'strategies',
      caption: 'Strategies by mean R',
      columns: columnsOf(width),
      rows,
      keyOf: ({ strategy }) => strategy,
      sort,
      full,
      empty: 'No strategy in the window.',
    },
  );
}

function columnsOf(width: number): readonly Column<StrategyRow>[] {
  return [
    {
      id: 'strategy',
      title: 'Strategy',
      kind: 'name',
      by: (row) => row.strategy,
      cell: (row) => nameCell(row.strategy),
    },
    numberColumn(
      'score',
      'Score',
      (row) => row.score,
      (score) => h('b', {}, formatNumber(score, 3)),
    ),
    sampleColumn(),
    meanColumn('R a trade'),
    intervalColumn(width),
    {
      id: 'hit_rate',
      title: 'Hit rate',
      kind: 'number',
      by: (row) => row.expectancy.hit_rate,
      cell: ({ expectancy }) => withCount(formatPercent(expectancy.hit_rate), expectancy.count),
    },
    gainColumn('net', 'Net USD', (row) => row.expectancy.net_pnl_usd),
    {
      id: 'held',
      title: 'Held p50 / p95',
      about: 'From entry to the last close, where the entry is known: half of the trades at most, and 95 %',
      kind: 'number',
      by: (row) => row.expectancy.hold_s_p50,
      cell: ({ expectancy: { hold_s_p50, hold_s_p95 } }) =>
        hold_s_p50 === null ? DASH : formatHeld(hold_s_p50, hold_s_p95),
    },
    numberColumn(
      'cap',
      'Cap',
      (row) => row.base_cap,
      (cap) => formatPercent(cap, 2),
      'Its capacity as a share of NAV',
    ),
    numberColumn(
      'weight',
      'Suggested',
      (row) => row.suggested_weight,
      (weight) => formatPercent(weight, 2),
    ),
    reasonColumn((row) => row.reason),
  ];
}
