import type { RouterSummary, SymbolRow } from '../../model/symbol-row';
import { emptyPanel, rowsWith, type RowWith } from '../parts/cells';
import { numberColumn, symbolColumn } from '../parts/columns';
import { formatNumber, formatPercent, formatSigned, words } from '../parts/format';
import { h, type Element } from '../parts/node';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';
import { qualityCell } from './ranking';

type Routed = RowWith<'router'>;

const TITLE = 'Fill quality';

/** What a row must carry one of, lest there be nothing to show. */
const MEASURED = [
  'maker_fill_rate',
  'fallback_rate',
  'slippage_p50',
  'mean_slippage_bps',
  'ack_latency_p50_ms',
] as const;

export function isMeasured(router: RouterSummary | null): boolean {
  return router !== null && MEASURED.some((field) => router[field] !== null);
}

/** How the orders of each symbol filled, over all of their attempts. */
export function fillsPanel(rows: readonly SymbolRow[], sort: Sort | undefined, full: boolean): Element {
  const routed = rowsWith(rows, 'router').filter(
    ({ router }) => router.sample_count > 0 || isMeasured(router),
  );
  if (routed.length > 0 && !routed.some(({ router }) => isMeasured(router)))
    return emptyPanel(
      'fills',
      TITLE,
      'No row carries slippage, maker flags or latency: fill quality cannot be shown.',
    );
  return tablePanel(
    TITLE,
    'Of all orders of a symbol. Slippage and fees in bps of the notional; positive is a cost.',
    {
      name: 'fills',
      caption: 'Fill quality by symbol',
      columns: COLUMNS,
      rows: routed,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: 'No router row in the window: fill quality cannot be shown.',
    },
  );
}

const COLUMNS: readonly Column<Routed>[] = [
  symbolColumn(),
  {
    id: 'quality',
    title: 'Quality',
    kind: 'text',
    by: ({ router }) => router.quality,
    cell: ({ router }) => [
      qualityCell(router.quality),
      h('small', { class: 'n below' }, words(router.regime)),
    ],
  },
  numberColumn(
    'n',
    'Orders',
    ({ router }) => router.sample_count,
    (n) => formatNumber(n, 0),
  ),
  rate(
    'maker_fill',
    'Maker fills',
    ({ maker_fill_rate }) => maker_fill_rate,
    'Share of orders that filled as maker',
  ),
  rate(
    'fallback',
    'Fallback',
    ({ fallback_rate }) => fallback_rate,
    'Share of maker orders that fell back to taker',
  ),
  bps('slippage_p50', 'Slip p50', ({ slippage_p50 }) => slippage_p50),
  bps('slippage_p95', 'Slip p95', ({ slippage_p95 }) => slippage_p95),
  bps('fees', 'Fees bps', ({ mean_fee_bps }) => mean_fee_bps),
  milliseconds('ack_p50', 'Ack ms p50', ({ ack_latency_p50_ms }) => ack_latency_p50_ms),
  milliseconds('ack_p95', 'Ack ms p95', ({ ack_latency_p95_ms }) => ack_latency_p95_ms),
];

type NumberOf = (router: RouterSummary) => number | null;

function rate(id: string, title: string, of: NumberOf, about: string): Column<Routed> {
  return numberColumn(
    id,
    title,
    ({ router }) => of(router),
    (share) => formatPercent(share, 1),
    about,
  );
}

function bps(id: string, title: string, of: NumberOf): Column<Routed> {
  return numberColumn(
    id,
    title,
    ({ router }) => of(router),
    (value) => formatSigned(value, 2),
  );
}

function milliseconds(id: string, title: string, of: NumberOf): Column<Routed> {
  return numberColumn(
    id,
    title,
    ({ router }) => of(router),
    (value) => formatNumber(value, 0),
  );
}
