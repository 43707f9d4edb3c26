import type { SymbolRow } from '../../model/symbol-row';
import { driftCell, rowsWith, type RowWith } from '../parts/cells';
import { intervalColumn, meanColumn, numberColumn, sampleColumn, symbolColumn } from '../parts/columns';
import { formatInterval, formatPercent } from '../parts/format';
import { widthFor } from '../parts/interval-bar';
import { h, type Element } from '../parts/node';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

/** What a trade earns in R, per symbol, with where the mean lies with 95 %. */
export function expectancyPanel(rows: readonly SymbolRow[], sort: Sort | undefined, full: boolean): Element {
  const traded = rowsWith(rows, 'expectancy').filter(({ expectancy }) => expectancy.count > 0);
  const width = widthFor(traded.map(({ expectancy }) => expectancy));
  return tablePanel(
    'Expectancy in R',
    'Mean R a trade and its 95 % interval. An interval that holds 0 has not shown anything yet; ★ holds for all symbols at once.',
    {
      name: 'expectancy',
      caption: 'Expectancy in R by symbol',
      columns: columnsOf(width),
      rows: traded,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: 'No closed trade in the window.',
    },
  );
}

function columnsOf(width: number): readonly Column<RowWith<'expectancy'>>[] {
  return [
    symbolColumn(),
    sampleColumn(),
    meanColumn('R'),
    {
      ...intervalColumn(width),
      by: (row) => row.expectancy.r_interval?.[0] ?? null,
      about: 'Sorted by the lower end',
    },
    {
      id: 'ends',
      title: 'from … to',
      kind: 'number',
      cell: (row) => h('small', {}, formatInterval(row.expectancy.r_interval, 2)),
    },
    numberColumn(
      'p_dd',
      'next 20',
      (row) => row.expectancy.p_dd,
      (chance) => formatPercent(chance),
      'How likely the next 20 trades clear the hurdle, their clustered losses charged',
    ),
    {
      id: 'drift',
      title: 'Changed',
      about:
        'Since when R runs higher or lower than before, and when that was clear; a flag that feeds nothing. Without a change one trade in about 465 flags one all the same',
      kind: 'text',
      by: (row) => row.drift?.since_ms ?? null,
      cell: (row) => driftCell(row.drift),
    },
  ];
}
