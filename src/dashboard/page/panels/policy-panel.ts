import type { PolicyChange, PolicySummary, SymbolRow } from '../../model/symbol-row';
import { changeCell, rowsWith, withCount, type RowWith } from '../parts/cells';
import { numberColumn, symbolColumn } from '../parts/columns';
import { DASH, formatNumber, formatPercent, words } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { qualityCell } from './ranking';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

type Routed = RowWith<'policy'>;

/** How the router fares for each symbol, its policy now and as proposed, and why. */
export function policyPanel(rows: readonly SymbolRow[], sort: Sort | undefined, full: boolean): Element {
  const routed = rowsWith(rows, 'policy');
  const changing = [...routed.filter(isChanging), ...routed.filter((row) => !isChanging(row))];
  return tablePanel(
    'Router policy',
    'Now → proposed, by at most one step. Those that change come first. Nothing is applied.',
    {
      name: 'policy',
      caption: 'Router policy now and proposed, by symbol',
      columns: COLUMNS,
      rows: changing,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      markOf: (row) => (isChanging(row) ? 'changing' : undefined),
      empty: 'No router suggestion is published.',
    },
  );
}

const COLUMNS: readonly Column<Routed>[] = [
  symbolColumn(),
  {
    id: 'quality',
    title: 'Quality',
    kind: 'text',
    by: ({ router }) => router?.quality ?? null,
    cell: ({ router }) => [
      qualityCell(router?.quality),
      h('small', { class: 'n below' }, words(router?.regime ?? '')),
    ],
  },
  {
    id: 'maker_fill',
    title: 'Maker fills',
    about: 'Share of orders that filled as maker; n: router rows',
    kind: 'number',
    by: ({ router }) => router?.maker_fill_rate ?? null,
    cell: ({ router }) =>
      router === null ? DASH : withCount(formatPercent(router.maker_fill_rate, 0), router.sample_count),
  },
  numberColumn(
    'fallback',
    'Fallback',
    ({ router }) => router?.fallback_rate,
    (rate) => formatPercent(rate, 0),
    'Share of maker orders that fell back to taker',
  ),
  {
    id: 'slippage',
    title: 'Slip p50 / p95',
    about: 'bps; positive is a cost. Sorted by p95',
    kind: 'number',
    by: ({ router }) => router?.slippage_p95 ?? null,
    cell: ({ router }) =>
      `${formatNumber(router?.slippage_p50, 1)} / ${formatNumber(router?.slippage_p95, 1)}`,
  },
  {
    id: 'latency',
    title: 'Ack ms p50 / p95',
    kind: 'number',
    by: ({ router }) => router?.ack_latency_p95_ms ?? null,
    cell: ({ router }) =>
      `${formatNumber(router?.ack_latency_p50_ms, 0)} / ${formatNumber(router?.ack_latency_p95_ms, 0)}`,
  },
  field('maker_first', 'Maker first', ({ maker_first }) => (maker_first ? 'on' : 'off')),
  field('bias', 'Taker bias', ({ taker_bias }) => formatNumber(taker_bias, 3)),
  field('offset', 'Offset bps', ({ offset_bps }) => formatNumber(offset_bps, 2)),
  {
    id: 'why',
    title: 'Why',
    kind: 'text',
    cell: ({ policy }) => h('span', { class: 'why' }, reasonsOf(policy)),
  },
];

function field(id: string, title: string, textOf: (policy: PolicySummary) => string): Column<Routed> {
  return {
    id,
    title,
    kind: 'number',
    cell: ({ policy }): Child => changeCell(textOf(policy.current), textOf(policy.proposed)),
  };
}

// Where something changes, the lines that tell of a change; else the first that says what holds it.
function reasonsOf({ changes, rationale, out_of_bounds }: PolicyChange): string {
  const telling = changes ? rationale.filter((line) => line.includes('→') || /goes o(n|ff)/.test(line)) : [];
  const lines = telling.length > 0 ? telling : rationale.slice(0, 1);
  const outside = out_of_bounds.map((name) => `${words(name)} is out of bounds.`);
  return [...lines, ...outside].join(' ');
}

function isChanging({ policy }: Routed): boolean {
  return policy.changes;
}
