import type { StrategyRow } from '../../model/page-model';
import { gainCell, nameCell, panel, reasonCell, withCount } from '../parts/cells';
import { axis } from './expectancy-panel';
import { formatNumber, formatPercent } from '../parts/format';
import { intervalBar, widthFor } from '../parts/interval-bar';
import { h, type Element } from '../parts/node';
import { table } from '../parts/table';
import type { Sort } from '../parts/view-state';

/** What each strategy earns, and the share it is given: another view of the same money. */
export function strategiesPanel(
  rows: readonly StrategyRow[],
  sort: Sort | undefined,
  full: boolean,
): Element {
  const width = widthFor(rows.map(({ expectancy }) => expectancy));
  return panel(
    'strategies',
    'Strategies',
    'The same trades by strategy. Weights are another view of the same money, not to be added to the symbols’.',
    table({
      name: 'strategies',
      caption: 'Strategies by mean R',
      columns: [
        {
          id: 'strategy',
          title: 'Strategy',
          kind: 'name',
          by: (row) => row.strategy,
          cell: (row) => nameCell(row.strategy),
        },
        {
          id: 'score',
          title: 'Score',
          kind: 'number',
          by: (row) => row.score,
          cell: (row) => h('b', {}, formatNumber(row.score, 3)),
        },
        {
          id: 'avg_r',
          title: 'R a trade',
          kind: 'number',
          by: (row) => row.expectancy.avg_r,
          cell: (row) => gainCell(row.expectancy.avg_r, 2),
        },
        {
          id: 'interval',
          title: '95 % interval',
          kind: 'drawing',
          foot: axis(width),
          cell: (row) => intervalBar(row.expectancy.avg_r, row.expectancy.r_interval, width),
        },
        {
          id: 'hit_rate',
          title: 'Hit rate',
          kind: 'number',
          by: (row) => row.expectancy.hit_rate,
          cell: ({ expectancy }) => withCount(formatPercent(expectancy.hit_rate), expectancy.count),
        },
        {
          id: 'net',
          title: 'Net USD',
          kind: 'number',
          by: (row) => row.expectancy.net_pnl_usd,
          cell: (row) => gainCell(row.expectancy.net_pnl_usd, 2),
        },
        {
          id: 'weight',
          title: 'Suggested',
          kind: 'number',
          by: (row) => row.suggested_weight,
          cell: (row) => formatPercent(row.suggested_weight, 2),
        },
        {
          id: 'reason',
          title: 'Because',
          kind: 'text',
          by: (row) => row.reason,
          cell: (row) => reasonCell(row.reason),
        },
      ],
      rows,
      keyOf: ({ strategy }) => strategy,
      sort,
      full,
      empty: 'No strategy in the window.',
    }),
  );
}
