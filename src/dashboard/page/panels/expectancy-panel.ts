import type { Expectancy, SymbolRow } from '../../model/symbol-row';
import { gainCell, panel, symbolButton } from '../parts/cells';
import { formatInterval, formatNumber, formatSigned } from '../parts/format';
import { intervalBar, widthFor } from '../parts/interval-bar';
import { h, type Element } from '../parts/node';
import { table } from '../parts/table';
import type { Sort } from '../parts/view-state';

/** A symbol with trades. */
interface Traded {
  readonly symbol: string;
  readonly expectancy: Expectancy;
}

/** What a trade earns in R, per symbol, with where the mean lies with 95 %. */
export function expectancyPanel(rows: readonly SymbolRow[], sort: Sort | undefined, full: boolean): Element {
  const traded: readonly Traded[] = rows.flatMap(({ symbol, expectancy }) =>
    expectancy === null || expectancy.count === 0 ? [] : [{ symbol, expectancy }],
  );
  const width = widthFor(traded.map(({ expectancy }) => expectancy));
  return panel(
    'expectancy',
    'Expectancy in R',
    'Mean R a trade and its 95 % interval. An interval that holds 0 has not shown anything yet.',
    table({
      name: 'expectancy',
      caption: 'Expectancy in R by symbol',
      columns: [
        {
          id: 'symbol',
          title: 'Symbol',
          kind: 'name',
          by: (row) => row.symbol,
          cell: (row) => symbolButton(row.symbol),
        },
        {
          id: 'n',
          title: 'n',
          about: 'Trades whose R is known',
          kind: 'number',
          by: (row) => row.expectancy.known_r,
          cell: (row) => formatNumber(row.expectancy.known_r, 0),
        },
        {
          id: 'avg_r',
          title: 'R',
          kind: 'number',
          by: (row) => row.expectancy.avg_r,
          cell: (row) => gainCell(row.expectancy.avg_r, 2),
        },
        {
          id: 'interval',
          title: '95 % interval',
          kind: 'drawing',
          by: (row) => row.expectancy.r_interval?.[0] ?? null,
          about: 'Sorted by the lower end',
          foot: axis(width),
          cell: (row) => intervalBar(row.expectancy.avg_r, row.expectancy.r_interval, width),
        },
        {
          id: 'ends',
          title: 'from … to',
          kind: 'number',
          cell: (row) => h('small', {}, formatInterval(row.expectancy.r_interval, 2)),
        },
      ],
      rows: traded,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: 'No closed trade in the window.',
    }),
  );
}

/** The ends and the middle of a drawing around 0. */
export function axis(width: number): Element {
  const digits = width < 1 ? 2 : 1;
  return h(
    'span',
    { class: 'axis', 'aria-hidden': 'true' },
    h('span', {}, formatSigned(-width, digits)),
    h('span', {}, '0'),
    h('span', {}, formatSigned(width, digits)),
  );
}
