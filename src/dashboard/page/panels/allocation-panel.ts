import type { PageHeader } from '../../model/page-model';
import type { AllocationSummary, SymbolRow } from '../../model/symbol-row';
import { changeCell, rowsWith, type RowWith } from '../parts/cells';
import { numberColumn, reasonColumn, symbolColumn } from '../parts/columns';
import { drawing } from '../parts/drawing';
import { DASH, exactDigits, formatNumber, formatPercent } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { roundUp, scaleOf } from '../parts/scale';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

type Allocated = RowWith<'allocation'>;

/** Suggested against current weight, and the caps around them. */
export function allocationPanel(
  rows: readonly SymbolRow[],
  header: PageHeader,
  sort: Sort | undefined,
  full: boolean,
): Element {
  const allocated = rowsWith(rows, 'allocation');
  const widest = allocated
    .flatMap(({ allocation: { current_weight, suggested_weight, caps, suggested_caps } }) => [
      current_weight ?? 0,
      suggested_weight,
      caps.max_nav_pct ?? 0,
      suggested_caps.max_nav_pct ?? 0,
    ])
    .reduce((most, value) => Math.max(most, value), 0.01);
  const width = roundUp(widest);
  return tablePanel(
    'Weights and caps',
    [
      `Shares of NAV. Suggested ${formatPercent(header.total_weight)} in all, ${formatPercent(header.cash_weight)} cash; the mode allows ${formatPercent(header.budget)}. `,
      'The weights are the advice; the caps are the limit for a desk that sizes by itself. ',
      minimumOf(allocated),
      'Line: now. Bar: suggested. Tick: the cap as suggested.',
    ],
    {
      name: 'allocation',
      caption: 'Suggested and current weight, and caps, by symbol',
      columns: columnsOf(width),
      rows: allocated,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: 'No allocation is published.',
    },
  );
}

function columnsOf(width: number): readonly Column<Allocated>[] {
  return [
    symbolColumn(),
    {
      id: 'bar',
      title: 'Weight',
      kind: 'drawing',
      foot: h(
        'span',
        { class: 'axis', 'aria-hidden': 'true' },
        h('span', {}, '0'),
        formatPercent(width, exactDigits([width * 100])),
      ),
      cell: ({ allocation }) => weightBar(allocation, width),
    },
    numberColumn(
      'current',
      'Now',
      ({ allocation }) => allocation.current_weight,
      (weight) => formatPercent(weight, 2),
    ),
    numberColumn(
      'suggested',
      'Suggested',
      ({ allocation }) => allocation.suggested_weight,
      (weight) => h('b', {}, formatPercent(weight, 2)),
    ),
    numberColumn(
      'size',
      'USD',
      ({ allocation }) => allocation.suggested_size_usd,
      (size) => formatNumber(size, 2),
      'The suggested weight in USD; 0 or at least the minimum order',
    ),
    reasonColumn(({ allocation }) => allocation.reason),
    cap('max_nav', 'Max NAV', 'Largest share of NAV: configured → suggested', (caps) =>
      formatPercent(caps.max_nav_pct, 2),
    ),
    cap('max_trade', 'Max a trade', 'Largest share of NAV a trade: configured → suggested', (caps) =>
      formatPercent(caps.max_trade_nav_pct, 2),
    ),
    cap('max_positions', 'Positions', 'Most positions at once: configured → suggested', (caps) =>
      formatNumber(caps.max_concurrent_positions, 0),
    ),
  ];
}

// One for the fund.
function minimumOf(rows: readonly Allocated[]): string {
  const least = rows[0]?.allocation.min_notional_usd;
  return least === null || least === undefined ? '' : `Minimum order ${formatNumber(least, 2)} USD. `;
}

function cap(
  id: string,
  title: string,
  about: string,
  textOf: (caps: AllocationSummary['caps']) => string,
): Column<Allocated> {
  const cell = ({ allocation }: Allocated): Child => {
    const now = textOf(allocation.caps);
    const next = textOf(allocation.suggested_caps);
    return now === DASH && next === DASH ? DASH : changeCell(now, next);
  };
  return { id, title, about, kind: 'number', cell };
}

const HEIGHT = 16;

function weightBar(
  { current_weight, suggested_weight, suggested_caps }: AllocationSummary,
  width: number,
): Element {
  const place = scaleOf(0, width);
  const limit = suggested_caps.max_nav_pct;
  return drawing(
    'weight',
    HEIGHT,
    `now ${formatPercent(current_weight, 2)}, suggested ${formatPercent(suggested_weight, 2)}, cap ${formatPercent(limit, 2)}`,
    limit !== null && h('rect', { class: 'frame', x: 0, y: 3, width: place(limit), height: 10 }),
    h('rect', { class: 'next', x: 0, y: 3, width: place(suggested_weight), height: 10 }),
    current_weight !== null &&
      h('line', { class: 'now', x1: place(current_weight), x2: place(current_weight), y1: 0, y2: HEIGHT }),
    limit !== null && h('line', { class: 'limit', x1: place(limit), x2: place(limit), y1: 2, y2: 14 }),
  );
}
